import type { Practice } from './finding.js';

/** A change as it is referred to. */
export interface ChangeReference {
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly mergedAt: string;
}

/** A change that shows how something is done here: chosen by its evidence, and never by who made it. */
export interface ExemplaryChange {
  readonly practice: Practice;
  /** The folder in which it shows it, without a slash at the end; empty for the top. */
  readonly folder: string;
  /** A file of the folder in which it can be seen. */
  readonly file: string;
  readonly change: ChangeReference;
  /** What it shows, in a few words. */
  readonly why: string;
}

/** A test that covers a file of a folder, as it was last seen. */
export interface NearTest {
  readonly folder: string;
  readonly file: string;
  readonly test: string;
  readonly change: ChangeReference;
}

/** What a repository's own history has to learn from: the newest of each folder, newest first. */
export interface Examples {
  readonly changes: readonly ExemplaryChange[];
  readonly tests: readonly NearTest[];
}
