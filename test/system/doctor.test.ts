import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bullQueue } from '../../src/queue/bullmq.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { type StartedDouble, startDouble } from '../github/start.js';
import { freePort, runApp } from '../services/app.js';
import { putEmptyDatabase } from '../services/embedded.js';
import { type Postgresql, postgresqlHere } from '../services/postgresql.js';
import { noRedis, redisServer } from '../services/redis.js';
import { delivery, repository } from '../store/made.js';
import { begun, judgedPull } from '../store/pulls-contract.js';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
const here = postgresqlHere();

let github: StartedDouble;
let secrets: { readonly id: number; readonly privateKey: string; readonly webhookSecret: string };
beforeAll(async () => {
  github = await startDouble();
  secrets = await github.control.app();
  await github.control.createRepository({ owner: 'acme', name: 'tool' });
});
afterAll(() => github?.close());

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
});
afterEach(async () => {
  rmSync(home, { recursive: true, force: true });
  expect(await github.control.violations()).toEqual([]);
});

const app = (): Record<string, string> => ({
  GITHUB_URL: github.url,
  APP_ID: String(secrets.id),
  PRIVATE_KEY: secrets.privateKey,
  WEBHOOK_SECRET: secrets.webhookSecret,
});

/** What the doctor says, a line each: lines that were broken are one again. */
async function doctor(more: Record<string, string> = {}, args: readonly string[] = []) {
  const env = { PATH: process.env.PATH ?? '', HOME: home, HOLDFAST_HOME: home, COLUMNS: '120', ...more };
  const told = await promisify(execFile)(process.execPath, [CLI, 'doctor', ...args], { env }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({
      status: code as number,
      stdout: String(stdout),
      stderr: String(stderr),
    }),
  );
  expect(told.stdout).not.toContain(secrets.webhookSecret);
  expect(told.stdout).not.toMatch(/BEGIN|a-password-of-tests/);
  expect(told.stderr).toBe('');
  const lines = told.stdout
    .replace(/\n {8}/g, ' ')
    .trimEnd()
    .split('\n');
  return { status: told.status, lines, wrong: lines.filter((line) => line.startsWith('not ok')) };
}

const line = (lines: readonly string[], what: string): string =>
  lines.find((it) => it.slice(8).startsWith(`${what}:`)) ?? `nothing is said of ${what}`;

/** A delivery and a check that were given up, in a store that a server has made. */
async function withDead(store: Store): Promise<void> {
  await store.repositories.put(repository(7));
  await store.inbox.put(delivery('a-guid'));
  await store.inbox.failed(['a-guid'], 'the disk was full', 1, 5);
  await store.pulls.save(judgedPull(await begun({ store } as never, 12), {}));
  const [check] = await store.outbox.waiting(1);
  const sending = await store.outbox.begin(check?.id ?? '');
  await store.outbox.failed(check?.id ?? '', sending?.fence ?? 0, 'no permission', 1, 5);
}

