import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDouble } from '../github/start.js';
import { freePort } from '../services/app.js';
import { type LaidOut, layOut } from './build-image.js';
import { samples } from './samples.js';

/**
 * `npm run test:image`: does what the Dockerfile says without a container engine, and runs what it made: as another user
 * where it may, with production dependencies only, from a folder that nothing of this project can be seen from.
 */
const PROJECT = resolve(import.meta.dirname, '../../..');
/** After SIGTERM an orchestrator waits 30 seconds or more. */
const GRACE_MS = 30_000;
const START_MS = 180_000;
const CHECK_MS = 120_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`it does not hold that ${what}`);
  say(`holds: ${what}`);
};

const folder = mkdtempSync(join(tmpdir(), 'holdfast-image-'));
// The other user passes through it and sees nothing in it.
chmodSync(folder, 0o711);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const image = layOut(PROJECT, folder, say);
for (const name of ['vitest', 'knip', '@biomejs/biome', 'playwright-core'])
  must(!existsSync(join(image.workdir, 'node_modules', name)), `${name} is not in the image`);
must(existsSync(join(image.workdir, 'docs/schema/holdfast.schema.json')), 'the schemas are in the image');
parses(image);
await serves(image);
for (const difference of image.differences) say(`not as in a container: ${difference}`);
process.exit(0);

/** Every grammar is found: a renamed function of each language. */
function parses({ workdir, environment, user, command }: LaidOut): void {
  const [before, after] = ['before', 'after'].map((name) => join(folder, name)) as [string, string];
  for (const path of [before, after]) mkdirSync(path, { mode: 0o755 });
  for (const { file, text } of samples) {
    writeFileSync(join(before, file), text.replaceAll('NAME', 'countWords'), { mode: 0o644 });
    writeFileSync(join(after, file), text.replaceAll('NAME', 'wordsIn'), { mode: 0o644 });
  }
  const [program = '', ...args] = command.slice(0, -1);
  const { status, stdout, stderr } = spawnSync(program, [...args, 'refactorings', before, after], {
    cwd: workdir,
    env: { PATH: process.env.PATH ?? '', ...environment, HOME: environment.HOLDFAST_HOME ?? '' },
    encoding: 'utf8',
    ...(user ?? {}),
  });
  if (status !== 0) throw new Error(`refactorings ended with ${status}: ${stderr}`);
  const found = JSON.parse(stdout) as readonly {
    readonly type: string;
    readonly after: { readonly file: string };
  }[];
  for (const { file } of samples)
    must(
      found.some((it) => it.type === 'rename-function' && it.after.file === file),
      `the grammar of ${file} is found and reads`,
    );
}

/** It starts, is healthy, answers a pull request, and ends when it is told to. */
async function serves({ workdir, environment, user, command, health }: LaidOut): Promise<void> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const github = await startDouble({
    folder: join(folder, 'github'),
    webhookUrl: `${url}/api/github/webhooks`,
  });
  const { id, privateKey, webhookSecret } = await github.control.app();
  const env = {
    PATH: process.env.PATH ?? '',
    ...environment,
    PORT: String(port),
    GITHUB_URL: github.url,
    APP_ID: String(id),
    PRIVATE_KEY: Buffer.from(privateKey).toString('base64'),
    WEBHOOK_SECRET: webhookSecret,
  };
  const [program = '', ...args] = command;
  const server = spawn(program, args, {
    cwd: workdir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user ?? {}),
  });
  process.once('exit', () => server.kill('SIGKILL'));
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  const isHealthy = (): boolean => {
    const [asks = '', ...words] = health;
    return spawnSync(asks, words, { cwd: workdir, env, ...(user ?? {}) }).status === 0;
  };
  const until = async (ms: number, what: () => boolean | Promise<boolean>, words: string): Promise<void> => {
    for (const end = Date.now() + ms; !(await what()); await sleep(500))
      if (Date.now() > end || server.exitCode !== null)
        throw new Error(`${words}: never; it wrote:\n${output}`);
    say(`holds: ${words}`);
  };
  must(!isHealthy(), 'HEALTHCHECK fails while nothing runs');
  await until(START_MS, isHealthy, 'it starts, and HEALTHCHECK succeeds');
  const { fullName: repository } = await github.control.createRepository({ owner: 'acme', name: 'tool' });
  await github.control.push({
    repository,
    by: 'ada',
    commits: [{ message: 'Begin', files: { 'a.ts': 'export const a = 1;\n' } }],
  });
  await github.control.install({ account: 'acme' });
  const { head } = await github.control.openPullRequest({
    repository,
    author: 'ada',
    title: 'Add b',
    head: 'b',
    commits: [
      { message: 'Test b', files: { 'b.test.ts': "import { b } from './b.js';\ntest('b', () => b());\n" } },
      { message: 'Add b', files: { 'b.ts': 'export function b(): number {\n  return 1;\n}\n' } },
    ],
  });
  const checked = async (): Promise<boolean> =>
    (await github.control.checkRuns({ repository, sha: head })).some(
      ({ conclusion }) => conclusion === 'success',
    );
  await until(
    CHECK_MS,
    checked,
    'a pull request is answered with a check: database, migrations, git and grammars are there',
  );
  server.kill('SIGTERM');
  const code = await Promise.race([ended, sleep(GRACE_MS).then(() => 'late')]);
  must(code === 0, `SIGTERM ends it in time with 0 (${code})`);
  await github.close();
}
