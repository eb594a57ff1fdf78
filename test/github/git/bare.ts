import { mkdir } from 'node:fs/promises';
import type { Repository } from '../state/state.js';
import type { World } from '../world.js';
import { bareFolder, git, run } from './run.js';

/** An empty bare repository that serves partial clones, as GitHub's do. */
export async function initBare(world: World, repository: Repository): Promise<void> {
  const folder = bareFolder(world, repository);
  await mkdir(world.folder, { recursive: true });
  await run(['init', '--quiet', '--bare', `--initial-branch=${repository.defaultBranch}`, folder]);
  for (const [key, value] of [
    ['uploadpack.allowFilter', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['http.uploadpack', 'true'],
    ['http.receivepack', 'false'],
    // Commits that were pushed away stay, as they mostly do on GitHub.
    ['gc.auto', '0'],
  ] as const) {
    await git(world, repository, ['config', key, value]);
  }
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
