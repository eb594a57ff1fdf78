import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseConversation } from '../../src/settings/conversations.js';
import { Repo, temporaryFolder } from '../builders.js';
import { tokenFor } from '../github/asking.js';
import { type StartedDouble, startDouble } from '../github/start.js';
import type { Repository, State } from '../github/state/state.js';
import { freePort } from '../services/app.js';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
/** Three pages. */
const PULLS = 45;
const SECRET_WORDS = 'why is this not a named constant?';

let github: StartedDouble;
let installation: number;
/** Of somebody new for each test: nothing of their hour is used. */
let token: string;
let people = 0;
const home = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
beforeAll(async () => {
  github = await startDouble({ folder: home });
  await repository('tool', true);
  await merged(1);
  await github.control.save();
  await github.close();
  multiply();
  github = await startDouble({ folder: home });
  installation = (await github.control.install({ account: 'acme' })).id;
});
afterAll(async () => {
  await github?.close();
  rmSync(home, { recursive: true, force: true });
});

/** Git would take minutes to make so many: of one pull request there are soon more, an hour after one another. */
function multiply(): void {
  const file = join(home, 'state.json');
  const state = JSON.parse(readFileSync(file, 'utf8')) as State;
  const tool = state.repositories[0] as Repository;
  const [first] = tool.pulls;
  if (first === undefined) throw new Error('there is no pull request to multiply');
  for (let number = 2; number <= PULLS; number += 1) {
    const later = 3600 * (number - PULLS);
    const { id, createdAt, updatedAt } = first;
    tool.pulls.push({
      ...first,
      ...{ id: id + 100_000 * number, number },
      ...{ createdAt: createdAt + later, updatedAt: updatedAt + later },
    });
  }
  Object.assign(first, {
    createdAt: first.createdAt - 3600 * PULLS,
    updatedAt: first.updatedAt - 3600 * PULLS,
  });
  tool.nextNumber = PULLS + 1;
  writeFileSync(file, JSON.stringify(state));
}

async function repository(name: string, isPrivate: boolean): Promise<void> {
  const { control } = github;
  await control.createRepository({ owner: 'acme', name, private: isPrivate });
  const commits = [{ message: 'Begin', files: { 'README.md': '# Tool\n' } }];
  await control.push({ repository: `acme/${name}`, by: 'ada', commits });
}

let folder: string;
beforeEach(async () => {
  folder = temporaryFolder();
  await github.control.clearFaults();
  await github.control.setLimits({ graphql: 5000 });
  await github.control.resetCounts();
  people += 1;
  token = await github.control.addUserToken({ login: `reader-${people}`, repositories: ['acme/tool'] });
  return async () => expect(await github.control.violations()).toEqual([]);
});

async function merged(number: number, repository = 'acme/tool'): Promise<number> {
  const { control } = github;
  const opened = await control.openPullRequest({
    repository,
    author: 'bob',
    title: `Add ${number}`,
    head: `add-${number}`,
    quiet: true,
    commits: [{ message: `Add ${number}`, files: { [`f${number}.ts`]: `export const a = ${number};\n` } }],
  });
  const of = { repository, number: opened.number };
  const comments = [{ path: `f${number}.ts`, line: 1, body: SECRET_WORDS }];
  await control.review({ ...of, author: 'ada', state: 'APPROVED', comments });
  await control.mergePullRequest({ ...of, by: 'ada' });
  return opened.number;
}

const env = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  HOLDFAST_CACHE: folder,
  GITHUB_URL: github.url,
  GITHUB_TOKEN: token,
  ...more,
});

async function run(args: readonly string[], more: Record<string, string> = {}) {
  const told = await promisify(execFile)(process.execPath, [CLI, ...args], { env: env(more) }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({
      status: code as number,
      stdout: String(stdout),
      stderr: String(stderr),
    }),
  );
  expect(told.stdout + told.stderr).not.toContain(token);
  return told;
}

const importing = (args: readonly string[] = [], more: Record<string, string> = {}) =>
  run(['import', 'acme/tool', ...args], more);

