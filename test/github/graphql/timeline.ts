import { iso } from '../shapes/time.js';
import { account } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { TimelineItem } from '../state/state.js';
import { actorById, actorNode, bareCommit } from './actor.js';
import { connection, type Slice } from './connection.js';
import type { InPull } from './context.js';

/** `HeadRefForcePushedEvent` → `HEAD_REF_FORCE_PUSHED_EVENT` */
const asType = (kind: string): string => kind.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

interface Arguments extends Slice {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
}

/** What happened to a pull request, of the kinds that were asked for, oldest first. */
export function timelineItems(place: InPull, { itemTypes, since, ...slice }: Arguments) {
  const items = place.pull.timeline
    .filter(({ kind }) => itemTypes == null || itemTypes.includes(asType(kind)))
    .filter(({ at }) => since == null || at >= Date.parse(since) / 1000);
  return {
    ...connection(items, slice, (item) => itemNode(place, item)),
    filteredCount: items.length,
    totalCount: items.length,
  };
}

function itemNode({ context: { world } }: InPull, item: TimelineItem) {
  const node = {
    __typename: item.kind,
    id: nodeId('event', item.id),
    createdAt: iso(item.at),
    actor: actorById(world, item.actorId),
  };
  switch (item.kind) {
    case 'HeadRefForcePushedEvent':
      return { ...node, beforeCommit: bareCommit(item.before), afterCommit: bareCommit(item.after) };
    case 'ReviewRequestedEvent':
      return { ...node, requestedReviewer: actorNode(world, account(world, item.reviewerId)) };
    case 'MergedEvent':
      return { ...node, commit: bareCommit(item.commit), mergeRefName: item.branch };
    case 'BaseRefChangedEvent':
      return { ...node, previousRefName: item.before, currentRefName: item.after };
    default:
      return node;
  }
}
