import { now, type World } from '../world.js';
import type { Caller } from './authorise.js';
import type { Call, Reply } from './reply.js';

export type Bucket = 'rest' | 'graphql';

const HOUR = 60 * 60;
/** What somebody without a token may ask in an hour. */
const ANONYMOUS = 60;

export interface Budget {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

function keyOf(caller: Caller): string {
  if (caller.kind === 'installation') return String(caller.installation.id);
  return caller.kind === 'user' || caller.kind === 'signed-in' ? `user-${caller.accountId}` : caller.kind;
}

function usage(world: World, caller: Caller) {
  const key = keyOf(caller);
  const at = now(world);
  const known = world.state.used[key];
  if (known !== undefined && known.since + HOUR > at) return known;
  const fresh = { since: at, rest: 0, graphql: 0 };
  world.state.used[key] = fresh;
  return fresh;
}

export function budget(world: World, caller: Caller, bucket: Bucket): Budget {
  const used = usage(world, caller);
  const limit = caller.kind === 'nobody' ? ANONYMOUS : world.state.limits[bucket];
  return {
    limit,
    used: used[bucket],
    remaining: Math.max(0, limit - used[bucket]),
    reset: used.since + HOUR,
  };
}

/** Takes points; false where there are not enough left, and then nothing is taken. */
export function charge(world: World, caller: Caller, bucket: Bucket, points: number): boolean {
  const used = usage(world, caller);
  if (used[bucket] + points > budget(world, caller, bucket).limit) return false;
  used[bucket] += points;
  return true;
}

export const limitHeaders = (budget: Budget, resource: string): Record<string, string> => ({
  'x-ratelimit-limit': String(budget.limit),
  'x-ratelimit-remaining': String(budget.remaining),
  'x-ratelimit-used': String(budget.used),
  'x-ratelimit-reset': String(budget.reset),
  'x-ratelimit-resource': resource,
});

/** `GET /rate_limit`: costs nothing. */
export function getRateLimit({ world, caller }: Call): Reply {
  const [core, graphql] = [budget(world, caller, 'rest'), budget(world, caller, 'graphql')];
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return { status: 200, body: { resources: { core, graphql, search }, rate: core } };
}
