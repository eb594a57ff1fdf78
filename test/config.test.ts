import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, signInLacks } from '../src/config.js';
import { temporaryFolder } from './builders.js';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n';
const app = { APP_ID: '12', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'a long enough secret' };

describe('the configuration of a server', () => {
  test('without credentials has no app, and listens to this machine only', () => {
    const home = temporaryFolder();
    expect(readConfig({ HOLDFAST_HOME: home })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      home,
      app: null,
      databaseUrl: null,
      redisUrl: null,
      publicUrl: null,
      github: { url: 'https://github.com', api: 'https://api.github.com' },
    });
  });

  test('takes credentials from the environment, line ends of a key written as \\n too', () => {
    const { app: found } = readConfig({ ...app, PRIVATE_KEY: KEY.replaceAll('\n', '\\n') });
    expect(found).toEqual({
      id: 12,
      privateKey: KEY,
      webhookSecret: 'a long enough secret',
      client: null,
    });
  });

  test('takes what people sign in with: both or none', () => {
    const client = { CLIENT_ID: 'Iv23abc', CLIENT_SECRET: 'a long enough client secret' };
    expect(readConfig({ ...app, ...client }).app?.client).toEqual({
      id: 'Iv23abc',
      secret: 'a long enough client secret',
    });
    expect(() => readConfig({ ...app, CLIENT_ID: 'Iv23abc' })).toThrow(/CLIENT_SECRET must be set too/);
    expect(() => readConfig({ ...app, CLIENT_SECRET: client.CLIENT_SECRET })).toThrow(/CLIENT_ID must/);
    const wrong = () => readConfig({ ...app, CLIENT_ID: 'no id', CLIENT_SECRET: 'hunter2' });
    expect(wrong).toThrow(/CLIENT_ID.*CLIENT_SECRET/s);
    expect(wrong).not.toThrow(/hunter2/);
  });

  test('takes a key from a file, or in base64', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'key.pem'), KEY);
    const { PRIVATE_KEY: _, ...rest } = app;
    expect(readConfig({ ...rest, PRIVATE_KEY_PATH: join(folder, 'key.pem') }).app?.privateKey).toBe(KEY);
    expect(readConfig({ ...app, PRIVATE_KEY: Buffer.from(KEY).toString('base64') }).app?.privateKey).toBe(
      KEY,
    );
  });

  test.each([
    [{}, /CLIENT_ID and CLIENT_SECRET/],
    [{ HOLDFAST_URL: 'https://holdfast.example' }, /CLIENT_ID and CLIENT_SECRET/],
    [{ CLIENT_ID: 'Iv23abc', CLIENT_SECRET: 'a long enough client secret' }, /HOLDFAST_URL is not set/],
    [
      {
        CLIENT_ID: 'Iv23abc',
        CLIENT_SECRET: 'a long client secret',
        HOLDFAST_URL: 'http://holdfast.example',
      },
      /not https/,
    ],
    [
      { CLIENT_ID: 'Iv23abc', CLIENT_SECRET: 'a long client secret', HOLDFAST_URL: 'http://127.0.0.1:3000' },
      null,
    ],
    [
      {
        CLIENT_ID: 'Iv23abc',
        CLIENT_SECRET: 'a long client secret',
        HOLDFAST_URL: 'https://holdfast.example',
      },
      null,
    ],
  ])('with %j knows whether people can sign in', (environment, lacks) => {
    const config = readConfig({ ...app, ...environment });
    const said = config.app === null ? 'no app' : signInLacks(config, config.app);
    if (lacks === null) expect(said).toBeNull();
    else expect(said).toMatch(lacks);
  });

  test('takes what the set-up page has kept, and the environment before it', () => {
    const home = temporaryFolder();
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, 'credentials.json'),
      JSON.stringify({ id: 7, privateKey: KEY, webhookSecret: 'kept by the set-up page' }),
    );
    expect(readConfig({ HOLDFAST_HOME: home }).app?.id).toBe(7);
    expect(readConfig({ HOLDFAST_HOME: home, ...app }).app?.id).toBe(12);
  });

  test('takes what the set-up page kept of signing in, and does without where it kept nothing', () => {
    const home = temporaryFolder();
    const keep = (more: object) => {
      const kept = { id: 7, privateKey: KEY, webhookSecret: 'kept by the set-up page', ...more };
      writeFileSync(join(home, 'credentials.json'), JSON.stringify(kept));
      return readConfig({ HOLDFAST_HOME: home }).app;
    };
    const client = { id: 'Iv23abc', secret: 'kept by the set-up page' };
    expect(keep({})?.client).toBeNull();
    expect(keep({ client: null })?.client).toBeNull();
    expect(keep({ client })?.client).toEqual(client);
    expect(() => keep({ client: { id: 'Iv23abc' } })).toThrow(/set the app up again/);
    keep({ client });
    const written = { CLIENT_ID: 'Iv23new', CLIENT_SECRET: 'a new client secret' };
    expect(readConfig({ HOLDFAST_HOME: home, ...written }).app).toMatchObject({
      id: 7,
      client: { id: 'Iv23new' },
    });
  });

  test.each([
    ['https://github.com', 'https://github.com', 'https://api.github.com'],
    ['https://git.example.com/', 'https://git.example.com', 'https://git.example.com/api/v3'],
    ['https://octo.ghe.com', 'https://octo.ghe.com', 'https://api.octo.ghe.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000/api/v3'],
  ])('knows the interfaces of %s', (written, url, api) => {
    expect(readConfig({ GITHUB_URL: written }).github).toEqual({ url, api });
  });

  test('tells everything that is wrong at once, and no secret', () => {
    const wrong = () =>
      readConfig({
        PORT: 'x',
        APP_ID: 'twelve',
        PRIVATE_KEY: 'hunter2',
        WEBHOOK_SECRET: 'short',
        DATABASE_URL: 'mysql://me:hunter2@db/x',
        REDIS_URL: 'db:hunter2',
        GITHUB_URL: 'http://git.example.com',
        HOLDFAST_URL: 'example',
        ...({ LOG_LEVEL: 'loud' } as object),
      });
    expect(wrong).toThrow(
      /PORT.*APP_ID.*PRIVATE_KEY.*WEBHOOK_SECRET.*DATABASE_URL.*REDIS_URL.*GITHUB_URL.*HOLDFAST_URL.*LOG_LEVEL/s,
    );
    expect(wrong).not.toThrow(/hunter2/);
  });

  test('names what is missing where only some credentials are there', () => {
    expect(() => readConfig({ APP_ID: '12' })).toThrow(/PRIVATE_KEY.*WEBHOOK_SECRET/s);
  });

  test('listens to other machines only with credentials', () => {
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow(/HOST.*127\.0\.0\.1/s);
    expect(readConfig({ HOST: '0.0.0.0', ...app }).host).toBe('0.0.0.0');
  });
});
