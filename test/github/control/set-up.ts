import { randomBytes } from 'node:crypto';
import { initBare, setRef, take } from '../git/bare.js';
import { resolve } from '../git/run.js';
import { shortRepositoryShape } from '../shapes/repository.js';
import { accountNamed, fullName, repositoryNamed } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Account, Installation, Permissions, Repository } from '../state/state.js';
import { emitInstallation } from '../webhooks/emit.js';
import { now, type World } from '../world.js';
import { emitPush, endOf, type Source } from './branches.js';
import { accountOf, type NewAccount, person } from './people.js';

/** What the app asks for (7-github 1.5): enough for all that it does. */
const PERMISSIONS: Permissions = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
  checks: 'write',
  merge_queues: 'read',
};

/** What GitHub suggests, in seconds. */
const USER_TOKEN_LIFE = 30 * 24 * 60 * 60;

/** Adds a user, unless told an organisation or a bot; one that is there stays as it is. */
export const addAccount = (world: World, input: NewAccount): Account => accountOf(world, input);

export interface Install {
  readonly account: string;
  /** `all`, or `owner/name` of each; all unless told. */
  readonly repositories?: 'all' | readonly string[];
  readonly permissions?: Permissions;
  /** Who did it; the account itself unless told. */
  readonly by?: string;
}

/** Installs the app and tells it so. */
export function install(world: World, input: Install): { readonly id: number } {
  const owner = accountNamed(world, input.account);
  const chosen = input.repositories ?? 'all';
  const at = now(world);
  const installation: Installation = {
    id: newId(world.state),
    accountId: owner.id,
    repositories: chosen === 'all' ? 'all' : chosen.map((name) => repositoryNamed(world, name).id),
    permissions: input.permissions ?? PERMISSIONS,
    createdAt: at,
    updatedAt: at,
    suspendedAt: null,
  };
  world.state.installations.push(installation);
  const repositories = world.state.repositories
    .filter(({ ownerId }) => ownerId === owner.id)
    .filter(({ id }) => installation.repositories === 'all' || installation.repositories.includes(id))
    .map((one) => shortRepositoryShape(world, one));
  const by = input.by === undefined ? owner : person(world, input.by);
  emitInstallation(world, installation, 'installation', 'created', by, { repositories, requester: null });
  return { id: installation.id };
}

export interface NewUserToken {
  readonly login: string;
  /** `owner/name` of each private one that it reads; none unless told. What is public it reads anyway. */
  readonly repositories?: readonly string[];
  /** What it may read of those; what an import needs unless told. */
  readonly permissions?: Permissions;
}

/** A token that somebody makes for themselves; the token. It is good for GraphQL only. */
export function addUserToken(world: World, { login, repositories = [], permissions }: NewUserToken): string {
  const token = `github_pat_${randomBytes(11).toString('hex')}_${randomBytes(29).toString('hex')}1`;
  world.state.userTokens[token] = {
    accountId: person(world, login).id,
    repositoryIds: repositories.map((name) => repositoryNamed(world, name).id),
    permissions: permissions ?? { metadata: 'read', pull_requests: 'read' },
    expiresAt: now(world) + USER_TOKEN_LIFE,
  };
  return token;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
}

export interface MadeRepository {
  readonly id: number;
  readonly fullName: string;
  /** What git clones. */
  readonly cloneUrl: string;
}

/** Adds a repository without a commit; its owner is added as an organisation where it is missing. */
export async function createRepository(world: World, input: NewRepository): Promise<MadeRepository> {
  const owner = accountOf(world, { login: input.owner, type: 'Organization' });
  const at = now(world);
  const repository: Repository = {
    id: newId(world.state),
    ownerId: owner.id,
    name: input.name,
    private: input.private ?? true,
    archived: false,
    defaultBranch: input.defaultBranch ?? 'main',
    createdAt: at,
    updatedAt: at,
    pushedAt: 0,
    nextNumber: 1,
    formerNames: [],
    collaborators: [],
    pulls: [],
    checkSuites: [],
    checkRuns: [],
    hasIssues: true,
    issues: [],
  };
  world.state.repositories.push(repository);
  await initBare(world, repository);
  const name = fullName(world, repository);
  return { id: repository.id, fullName: name, cloneUrl: `${world.origin}/${name}.git` };
}

export interface ImportRepository extends NewRepository {
  /** A local git repository; its branches and `refs/pull/N/head` are taken over. */
  readonly path: string;
  /** Where the default branch ends; where it is in `path` unless told. All commits are taken over anyway. */
  readonly start?: string;
}

/** Adds a repository with the commits of a local one. Its pull requests are opened one by one, by `openPullRequest`. */
export async function importRepository(world: World, input: ImportRepository): Promise<MadeRepository> {
  const made = await createRepository(world, input);
  const repository = repositoryNamed(world, made.fullName);
  // Detached heads and the like are asked for by name.
  const refs = ['+refs/heads/*:refs/heads/*', '+refs/pull/*/head:refs/pull/*/head'];
  await take(world, repository, input.path, refs);
  if (input.start !== undefined) {
    await take(world, repository, input.path, [input.start]);
    await setRef(world, repository, `refs/heads/${repository.defaultBranch}`, input.start);
  }
  if ((await resolve(world, repository, repository.defaultBranch)) === null) {
    throw new Error(
      `${input.path} has no branch ${repository.defaultBranch}; say which one it is by defaultBranch`,
    );
  }
  repository.pushedAt = now(world);
  return made;
}

export type Push = Source & {
  readonly repository: string;
  /** The default branch unless told. */
  readonly branch?: string;
  readonly by: string;
};

/** Pushes to a branch that no pull request is about, and tells the app. Answers the new end. */
export async function push(world: World, input: Push): Promise<string> {
  const repository = repositoryNamed(world, input.repository);
  const branch = input.branch ?? repository.defaultBranch;
  const before = await resolve(world, repository, branch);
  const ref = `refs/heads/${branch}`;
  const after = await endOf(world, repository, input, { ref, start: before, author: input.by });
  await emitPush(world, repository, { branch, before, after, by: person(world, input.by) });
  return after;
}
