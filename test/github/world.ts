import type { Fault } from './faults.js';
import type { RequestLog } from './requests.js';
import type { Rule } from './rules.js';
import type { State } from './state/state.js';

/** Something that GitHub would not know, or that the double answered against GitHub's own schema. */
export interface Violation {
  readonly face: 'rest' | 'graphql' | 'git' | 'webhook';
  readonly where: string;
  readonly what: string;
}

export interface Outbox {
  /** Deliveries that are under way. */
  readonly sending: Set<Promise<void>>;
  /** A delivery that is held back so that the next one overtakes it. */
  held: (() => void) | null;
}

/** All that the faces share. `state` is plain data, so that it can be written to a file as it is. */
export interface World {
  readonly state: State;
  /** Holds the bare repositories, `<id>.git`. */
  readonly folder: string;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  readonly requests: RequestLog;
  readonly violations: Violation[];
  readonly faults: Fault[];
  readonly broken: Set<Rule>;
  readonly outbox: Outbox;
  /** Lets requests go that a fault holds. */
  readonly waiting: Set<() => void>;
  /** Milliseconds that the app has to answer a webhook. */
  readonly patience: number;
  /** Whether the app hears of what it did itself: check runs that it made, suites of pushes. */
  readonly echoes: boolean;
  /** For a command that is about the past: when it happens, in seconds since 1970. */
  readonly at: number | null;
}

/** Seconds since 1970 by the double's own clock, which tests may put forward. */
export const present = ({ state }: World): number => Math.floor(Date.now() / 1000) + state.clockAhead;

/** When what is going on happens. */
export const now = (world: World): number => world.at ?? present(world);

/** The same world at another time, for one command. */
export const worldAt = (world: World, at: number): World => ({ ...world, at });

export const keeps = (world: World, rule: Rule): boolean => !world.broken.has(rule);

/** Records what is wrong; the same thing is told once. */
export function violate(world: World, violation: Violation): void {
  const known = world.violations.some(
    ({ face, where, what }) =>
      face === violation.face && where === violation.where && what === violation.what,
  );
  if (!known) world.violations.push(violation);
}
