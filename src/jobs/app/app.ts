import type { GitHub } from '../../github/app.js';
import type { Configurations } from '../../github/content.js';
import type { Queue } from '../../queue/queue.js';
import type { Store } from '../../store/store.js';
import type { Mirrors } from './mirrors.js';

/** Where what is worth knowing goes, as JSON lines: names of repositories and people stay out of it. */
export interface Log {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** The edges that jobs join. */
export interface App {
  readonly store: Store;
  readonly queue: Queue;
  readonly github: GitHub;
  readonly configurations: Configurations;
  readonly mirrors: Mirrors;
  readonly log: Log;
  /** Where people reach this server; null: checks have no links. */
  readonly publicUrl: string | null;
  /** Whether people can sign in there, so that a private report can be read by whoever may. */
  readonly canSignIn: boolean;
  /** Seconds since 1970, UTC. */
  readonly now: () => number;
}
