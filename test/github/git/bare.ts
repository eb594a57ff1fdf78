import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../state/state.js';
import type { World } from '../world.js';
import { bareFolder, git, run } from './run.js';

/** Written in one go instead of by `git config`, a process a line. Commits that were pushed away stay, as mostly on GitHub. */
const SETTINGS = `[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
[http]
\tuploadpack = true
\treceivepack = false
[gc]
\tauto = 0
`;

/** An empty bare repository that serves partial clones, as GitHub's do. */
export async function initBare(world: World, repository: Repository): Promise<void> {
  const folder = bareFolder(world, repository);
  await mkdir(world.folder, { recursive: true });
  await run(['init', '--quiet', '--bare', `--initial-branch=${repository.defaultBranch}`, folder]);
  await appendFile(join(folder, 'config'), SETTINGS);
}

/** Takes commits (any names, or refspecs) out of a local repository. */
export async function take(
  world: World,
  repository: Repository,
  path: string,
  refspecs: readonly string[],
): Promise<void> {
  await git(world, repository, [
    '-c',
    'protocol.file.allow=always',
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--upload-pack=git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack',
    path,
    ...refspecs,
  ]);
}

export const setRef = (world: World, repository: Repository, ref: string, sha: string): Promise<string> =>
  git(world, repository, ['update-ref', ref, sha]);

export const removeRef = (world: World, repository: Repository, ref: string): Promise<string> =>
  git(world, repository, ['update-ref', '-d', ref]);

export const isAncestor = (
  world: World,
  repository: Repository,
  older: string,
  newer: string,
): Promise<boolean> =>
  git(world, repository, ['merge-base', '--is-ancestor', older, newer]).then(
    () => true,
    () => false,
  );
