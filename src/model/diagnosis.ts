import type { Permissions } from './forge.js';

/** What could not be looked at, and why, with the next step. */
export interface Failed {
  readonly kind: 'failed';
  readonly why: string;
}

/** What was found of an installation of Holdfast; null: not looked at, or not used. Times are seconds since 1970, UTC. */
export interface Diagnosis {
  readonly now: number;
  readonly node: string;
  /** Null: there is none. */
  readonly git: string | null;
  readonly configuration: {
    /** A sentence each. */
    readonly problems: readonly string[];
    /** Whether there are credentials of an app. */
    readonly hasApp: boolean;
    /** What keeps people from signing in; null where nothing does, or there is no app. */
    readonly signInLacks: string | null;
  };
  readonly home: FoundHome | null;
  readonly database: FoundDatabase | Failed | null;
  /** Embedded: in the process of the server. */
  readonly queue: { readonly kind: 'embedded' } | FoundQueue | Failed | null;
  readonly github: FoundGitHub | Failed | null;
  readonly work: FoundWork | null;
  /** What was given another go; null: nobody asked for it. */
  readonly revived: Revived | null;
}

export interface FoundHome {
  readonly path: string;
  readonly there: boolean;
  readonly writable: boolean;
  /** Whether others may write to it, or read the credentials in it. */
  readonly open: boolean;
  /** Bytes on its disk; null where that is not known. */
  readonly free: number | null;
}

export interface FoundDatabase {
  readonly kind: 'missing' | 'in-use' | 'open';
  readonly embedded: boolean;
  /** Of who uses it; empty where that is not known. */
  readonly holder: string;
  /** Migrations that it lacks. */
  readonly pending: number;
}

export interface FoundQueue {
  readonly kind: 'redis';
  /** What is wrong with it, a sentence each. */
  readonly complaints: readonly string[];
  readonly waiting: number;
  readonly running: number;
  readonly dead: readonly { readonly what: string; readonly why: string }[];
}

export interface FoundGitHub {
  readonly kind: 'found';
  readonly slug: string;
  readonly url: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly clockAhead: number | null;
  readonly installations: readonly {
    readonly account: string;
    readonly suspended: boolean;
    readonly permissions: Permissions;
  }[];
  /** Where GitHub sends webhooks, and where they are heard by what is configured; null: nowhere, or nobody says. */
  readonly hook: { readonly url: string | null; readonly expected: string | null };
  /** Webhooks of the last day, each counted once however often it was tried; `codes` of those that were never taken. */
  readonly webhooks: { readonly sent: number; readonly failed: number; readonly codes: readonly number[] };
}

interface Waiting {
  readonly waiting: number;
  readonly deadInAll: number;
  /** The first of them. */
  readonly dead: readonly { readonly what: string; readonly why: string }[];
}

export interface FoundWork {
  readonly inbox: Waiting & { readonly oldest: number | null };
  readonly outbox: Waiting;
  /** Issues that were asked for and could not be written. */
  readonly issues: readonly { readonly what: string; readonly why: string }[];
  /** Those that are under way, and those that left something out. */
  readonly imports: readonly {
    readonly repository: string;
    readonly done: number;
    readonly total: number;
    /** Null: it is at its end. */
    readonly secondsLeft: number | null;
    /** Pull requests for which GitHub had no whole answer. */
    readonly leftOut: number;
  }[];
}

export interface Revived {
  readonly deliveries: number;
  readonly checks: number;
  readonly jobs: number;
  /** What kept it from being done; null: nothing. */
  readonly why: string | null;
}
