import type { Fault } from '../faults.js';
import type { Caller } from '../rest/authorise.js';
import { budget, limitHeaders } from '../rest/rate-limit.js';
import { Refusal, type Reply } from '../rest/reply.js';
import type { World } from '../world.js';

/** How GraphQL says that the hour's points are used up: with 200. */
export const rateLimited = (world: World, caller: Caller): Reply => ({
  status: 200,
  body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for this installation.' }] },
  headers: limitHeaders({ ...budget(world, caller, 'graphql'), remaining: 0 }, 'graphql'),
});

/** What a fault answers before anything is executed; null where it lets the query pass. */
export function faultReply(world: World, caller: Caller, fault: Fault | null): Reply | null {
  switch (fault?.kind) {
    case 'primary-limit':
    case 'rate-limited':
      return rateLimited(world, caller);
    case 'secondary-limit':
    case 'too-many': {
      const text =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      throw new Refusal(fault.kind === 'too-many' ? 429 : 403, text, {
        headers: { 'retry-after': String(fault.retryAfter ?? 60) },
      });
    }
    case 'server-error':
      throw new Refusal(
        fault.status ?? 502,
        "We couldn't respond to your request in time. Sorry about that.",
      );
    case 'token-expired':
      throw new Refusal(401, 'Bad credentials');
    default:
      return null;
  }
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** Half of the first list is missing, and an error says so: as when a query takes too many resources. */
export function partial({ data, errors = [] }: Result): Result {
  const cut = structuredClone(data);
  const list = firstNodes(cut, []);
  const path = list?.path ?? [];
  if (list !== null) list.nodes.fill(null, Math.floor(list.nodes.length / 2));
  const error = {
    type: 'RESOURCE_LIMITS_EXCEEDED',
    path,
    message: 'Resource limits for this query exceeded.',
  };
  return { data: list === null ? null : cut, errors: [...errors, error] };
}

function firstNodes(value: unknown, path: readonly string[]): { nodes: unknown[]; path: string[] } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const [key, one] of Object.entries(value)) {
    if (key === 'nodes' && Array.isArray(one) && one.length > 0) return { nodes: one, path: [...path, key] };
    const below = firstNodes(one, [...path, key]);
    if (below !== null) return below;
  }
  return null;
}
