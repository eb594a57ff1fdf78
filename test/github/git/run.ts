import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Repository } from '../state/state.js';
import type { World } from '../world.js';

export const bareFolder = (world: World, { id }: Repository): string => join(world.folder, `${id}.git`);

interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Git without any configuration of this machine, as the double's own committer. */
export const GIT_ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
} as const;

/** Runs git and answers what it printed, without the last line's end. @throws Error with what git said */
export const run = async (args: readonly string[], options: RunOptions = {}): Promise<string> =>
  (await bytes(args, options)).toString().replace(/\n$/, '');

function bytes(args: readonly string[], { input, env }: RunOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: { ...GIT_ENVIRONMENT, ...env }, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new Error(`git ${args.join(' ')} ended with ${code}: ${Buffer.concat(err)}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

/** Runs git in the bare repository. */
export const git = (
  world: World,
  repository: Repository,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> => run(['--git-dir', bareFolder(world, repository), ...args], options);

export const blob = (world: World, repository: Repository, sha: string): Promise<Buffer> =>
  bytes(['--git-dir', bareFolder(world, repository), 'cat-file', 'blob', sha], {});

/** The commit that a ref or name stands for; null where there is none. */
export const resolve = (world: World, repository: Repository, name: string): Promise<string | null> =>
  git(world, repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).catch(
    () => null,
  );
