import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { metricsText } from '../../src/web/metrics.js';
import { temporaryFolder } from '../builders.js';

const read = (path: string): string => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');
const deployment = read('docs/deployment.md');

/** The rows of a table, by what stands in code in their first cell. */
const rows = (text: string, head: string): Map<string, string[]> => {
  const [, body = ''] = text.split(`| ${head} |`);
  const lines = body.split('\n').slice(2);
  const table = lines.slice(0, lines.indexOf('')).map((line) => line.split('|').slice(1, -1));
  return new Map(
    table.map(([name = '', ...cells]) => [name.trim().replaceAll('`', ''), cells.map((it) => it.trim())]),
  );
};

const KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
const app = { APP_ID: '1', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'a long enough secret' };

/** What the configuration asks the environment for. */
function variables(): Set<string> {
  const asked = new Set<string>();
  const spy = (given: Record<string, string>): NodeJS.ProcessEnv =>
    new Proxy(given, {
      get: (target, name) => {
        if (typeof name === 'string') asked.add(name);
        return Reflect.get(target, name);
      },
    });
  readConfig(spy(app));
  readConfig(spy({ HOME: '/nonexistent' }));
  return asked;
}

describe('the document on deployment', () => {
  const table = rows(deployment, 'variable | what | default | example');

  test('has a row for each variable of the environment that is read, and no other', () => {
    expect([...table.keys()].sort()).toEqual([...variables()].sort());
  });

  test('has examples that are taken', () => {
    const file = join(temporaryFolder(), 'key.pem');
    writeFileSync(file, KEY);
    for (const [name, [, , example = '']] of table) {
      const value = name === 'PRIVATE_KEY_PATH' ? file : example.replaceAll('`', '');
      expect(value, name).not.toBe('');
      const { PRIVATE_KEY: _, ...keyless } = app;
      // One of the two is none.
      const both = name.startsWith('CLIENT_')
        ? { CLIENT_ID: 'Iv1', CLIENT_SECRET: 'a long client secret' }
        : {};
      expect(
        () => readConfig({ ...(name === 'PRIVATE_KEY_PATH' ? keyless : app), ...both, [name]: value }),
        name,
      ).not.toThrow();
    }
  });

  test('has the defaults as they are', () => {
    const { host, port, github, logLevel } = readConfig({ HOME: '/nonexistent' });
    for (const [name, value] of [
      ['HOST', host],
      ['PORT', port],
      ['GITHUB_URL', github.url],
      ['LOG_LEVEL', logLevel],
    ])
      expect(table.get(String(name))?.[1]).toBe(`\`${value}\``);
  });

  test('has every metric, and no other', async () => {
    const text = await metricsText({
      inbox: { waiting: 0, lagSeconds: 0, dead: 0 },
      outbox: { waiting: 0, dead: 0 },
      queue: { waiting: 0, running: 0, dead: 0 },
      limits: [],
      imports: [],
    });
    const there = [...text.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name);
    expect([...rows(deployment, 'metric | what').keys()].sort()).toEqual(there.sort());
  });

  test.each(['docs/deployment.md', 'README.md'])(
    'the permissions are in %s as they are asked for',
    (path) => {
      const asked = (parse(read('app.yml')) as { default_permissions: Record<string, string> })
        .default_permissions;
      const told = [...rows(read(path), 'permission | level | why')].map(([name, [level]]) => [name, level]);
      expect(Object.fromEntries(told)).toEqual(asked);
    },
  );
});

interface Service {
  readonly environment?: Record<string, string>;
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly command?: readonly string[];
}

describe('compose.yml', () => {
  const { services } = parse(read('docs/compose.yml'), { merge: true }) as {
    services: Record<string, Service>;
  };

  test('gives the app only what it reads, and all of it is there', () => {
    for (const name of ['web', 'worker']) {
      const { environment = {}, command } = services[name] ?? {};
      expect(command?.slice(0, 3)).toEqual(['serve', '--role', name]);
      expect(Object.keys(environment).filter((it) => !variables().has(it))).toEqual([]);
      const given = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          value.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'secret').replace(/^\$\{\w+:-\}$/, ''),
        ]),
      );
      const config = readConfig({
        ...given,
        ...app,
        HOLDFAST_URL: 'https://holdfast.example',
        HOST: '0.0.0.0',
      });
      expect([config.databaseUrl, config.redisUrl]).toEqual([
        'postgresql://holdfast:secret@database:5432/holdfast',
        'redis://queue:6379',
      ]);
    }
  });

  test('waits for services that say how they are', () => {
    for (const { depends_on: needs = {} } of Object.values(services))
      for (const [name, { condition }] of Object.entries(needs)) {
        expect(condition).toBe('service_healthy');
        expect(services[name]?.healthcheck?.test[0]).toBe('CMD');
      }
    expect(Object.keys(services).sort()).toEqual(['database', 'queue', 'web', 'worker']);
  });
});
