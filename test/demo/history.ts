import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GIT_ENVIRONMENT, run } from '../github/git/run.js';
import { DemoError } from './arguments.js';
import { redate, spread } from './redate.js';

const WEEK = 7 * 24 * 60 * 60;
/** A trend takes a baseline of 12 periods, and more to leave it: a shorter history shows none. */
const SHORT_WEEKS = 26;
const STRETCHED_WEEKS = 40;
const BRANCH = 'main';

/** A history to be played. */
export interface History {
  readonly path: string;
  readonly branch: string;
  /** As the repository is called. */
  readonly name: string;
  /** What was done to its dates; null where they are as they were. */
  readonly note: string | null;
}

/**
 * A bare repository in `folder` that borrows the commits of `repo`: its current branch and nothing else, so that nothing
 * of it is changed.
 * @throws DemoError where there is no such repository, or its history is cut off
 */
export async function borrowHistory(
  repo: string,
  folder: string,
  { dates, now }: { readonly dates: 'stretched' | 'real'; readonly now: number },
): Promise<History> {
  const asked = ['-c', 'safe.directory=*', '-C', repo, 'rev-parse'];
  const [objects, shallow] = await run([...asked, '--git-path', 'objects', '--is-shallow-repository']).then(
    (text) => text.split('\n'),
    () => {
      throw new DemoError(`${repo} is no git repository: name one by --repo PATH`);
    },
  );
  if (shallow === 'true')
    throw new DemoError(
      `${repo} is a shallow clone, and the demo plays a history: get the rest by \`git -C ${repo} fetch --unshallow\`, or name another repository by --repo PATH`,
    );
  const head = await run([...asked, '--verify', '--quiet', 'HEAD^{commit}']).catch(() => {
    throw new DemoError(`${repo} has no commit yet: name another repository by --repo PATH`);
  });
  const path = join(folder, 'history.git');
  await run(['init', '--quiet', '--bare', `--initial-branch=${BRANCH}`, path]);
  mkdirSync(join(path, 'objects/info'), { recursive: true });
  writeFileSync(join(path, 'objects/info/alternates'), `${resolve(repo, objects ?? '')}\n`);
  await run(['--git-dir', path, 'update-ref', `refs/heads/${BRANCH}`, head]);
  const name = nameOf(basename(resolve(repo)).replace(/\.git$/, ''));
  const note = dates === 'real' ? null : await stretch(path, now);
  return { path, branch: BRANCH, name, note };
}

const nameOf = (folder: string): string =>
  folder.replace(/[^\w.-]+/g, '-').replace(/^[-.]+/, '') || 'repository';

/** Gives a short history dates that are further apart; all else in it stays. */
async function stretch(path: string, now: number): Promise<string | null> {
  const line = await run(['--git-dir', path, 'log', '--first-parent', '--format=%ct', BRANCH]);
  const times = line.split('\n').map(Number);
  const span = {
    first: times.reduce((one, other) => Math.min(one, other)),
    last: times.reduce((one, other) => Math.max(one, other)),
  };
  if (span.last - span.first > SHORT_WEEKS * WEEK) return null;
  const exported = await piped(path, ['fast-export', '--no-data', `refs/heads/${BRANCH}`], '');
  const made = redate(exported, spread(times, STRETCHED_WEEKS * WEEK, now));
  await piped(path, ['fast-import', '--quiet', '--force'], made);
  const days = Math.max(1, Math.round((span.last - span.first) / (24 * 60 * 60)));
  return `This history took ${days === 1 ? 'a day' : `${days} days`}. Its dates are spread over ${STRETCHED_WEEKS} weeks, because a trend needs many of them: what was changed is real, when is not.`;
}

/** Runs git on bytes that need not be UTF-8. */
function piped(path: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn('git', ['--git-dir', path, ...args], { env: GIT_ENVIRONMENT, stdio: 'pipe' });
    const out: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk;
    });
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done(Buffer.concat(out).toString('latin1'));
      else fail(new Error(`git ${args[0]} ended with ${code}: ${errors}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input, 'latin1');
  });
}
