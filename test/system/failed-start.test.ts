import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { temporaryFolder } from '../builders.js';
import { freePort } from '../services/app.js';
import { putEmptyDatabase } from '../services/embedded.js';
import { CLI } from './holdfast.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Starts an app that cannot, and waits until all of its processes have let go of what it writes to. */
async function start(env: Readonly<Record<string, string>>) {
  const home = temporaryFolder();
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: home, HOLDFAST_HOME: home, HOLDFAST_CACHE: 'off' },
      ...{ APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a'.repeat(32), LOG_LEVEL: 'fatal' },
      ...{ PORT: String(await freePort()), GITHUB_URL: 'http://127.0.0.1:1' },
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const status = await new Promise((done) => child.once('close', done));
  return { status, lines: stderr.trimEnd().split('\n') };
}

test('an app whose database cannot be reached ends, and says so in one line', async () => {
  const { status, lines } = await start({ DATABASE_URL: 'postgresql://u:secret@127.0.0.1:1/x' });
  expect({ status, lines }).toEqual({
    status: 1,
    lines: [expect.stringMatching(/^holdfast: PostgreSQL at 127.0.0.1:1 can't be reached: check/)],
  });
});

test('an app whose folder another one has ends, and says so in one line', async () => {
  const home = temporaryFolder();
  await putEmptyDatabase(join(home, 'database'));
  const other = await openStore({ url: null, folder: join(home, 'database') });
  onTestFinished(() => other.close());
  const { status, lines } = await start({ HOLDFAST_HOME: home });
  expect({ status, lines }).toEqual({ status: 1, lines: [expect.stringMatching(/^holdfast: .*in use/)] });
});

test('an app whose port is taken ends, and lets go of what it had opened', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => busy.once('listening', done));
  onTestFinished(() => void busy.close());
  const home = temporaryFolder();
  await putEmptyDatabase(join(home, 'database'));
  const port = String((busy.address() as { port: number }).port);
  const { status, lines } = await start({ HOLDFAST_HOME: home, PORT: port });
  expect({ status, lines }).toEqual({ status: 1, lines: [expect.stringMatching(/is in use.*PORT=/)] });
});

test('an app whose private key is none ends, and says so in one line', async () => {
  const file = join(temporaryFolder(), 'key.pem');
  writeFileSync(file, '-----BEGIN RSA PRIVATE KEY-----\nnone\n-----END RSA PRIVATE KEY-----\n');
  const { status, lines } = await start({ PRIVATE_KEY: '', PRIVATE_KEY_PATH: file });
  expect({ status, lines }).toEqual({
    status: 1,
    lines: [expect.stringMatching(/^holdfast: PRIVATE_KEY is no private key/)],
  });
});
