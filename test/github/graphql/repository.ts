import { may } from '../rest/authorise.js';
import { iso } from '../shapes/time.js';
import { fullName, ownerOf } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { PullRequest, Repository } from '../state/state.js';
import { keeps } from '../world.js';
import { actorNode } from './actor.js';
import { connection, type Slice } from './connection.js';
import { type Context, forbidden, typedError } from './context.js';
import { pullNode } from './pull.js';

interface PullArguments extends Slice {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

/** `Repository` */
export function repositoryNode(context: Context, repository: Repository) {
  const { world } = context;
  const name = fullName(world, repository);
  return {
    __typename: 'Repository',
    id: nodeId('repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: name,
    owner: actorNode(world, ownerOf(world, repository)),
    isPrivate: repository.private,
    isArchived: repository.archived,
    isDisabled: false,
    isEmpty: repository.pushedAt === 0,
    isFork: false,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    createdAt: iso(repository.createdAt),
    updatedAt: iso(repository.updatedAt),
    pushedAt: repository.pushedAt === 0 ? null : iso(repository.pushedAt),
    url: `${world.origin}/${name}`,
    resourcePath: `/${name}`,
    defaultBranchRef:
      repository.pushedAt === 0
        ? null
        : { __typename: 'Ref', name: repository.defaultBranch, prefix: 'refs/heads/' },
    pullRequests: (args: PullArguments) => {
      refuseHidden(context, repository);
      return pulls(context, repository, args);
    },
    pullRequest: ({ number }: { number: number }) => {
      refuseHidden(context, repository);
      const found = repository.pulls.find((one) => one.number === number);
      if (found !== undefined) return pullNode({ context, repository }, found);
      throw typedError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
    },
  };
}

/** @throws GraphQLError where the token may not see pull requests */
export function refuseHidden({ world, caller }: Context, repository: Repository): void {
  if (!keeps(world, 'hidden-pull-requests')) return;
  if (caller.kind === 'user' && !repository.private) return;
  if (!may(world, caller.permissions, ['pull_requests', 'read'])) throw forbidden(caller);
}

const KEYS: Readonly<Record<string, (pull: PullRequest) => number>> = {
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

function pulls(context: Context, repository: Repository, args: PullArguments) {
  const { states, labels, headRefName, baseRefName, orderBy, ...slice } = args;
  const key = KEYS[orderBy?.field ?? 'CREATED_AT'];
  if (key === undefined) throw new Error(`the double does not order by ${orderBy?.field}`);
  const found = repository.pulls.filter(
    (pull) =>
      (states == null || states.includes(pull.state.toUpperCase())) &&
      (labels == null || pull.labels.some((label) => labels.includes(label))) &&
      (headRefName == null || pull.head.branch === headRefName) &&
      (baseRefName == null || pull.base.branch === baseRefName),
  );
  return connection(found, slice, (pull) => pullNode({ context, repository }, pull), {
    key,
    descending: orderBy?.direction === 'DESC',
  });
}