const out = (): string => join(folder, 'reviews.ndjson');

/** The numbers of a file, line by line; every line is one that `--reviews` takes. */
function numbers(file: string): number[] {
  const text = readFileSync(file, 'utf8');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const parsed = parseConversation(line);
      if (parsed.kind === 'wrong') throw new Error(parsed.problems.join('; '));
      return parsed.number;
    });
}

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);
const pages = async (): Promise<number> =>
  (await github.control.requests()).filter(({ what }) => what === 'Merged').length;

describe('an import', () => {
  test('reads every merged pull request, and says how to go on', async () => {
    const { status, stdout, stderr } = await importing();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const file = join(
      folder,
      'reviews',
      readdirSync(join(folder, 'reviews')).find((it) => it.endsWith('.ndjson')) ?? '',
    );
    expect(numbers(file)).toEqual(upTo(PULLS));
    expect(await pages()).toBe(3);
    expect(stdout).toContain(`analyze PATH --reviews ${file}`);
    expect(stdout).toContain("fetch origin '+refs/pull/*/head:refs/pull/*/head'");
  });

  test('is for its owner only, with keys that mean nothing outside of it, and without the token', async () => {
    await importing(['--out', out()]);
    const other = join(folder, 'other.ndjson');
    await importing(['--out', other]);
    for (const name of [out(), `${out()}.cursor`]) {
      expect(statSync(name).mode & 0o777).toBe(0o600);
      const text = readFileSync(name, 'utf8');
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/"(ada|bob)"|example\.org/);
    }
    const keys = (file: string): Set<string> =>
      new Set([...readFileSync(file, 'utf8').matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key ?? ''));
    expect(keys(out()).size).toBe(2);
    expect([...keys(out())].filter((key) => keys(other).has(key))).toEqual([]);
  });

  test('goes into the report of a local repository', async () => {
    await repository('real', false);
    for (const number of [1, 2]) await merged(number, 'acme/real');
    await run(['import', 'acme/real', '--out', out()]);
    const repo = new Repo(join(folder, 'clone'));
    const url = new URL(`${github.url}/acme/real.git`);
    url.username = 'x-access-token';
    url.password = await tokenFor(github, installation);
    repo.git(
      ...['fetch', '--quiet', '--update-head-ok', url.href],
      ...['+refs/heads/main:refs/heads/main', '+refs/pull/*/head:refs/pull/*/head'],
    );
    const changes = await run(['changes', repo.path, '--branch', 'main', '--reviews', out()]);
    expect(changes.status).toBe(0);
    const comments = changes.stdout
      .split('\n')
      .filter((line) => line.includes('"practice":"review-feedback"'))
      .map((line) => JSON.parse(line).change.number);
    expect(comments).toEqual([1, 2]);
  });

  test('that is killed after any page goes on, and loses nothing', async () => {
    for (const after of [0, 1, 2]) {
      await github.control.clearFaults();
      // The next page hangs until the process is gone.
      await github.control.fault({
        face: 'graphql',
        kind: 'slow',
        milliseconds: 20_000,
        match: 'Merged',
        skip: after === 0 ? 0 : 1,
      });
      const child = spawn(process.execPath, [CLI, 'import', 'acme/tool', '--out', out()], {
        env: env(),
        stdio: 'ignore',
      });
      const ended = new Promise((done) => child.once('exit', done));
      const size = (): number => (existsSync(out()) ? numbers(out()).length : 0);
      while (size() < 20 * after) await new Promise((done) => setTimeout(done, 20));
      child.kill('SIGKILL');
      await ended;
    }
    await github.control.clearFaults();
    expect((await importing(['--out', out()])).status).toBe(0);
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('that was killed between a page and its cursor reads that page once more, and has it once', async () => {
    await github.control.setLimits({ graphql: 12 });
    await importing(['--out', out()]);
    const begun = numbers(out()).length;
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(PULLS);
    writeFileSync(out(), `${readFileSync(out(), 'utf8')}{"schemaVersion":1,"number":21,"conver`, {
      mode: 0o600,
    });
    await github.control.setLimits({ graphql: 5000 });
    expect((await importing(['--out', out()])).status).toBe(0);
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('that somebody else has begun anew stops', async () => {
    // The first one waits for its second page until the other one is done.
    await github.control.fault({ face: 'graphql', kind: 'hold', when: 'before', match: 'Merged', skip: 1 });
    const first = importing(['--out', out()]);
    while (!existsSync(out()) || numbers(out()).length < 20)
      await new Promise((done) => setTimeout(done, 20));
    while ((await github.control.waiting()) === 0) await new Promise((done) => setTimeout(done, 20));
    const second = await importing(['--out', out()]);
    await github.control.letGo();
    expect(second.status).toBe(0);
    expect(await first).toMatchObject({ status: 1, stderr: expect.stringContaining('another import') });
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('reads only what has changed when it is run again', async () => {
    await importing(['--out', out()]);
    await github.control.resetCounts();
    const idle = await importing(['--out', out()]);
    expect(idle.stdout).toMatch(/nothing has changed/i);
    expect(numbers(out())).toEqual(upTo(PULLS));
    expect(await pages()).toBe(1);
    await github.control.comment({
      repository: 'acme/tool',
      number: 7,
      author: 'ada',
      body: 'late',
      at: later(),
    });
    await importing(['--out', out()]);
    expect(numbers(out())).toEqual([...upTo(PULLS), 7]);
    await importing(['--out', out()]);
    expect(numbers(out())).toEqual([...upTo(PULLS), 7]);
  });

  test('halves pages that come in part', async () => {
    await github.control.fault({ face: 'graphql', kind: 'partial-data', match: 'Merged' });
    expect((await importing(['--out', out()])).status).toBe(0);
    expect(numbers(out())).toEqual(upTo(PULLS));
    expect(await pages()).toBe(1 + 5);
  });

  test('goes on past pull requests that GitHub cannot answer for, and says which until they are read', async () => {
    // Of each page a whole answer is asked for by halves, and all of that four times; then once more for the second.
    await github.control.fault({ face: 'graphql', kind: 'partial-data', match: 'Merged', times: 4 * 5 + 5 });
    const told = await importing(['--out', out()]);
    expect(told).toMatchObject({ status: 0, stdout: expect.stringMatching(/Left out.*: #1, #2\n/) });
    expect(numbers(out())).toEqual(upTo(PULLS, 3));
    expect((await importing(['--out', out()])).stdout).toMatch(/: #1, #2\n/);
    const of = { repository: 'acme/tool', number: 2, author: 'ada', body: 'late' };
    await github.control.comment({ ...of, at: later() });
    expect((await importing(['--out', out()])).stdout).toMatch(/: #1\n/);
    expect(numbers(out())).toEqual([...upTo(PULLS, 3), 2]);
  });

  test('leaves nothing out where GitHub has no whole answer for anything', async () => {
    await github.control.fault({ face: 'graphql', kind: 'partial-data', match: 'Merged', times: 1_000 });
    const stopped = await importing(['--out', out()]);
    expect(stopped).toMatchObject({ status: 1, stderr: expect.stringMatching(/goes on where this one/) });
    await github.control.clearFaults();
    expect(await importing(['--out', out()])).toMatchObject({ stdout: expect.not.stringContaining('#') });
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('tries again where GitHub is away for a moment', async () => {
    await github.control.fault({ face: 'graphql', kind: 'cut-before', match: 'Merged', skip: 1 });
    expect((await importing(['--out', out()])).status).toBe(0);
    expect(numbers(out())).toEqual(upTo(PULLS));
  });
});

describe('a limit', () => {
  test('ends it where nobody watches, says until when, and what was read stays', async () => {
    await github.control.fault({
      face: 'graphql',
      kind: 'secondary-limit',
      retryAfter: 600,
      match: 'Merged',
      skip: 1,
    });
    const stopped = await importing(['--out', out()]);
    expect(stopped).toMatchObject({ status: 1, stdout: '' });
    expect(stopped.stderr).toMatch(/try again after 20\d\d-.*goes on/s);
    expect(numbers(out())).toEqual(upTo(20));
    expect((await importing(['--out', out()])).status).toBe(0);
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('is waited for where that is asked', async () => {
    await github.control.fault({
      face: 'graphql',
      kind: 'secondary-limit',
      retryAfter: 1,
      match: 'Merged',
      skip: 1,
    });
    const waited = await importing(['--out', out(), '--wait']);
    expect(waited).toMatchObject({ status: 0, stderr: expect.stringMatching(/until 20\d\d-/) });
    expect(numbers(out())).toEqual(upTo(PULLS));
  });

  test('is not used up: others have the same token', async () => {
    await github.control.setLimits({ graphql: 12 });
    const stopped = await importing(['--out', out()]);
    expect(stopped).toMatchObject({ status: 1, stderr: expect.stringMatching(/a fifth.*20\d\d-/) });
    expect(numbers(out()).length).toBeGreaterThan(0);
    expect(numbers(out()).length).toBeLessThan(PULLS);
  });
});

describe('what is wrong is said with the next step:', () => {
  const says = async (
    args: readonly string[],
    words: RegExp,
    more: Record<string, string> = {},
    status = 1,
  ) => {
    const told = await run(['import', ...args], more);
    expect(told).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(words) });
  };

  test('no token', () => says(['acme/tool'], /GITHUB_TOKEN.*Pull requests/s, { GITHUB_TOKEN: '' }));
  test('a token that is none', () => says(['acme/tool'], /copy it again/, { GITHUB_TOKEN: 'gh p' }));
  test('a token that GitHub refuses', () =>
    says(['acme/tool'], /refuses the token/, { GITHUB_TOKEN: `ghp_${'a'.repeat(36)}` }));
  test('a token without the permission', async () => {
    const blind = await github.control.addUserToken({
      login: 'ada',
      repositories: ['acme/tool'],
      permissions: { metadata: 'read' },
    });
    await says(['acme/tool'], /may not read pull requests.*Pull requests/s, { GITHUB_TOKEN: blind });
  });
  test('a repository that it does not read', () => says(['acme/secret'], /acme\/secret.*private/s));
  test('no repository', () => says([], /OWNER\/REPO/, {}, 2));
  test('a name that is none', () => says(['acme/..'], /OWNER\/REPO/, {}, 2));
  test('a file of something else', async () => {
    writeFileSync(out(), 'mine\n');
    await says(['acme/tool', '--out', out()], /name another file/);
    expect(readFileSync(out(), 'utf8')).toBe('mine\n');
  });
  test('a file of another branch', async () => {
    await importing(['--out', out()]);
    await says(['acme/tool', '--out', out(), '--branch', 'next'], /main.*name another file/s);
  });
  test('nowhere to keep it', () => says(['acme/tool'], /--out/, { HOLDFAST_CACHE: 'off' }));
  test('a folder that may not be written', () =>
    says(['acme/tool', '--out', '/proc/reviews.ndjson'], /cannot be written/));
  test('a GitHub that is not there', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await says(['acme/tool'], /GitHub.*ECONNREFUSED.*try again later/s, { GITHUB_URL: url });
  });
  test('an address that a token must not go to', () =>
    says(['acme/tool'], /GITHUB_URL.*https/, { GITHUB_URL: 'http://git.example.com' }));
});

test('a renamed repository goes on under its number', async () => {
  const { control } = github;
  await repository('old', false);
  await merged(1, 'acme/old');
  await run(['import', 'acme/old', '--out', out()]);
  await control.renameRepository({ repository: 'acme/old', name: 'new' });
  expect(await run(['import', 'acme/old', '--out', out()])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('acme/new'),
  });
  expect(await run(['import', 'acme/new', '--out', out()])).toMatchObject({ status: 0 });
  expect(numbers(out())).toEqual([1]);
});

/** After everything else that has happened there. */
let ahead = 0;
const later = (): number => Math.floor(Date.now() / 1000) + 3600 + ++ahead;
