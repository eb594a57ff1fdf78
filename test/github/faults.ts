import type { World } from './world.js';

/** What goes wrong, where, and how often. */
export type Fault = {
  /** `match`: an operation of REST (`checks/create`), the name of a query, an event (`pull_request` or `pull_request.opened`), or `info/refs` or `git-upload-pack`. */
  readonly match?: string;
  /** How many requests it hits; 1 unless told, 0 for all until the faults are cleared. */
  times?: number;
  /** How many requests it lets pass first. */
  skip?: number;
} & (
  | { readonly face: 'rest' | 'graphql'; readonly kind: 'primary-limit' }
  | { readonly face: 'rest' | 'graphql'; readonly kind: 'secondary-limit'; readonly retryAfter?: number }
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'too-many'; readonly retryAfter?: number }
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'server-error'; readonly status?: 500 | 502 }
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'slow'; readonly milliseconds: number }
  /** The connection ends before anything happened. */
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'cut-before' }
  /** What was asked for has happened, the answer is lost. */
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'cut-after' }
  /**
   * The request waits, before anything happened or with its answer ready, until `letGo`, or until whoever asked is
   * gone (then what has not happened never does). `waiting` tells that it does.
   */
  | { readonly face: 'rest' | 'graphql'; readonly kind: 'hold'; readonly when: 'before' | 'after' }
  | { readonly face: 'git'; readonly kind: 'hold'; readonly when: 'before' }
  | { readonly face: 'rest' | 'graphql' | 'git'; readonly kind: 'token-expired' }
  | { readonly face: 'rest'; readonly kind: 'missing-permission' }
  /** GraphQL answers 200 with half of the data and an error. */
  | { readonly face: 'graphql'; readonly kind: 'partial-data' }
  /** GraphQL answers 200 with `RATE_LIMITED`. */
  | { readonly face: 'graphql'; readonly kind: 'rate-limited' }
  | { readonly face: 'webhook'; readonly kind: 'duplicate' }
  /** It is held until the next one has gone out. */
  | { readonly face: 'webhook'; readonly kind: 'reorder' }
  /** It never leaves, and the log says that it failed. */
  | { readonly face: 'webhook'; readonly kind: 'drop' }
  | { readonly face: 'webhook'; readonly kind: 'delay'; readonly milliseconds: number }
  /** As GitHub does in a surge: late, and the log says since when. */
  | { readonly face: 'webhook'; readonly kind: 'throttle'; readonly milliseconds: number }
);

/** The fault that hits this request, used up by it. The first one that was set wins. */
export function takeFault(world: World, face: Fault['face'], where: readonly string[]): Fault | null {
  for (const fault of world.faults) {
    if (fault.face !== face || (fault.match !== undefined && !where.includes(fault.match))) continue;
    if ((fault.skip ?? 0) > 0) {
      fault.skip = (fault.skip ?? 0) - 1;
      continue;
    }
    const times = fault.times ?? 1;
    if (times === 1) world.faults.splice(world.faults.indexOf(fault), 1);
    else if (times > 1) fault.times = times - 1;
    return fault;
  }
  return null;
}
