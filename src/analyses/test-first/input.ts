import type { Change } from '../../model/change.js';
import type { Commit } from '../../model/commit.js';
import type { Settings } from '../../model/settings.js';
import type { IndexFiles } from './linking/linkable.js';
import type { Touch } from './touch.js';

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** One commit of a change, read. */
export interface Step {
  readonly commit: Commit;
  readonly touches: readonly Touch[];
  readonly leftOut: readonly LeftOut[];
}

/** A pull request of the same author that was merged shortly before. */
export interface EarlierPull {
  /** What to call it, as `#12`. */
  readonly name: string;
  readonly touches: readonly Touch[];
}

/** All that is known when a change is judged. */
export interface TestFirstInput {
  readonly change: Change;
  /** Its commits, oldest first. */
  readonly steps: readonly Step[];
  /** For a push: what its author committed shortly before, oldest first. Empty otherwise. */
  readonly before: readonly Step[];
  /** For a pull request: those of its author that were merged in the week before, newest first. Empty otherwise. */
  readonly earlier: readonly EarlierPull[];
  /** The files that differ between base and head; null when it is not known. */
  readonly net: ReadonlySet<string> | null;
  /** Commits that only refactor, by whatever says so. */
  readonly refactorings: ReadonlySet<string>;
  /** A test that covered the file before this change; null when none is known. */
  readonly knownTest: (path: string) => string | null;
  readonly index: IndexFiles;
  readonly settings: Settings;
}
