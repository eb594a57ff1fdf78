import { iso } from '../shapes/time.js';
import { fullName, repositoryByFormerName, repositoryByName } from '../state/find.js';
import { fromNodeId } from '../state/ids.js';
import type { Repository } from '../state/state.js';
import { type Context, typedError } from './context.js';
import { reviewNode, threadNode } from './conversation.js';
import { pullNode } from './pull.js';
import { refuseHidden, repositoryNode } from './repository.js';

/** `Query`: what the double answers of it. */
export const rootOf = (context: Context) => ({
  rateLimit: () => ({
    __typename: 'RateLimit',
    cost: context.cost,
    nodeCount: context.nodeCount,
    limit: context.budget.limit,
    used: context.budget.used,
    remaining: context.budget.remaining,
    resetAt: iso(context.budget.reset),
  }),
  repository: ({ owner, name, followRenames }: { owner: string; name: string; followRenames?: boolean }) => {
    const asked = `${owner}/${name}`;
    const found = named(context, asked, followRenames ?? true);
    context.asked.repository = fullName(context.world, found);
    return repositoryNode(context, found);
  },
  node: ({ id }: { id: string }) => byId(context, id),
  nodes: ({ ids }: { ids: readonly string[] }) =>
    ids.map((id) => {
      try {
        return byId(context, id);
      } catch (error) {
        return error;
      }
    }),
});

function named({ world, caller }: Context, name: string, followRenames: boolean): Repository {
  const found = repositoryByName(world, name) ?? (followRenames ? repositoryByFormerName(world, name) : null);
  if (found !== null && caller.repositories.includes(found)) return found;
  throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
}

/** @throws GraphQLError where nothing that the caller reaches has this id */
function byId(context: Context, text: string): unknown {
  const unknown = typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${text}'.`);
  const meant = fromNodeId(text);
  if (meant === null) throw unknown;
  const id = Number(meant.id);
  for (const repository of context.caller.repositories) {
    if (meant.kind === 'repository' && repository.id === id) return repositoryNode(context, repository);
    for (const pull of repository.pulls) {
      const found = inPull(context, repository, pull, meant.kind, id);
      if (found === null) continue;
      refuseHidden(context, repository);
      context.asked.repository = fullName(context.world, repository);
      return found;
    }
  }
  throw unknown;
}

function inPull(
  context: Context,
  repository: Repository,
  pull: Repository['pulls'][number],
  kind: string,
  id: number,
): unknown {
  const place = { context, repository, pull };
  if (kind === 'pull' && pull.id === id) return pullNode(place, pull);
  const thread = kind === 'thread' ? pull.threads.find((one) => one.id === id) : undefined;
  if (thread !== undefined) return threadNode(place, thread);
  const review = kind === 'review' ? pull.reviews.find((one) => one.id === id) : undefined;
  return review === undefined ? null : reviewNode(place, review);
}