describe('the doctor', () => {
  test('asks for no app where local repositories are enough', async () => {
    const { status, lines } = await doctor();
    expect(status).toBe(0);
    expect(line(lines, 'Node')).toMatch(/^ok/);
    expect(line(lines, 'app')).toMatch(/^- .*APP_ID.*Local repositories need none of it/);
    expect(lines.join('\n')).not.toMatch(/database|queue|GitHub/);
  });

  test('tells everything that is wrong with the configuration', async () => {
    const { status, wrong } = await doctor({ PORT: 'x', LOG_LEVEL: 'loud', APP_ID: '1' });
    expect(status).toBe(1);
    expect(wrong).toHaveLength(3);
  });

  test('of a new app makes nothing, and says what is next', async () => {
    const { status, lines } = await doctor(app());
    // An app without an address for webhooks hears nothing.
    expect(status).toBe(1);
    expect(lines.filter((it) => it.startsWith('not ok'))).toHaveLength(1);
    expect(line(lines, 'database')).toMatch(/^- .*none yet/);
    expect(line(lines, 'GitHub')).toMatch(/^ok .*holdfast/);
    expect(line(lines, 'clock')).toMatch(/^ok/);
    expect(line(lines, 'webhook address')).toMatch(/^not ok .*settings page/);
    expect(line(lines, 'installations')).toMatch(/^- .*installations\/new/);
    expect(() => statSync(join(home, 'database'))).toThrow();
  });

  test('finds installations that lack a permission or are suspended', async () => {
    const { control } = github;
    const { id } = await control.install({ account: 'acme' });
    await control.acceptPermissions({
      installation: id,
      permissions: { metadata: 'read', contents: 'read', pull_requests: 'read' },
    });
    const lacking = await doctor(app());
    expect(lacking.status).toBe(1);
    expect(lacking.wrong.filter((it) => it.includes('installation:'))).toEqual([
      expect.stringContaining('acme: has not given checks:write; no check is posted'),
      expect.stringContaining('acme: has not given merge_queues:read'),
    ]);
    await control.suspend({ installation: id });
    expect((await doctor(app())).wrong.join()).toMatch(/acme: suspended/);
    // Nobody listened to any of it.
    expect(line(lacking.lines, 'webhooks')).toMatch(/^not ok .*of the last day were not taken/);
    await control.uninstall({ installation: id });
  });

  test('finds a clock that is wrong', async () => {
    await github.control.advanceClock({ seconds: 300 });
    const { wrong } = await doctor(app());
    await github.control.advanceClock({ seconds: -300 });
    expect(wrong.join('\n')).toMatch(/clock: this machine is (29\d|30\d) s behind GitHub/);
  });

  test('finds a key that belongs to another app, and one that is none', async () => {
    const other = await startDouble();
    const { privateKey } = await other.control.app();
    await other.close();
    expect((await doctor({ ...app(), PRIVATE_KEY: privateKey })).wrong.join('\n')).toMatch(
      /GitHub: .*refuses the app's credentials.*private key belong together/,
    );
    const none = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n';
    expect((await doctor({ ...app(), PRIVATE_KEY: none })).wrong.join('\n')).toMatch(
      /GitHub: .*no private key/,
    );
  });

  test('finds a folder that others may write to', async () => {
    chmodSync(home, 0o777);
    expect((await doctor(app())).wrong.join()).toMatch(/data folder: others may write/);
  });

  test('leaves a running server alone', async () => {
    const port = await freePort();
    await putEmptyDatabase(join(home, 'database'));
    const server = await runApp({ port, home, github: { url: github.url, secrets } });
    try {
      const { lines, wrong } = await doctor(app());
      expect(line(lines, 'database')).toMatch(/^ok .*in use by a server \(PID \d+\)/);
      expect(wrong.join()).not.toMatch(/database|queue/);
      expect((await doctor(app(), ['--revive'])).wrong.join()).toMatch(/revive: .*stop it/);
    } finally {
      await server.close();
    }
  });

  test('tells what was given up, and gives it another go', async () => {
    const place = { url: null, folder: join(home, 'database') };
    await putEmptyDatabase(place.folder);
    const made = await openStore(place);
    await withDead(made);
    await made.close();
    const { status, wrong } = await doctor(app());
    expect(status).toBe(1);
    expect(wrong.join('\n')).toMatch(
      /1 delivery given up \(pull_request a-guid: the disk was full\).*--revive/,
    );
    expect(wrong.join('\n')).toMatch(/1 check given up \(.*: no permission\)/);
    const revived = await doctor(app(), ['--revive']);
    expect(line(revived.lines, 'revive')).toMatch(/^ok .*1 delivery, 1 check and 0 jobs/);
    const after = await openStore(place);
    expect(await after.inbox.subjects(9)).toEqual(['pull-7-12']);
    expect(await after.outbox.waiting(9)).toHaveLength(1);
    await after.close();
    // It was received years ago, and nobody works.
    expect((await doctor(app())).wrong.join('\n')).toMatch(
      /inbox: 1 waiting, the oldest for .*is a server running/,
    );
  });
});

describe.skipIf('missing' in here)('the doctor of a PostgreSQL', () => {
  let server: Postgresql;
  beforeAll(async () => {
    if ('start' in here) server = await here.start();
  });
  afterAll(() => server?.stop());

  test('migrates nothing, and gives what was given up another go', async () => {
    const url = await server.database();
    expect(line((await doctor({ DATABASE_URL: url })).lines, 'database')).toMatch(
      /^- .*PostgreSQL, \d+ migrations? behind/,
    );
    const store = await openStore({ url, folder: home });
    await withDead(store);
    const dead = await doctor({ DATABASE_URL: url });
    expect(line(dead.lines, 'database')).toMatch(/^ok .*up to date/);
    expect(dead.wrong).toHaveLength(2);
    await doctor({ DATABASE_URL: url }, ['--revive']);
    expect(await store.inbox.state()).toMatchObject({ waiting: 1, dead: 0 });
    await store.close();
  });

  test('that is not there says so, without its password', async () => {
    const { status, wrong } = await doctor({
      DATABASE_URL: `postgresql://me:a-password-of-tests@127.0.0.1:${await freePort()}/x`,
    });
    expect(status).toBe(1);
    expect(wrong).toEqual([expect.stringMatching(/database: PostgreSQL at .*can't be reached: check/)]);
  });
});

describe.skipIf(noRedis !== null)('the doctor of a Redis', () => {
  test('finds a policy that loses jobs, and gives dead jobs another go', async () => {
    const redis = await redisServer({ settings: { 'maxmemory-policy': 'allkeys-lru' } });
    const queue = bullQueue({ url: redis.url, onError: () => {}, retries: { attempts: 1 } });
    try {
      queue.work(async () => {
        throw new Error('no disk');
      }, 1);
      await queue.add({ kind: 'sync', subject: '7' });
      while ((await queue.counts()).dead === 0) await new Promise((done) => setTimeout(done, 50));
      await queue.close(1_000);
      const found = await doctor({ REDIS_URL: redis.url });
      expect(found.wrong.join('\n')).toMatch(/queue: Redis throws keys away.*noeviction/);
      expect(found.wrong.join('\n')).toMatch(/1 job given up \(sync 7: no disk\)/);
    } finally {
      await redis.end();
    }
  });

  test('that is not there says so', async () => {
    const { wrong } = await doctor({
      REDIS_URL: `redis://:a-password-of-tests@127.0.0.1:${await freePort()}`,
    });
    expect(wrong).toEqual([expect.stringMatching(/queue: Redis can't be used .*REDIS_URL/)]);
  });
});
