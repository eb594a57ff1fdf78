import { labelShape } from '../shapes/pull.js';
import { iso, isoOrNull } from '../shapes/time.js';
import { fullName } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { PullRequest } from '../state/state.js';
import { actorById, commitNode } from './actor.js';
import { connection, type Slice } from './connection.js';
import type { InPull, InRepository } from './context.js';
import { issueCommentNode, reviewNode, threadNode } from './conversation.js';
import { repositoryNode } from './repository.js';
import { timelineItems } from './timeline.js';

/** `PullRequest`; its lists are made only when they are asked for. */
export function pullNode(where: InRepository, pull: PullRequest) {
  const { context, repository } = where;
  const { world } = context;
  const place: InPull = { ...where, pull };
  const name = fullName(world, repository);
  context.asked.pulls.add(`${name}#${pull.number}`);
  return {
    __typename: 'PullRequest',
    id: nodeId('pull', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    state: pull.state.toUpperCase(),
    closed: pull.state !== 'open',
    merged: pull.state === 'merged',
    isDraft: pull.draft,
    isCrossRepository: pull.fork !== null,
    locked: false,
    createdAt: iso(pull.createdAt),
    updatedAt: iso(pull.updatedAt),
    closedAt: isoOrNull(pull.closedAt),
    mergedAt: isoOrNull(pull.mergedAt),
    ...pull.size,
    baseRefName: pull.base.branch,
    baseRefOid: pull.base.sha,
    headRefName: pull.head.branch,
    headRefOid: pull.head.sha,
    authorAssociation: 'MEMBER',
    author: actorById(world, pull.authorId),
    mergedBy: actorById(world, pull.mergedById),
    mergeCommit: pull.mergeCommit === null ? null : commitNode(world, pull.mergeCommit),
    url: `${world.origin}/${name}/pull/${pull.number}`,
    resourcePath: `/${name}/pull/${pull.number}`,
    repository: () => repositoryNode(context, repository),
    baseRepository: () => repositoryNode(context, repository),
    headRepository: () => (pull.fork === null ? repositoryNode(context, repository) : null),
    labels: (slice: Slice) =>
      connection(
        pull.labels.map((label, id) => ({ id, label })),
        slice,
        ({ label }) => labelNode(place, label),
      ),
    commits: (slice: Slice) =>
      connection(
        pull.commits.map((commit, id) => ({ id, commit })),
        slice,
        ({ commit }) => ({
          __typename: 'PullRequestCommit',
          id: nodeId('commit', `${pull.id}:${commit.sha}`),
          commit: commitNode(world, commit),
        }),
      ),
    reviews: ({ states, ...slice }: Slice & { readonly states?: readonly string[] | null }) =>
      connection(
        pull.reviews.filter(({ state }) => states == null || states.includes(state)),
        slice,
        (one) => reviewNode(place, one),
      ),
    reviewThreads: (slice: Slice) => connection(pull.threads, slice, (one) => threadNode(place, one)),
    comments: (slice: Slice) => connection(pull.comments, slice, (one) => issueCommentNode(place, one)),
    reviewRequests: (slice: Slice) =>
      connection(
        pull.reviewers.map((id) => ({ id })),
        slice,
        ({ id }) => ({ __typename: 'ReviewRequest', requestedReviewer: actorById(world, id) }),
      ),
    timelineItems: (args: Slice) => timelineItems(place, args),
  };
}

function labelNode({ context: { world }, repository }: InPull, label: string) {
  const { node_id: id, name, color, description } = labelShape(world, repository, label);
  return { __typename: 'Label', id, name, color, description };
}
