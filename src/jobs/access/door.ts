import type { GitHub } from '../../github/app.js';
import type { Users } from '../../github/users.js';
import type { Store } from '../../store/store.js';
import type { Log } from '../app/app.js';
import type { Keys } from './seal.js';

/** How people sign in here. */
export interface SignIn {
  readonly users: Users;
  readonly keys: Keys;
  /** Where people reach this server, https or on this machine, and where GitHub sends them back to. */
  readonly publicUrl: string;
  readonly callbackUrl: string;
}

/** What it takes to say who may read what. */
export interface Door {
  readonly store: Pick<Store, 'sessions' | 'repositories'>;
  readonly github: GitHub;
  /** Null: nobody can sign in here. */
  readonly signIn: SignIn | null;
  readonly log: Log;
  /** Seconds since 1970, UTC. */
  readonly now: () => number;
}

/** A door that people can go through by name. */
export type OpenDoor = Door & { readonly signIn: SignIn };
