import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Launcher, openLauncher } from '../../src/git/launcher.js';
import { runGit, startGit } from '../../src/git/process.js';
import { startGitProcess } from '../../src/git/start.js';
import { Repo, temporaryFolder } from '../builders.js';

const MIB = 1024 * 1024;
const LARGE = 128 * MIB;
/** Git that starts a process which tells its number and then does nothing. */
const IDLE = ['-c', 'alias.idle=!echo $$; exec sleep 600', 'idle'];

const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
const gitDir = join(folder, 'repo', '.git');
beforeAll(() => {
  const repo = new Repo(join(folder, 'repo'));
  const line = 'what a large file has in every one of its lines\n';
  repo.commit('one', { 'large.txt': line.repeat(LARGE / line.length), 'small.txt': 'x\n' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that has ended and that nobody has asked about is none any more. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (runs(pid)) await wait(20);
}

async function idle(): Promise<{ pid: number; output: AsyncIterator<Buffer> }> {
  const output = startGit(gitDir, IDLE).output[Symbol.asyncIterator]();
  const pid = Number((await output.next()).value?.toString());
  expect(runs(pid)).toBe(true);
  return { pid, output };
}

describe.each([
  ['the process itself', null],
  ['a launcher', openLauncher],
] as const)('git, started by %s,', (_, open) => {
  let launcher: Launcher | null = null;
  beforeAll(() => {
    launcher = open?.() ?? null;
  });
  afterAll(() => launcher?.close());

  test('gives all that it prints', async () => {
    const printed = await runGit(gitDir, ['cat-file', 'blob', 'HEAD:large.txt']);
    expect(printed.length).toBeGreaterThan(LARGE - 100);
    const hash = createHash('sha1').update(`blob ${printed.length}\0`).update(printed).digest('hex');
    expect(hash).toBe((await runGit(gitDir, ['rev-parse', 'HEAD:large.txt'])).toString().trim());
  });

  test('is told all that it is told', async () => {
    const count = 20_000;
    const printed = await runGit(
      gitDir,
      ['cat-file', '--batch-check'],
      Array.from({ length: count }, () => 'HEAD:small.txt\n').join(''),
    );
    expect(printed.toString().match(/ blob 2$/gm)).toHaveLength(count);
  });

  test('waits for a reader, and nobody holds for it what is not read', async () => {
    const place = { cwd: gitDir, env: { PATH: process.env.PATH ?? '', GIT_DIR: gitDir } };
    const { stdout, ended } = startGitProcess(['cat-file', 'blob', 'HEAD:large.txt'], place);
    const read = stdout[Symbol.asyncIterator]();
    let bytes = (await read.next()).value.length;
    // What is done meanwhile leaves time enough to run ahead.
    for (let round = 0; round < 20; round += 1) await runGit(gitDir, ['rev-parse', 'HEAD']);
    expect(stdout.readableLength).toBeLessThan(8 * MIB);
    const pid = launcher?.pid();
    if (pid !== undefined && process.platform === 'linux') {
      const held = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      expect(Number(held) * 1024).toBeLessThan(LARGE);
    }
    for (let next = await read.next(); !next.done; next = await read.next()) bytes += next.value.length;
    expect(bytes).toBeGreaterThan(LARGE - 100);
    expect(await ended).toEqual({ code: 0, signal: null, error: null, words: '' });
  });

  test('tells how it ended, and why', async () => {
    await expect(runGit(gitDir, ['cat-file', 'blob', 'HEAD:none.txt'])).rejects.toThrow(
      /^git cat-file ended with 128: .*none\.txt/,
    );
  });

  test('may end before it has read what it is told', async () => {
    await expect(runGit(gitDir, ['rev-parse', '--verify', 'none'], 'HEAD\n'.repeat(MIB))).rejects.toThrow(
      'git rev-parse ended with 128: Needed a single revision',
    );
  });

  test('says so where there is none', async () => {
    const { PATH } = process.env;
    onTestFinished(() => {
      process.env.PATH = PATH;
    });
    process.env.PATH = gitDir;
    await expect(runGit(gitDir, ['rev-parse', 'HEAD'])).rejects.toThrow(/^git cannot be started: install/);
  });

  test('is ended, with what it started, when nobody reads on', async () => {
    const { pid, output } = await idle();
    await output.return?.();
    await gone(pid);
  });

  test('is ended when it is silent', async () => {
    await expect(
      startGit(gitDir, ['cat-file', '--batch-check'], 50).output[Symbol.asyncIterator]().next(),
    ).rejects.toThrow(/gave no answer for 0.05 s/);
  });
});

describe('a launcher', () => {
  test('that is killed takes with it what it runs, and has a successor', async () => {
    const launcher = openLauncher();
    onTestFinished(() => launcher.close());
    const { pid, output } = await idle();
    const before = launcher.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await expect(output.next()).rejects.toThrow(/^git -c ended with SIGKILL/);
    await gone(pid);
    expect((await runGit(gitDir, ['rev-parse', 'HEAD'])).toString()).toMatch(/^[0-9a-f]{40}\n$/);
    expect(launcher.pid()).not.toBe(before);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'goes on at %s: its owner has still to end its work',
    async (signal) => {
      const launcher = openLauncher();
      onTestFinished(() => launcher.close());
      await runGit(gitDir, ['rev-parse', 'HEAD']);
      const before = launcher.pid();
      process.kill(before ?? 0, signal);
      expect((await runGit(gitDir, ['rev-parse', 'HEAD'])).toString()).toMatch(/^[0-9a-f]{40}\n$/);
      expect(launcher.pid()).toBe(before);
    },
  );

  test('that is closed leaves nothing behind, and git is started without it', async () => {
    const launcher = openLauncher();
    const { pid } = await idle();
    const before = launcher.pid();
    launcher.close();
    await gone(pid);
    await gone(before ?? 0);
    expect((await runGit(gitDir, ['rev-parse', 'HEAD'])).toString()).toMatch(/^[0-9a-f]{40}\n$/);
    expect(launcher.pid()).toBeUndefined();
  });

  /** Runs a program that has a launcher; `git` is one that does nothing, and is known by its number. */
  async function owner(then: string) {
    const program = join(temporaryFolder(), 'owner.mjs');
    const dist = resolve(import.meta.dirname, '../../dist/git');
    writeFileSync(
      program,
      `import { openLauncher } from ${JSON.stringify(join(dist, 'launcher.js'))};
      import { startGit, runGit } from ${JSON.stringify(join(dist, 'process.js'))};
      const gitDir = ${JSON.stringify(gitDir)};
      const launcher = openLauncher();
      ${then}`,
    );
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    let said = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      said += text;
      if (said.endsWith('\n')) break;
    }
    const [launcher = 0, git = 0] = said.split(' ').map(Number);
    return { child, ended, launcher, git };
  }
  const RUN = `for await (const text of startGit(gitDir, ${JSON.stringify(IDLE)}).output) {
    console.log(launcher.pid() + ' ' + String(text).trim());`;

  test.each([
    ['is killed', `${RUN} }`],
    ['ends at once', `${RUN} process.stdin.resume(); setTimeout(() => process.exit(0), 200); }`],
  ])('ends with all that it runs when its owner %s', async (how, then) => {
    const { child, ended, launcher, git } = await owner(then);
    expect(runs(launcher)).toBe(true);
    if (how === 'is killed') child.kill('SIGKILL');
    await ended;
    await gone(git);
    await gone(launcher);
  });

  test('does not keep its owner, who has nothing more to do', async () => {
    const { ended, launcher } = await owner(
      `console.log(launcher.pid() + ' ' + (await runGit(gitDir, ['rev-parse', 'HEAD'])).length);`,
    );
    expect(await ended).toBe(0);
    await gone(launcher);
  });
});
