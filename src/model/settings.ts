import { type Practice, practiceNames } from './finding.js';
import type { Intervention } from './intervention.js';

/** A path pattern from a configuration: `*` within a folder, `**` over folders, `?`, `{a,b}`. */
export interface PathPattern {
  readonly source: string;
  readonly matches: (path: string) => boolean;
}

/** What a repository's `.gitattributes` says to GitHub's linguist of some files. */
export interface Attribute {
  readonly pattern: PathPattern;
  readonly why: 'generated' | 'vendored' | 'documentation';
  /** False where it says that they are not, whatever their folder is called; null where it takes back what it said. */
  readonly holds: boolean | null;
}

/** Named paths that every indicator can be read for. */
export interface FocusArea {
  readonly name: string;
  readonly paths: readonly PathPattern[];
  /** What is to be reached there, and by which day (`YYYY-MM-DD`, UTC). */
  readonly goal: string | null;
  readonly by: string | null;
}

/** Whether a file is in an area. */
export const inFocus = (focus: FocusArea, path: string): boolean =>
  focus.paths.some((pattern) => pattern.matches(path));

/** What a repository wants of a practice, and what that is held against. */
export interface PracticeSettings {
  /** The share that is aimed at, from 0 to 1. */
  readonly target: number | null;
  /**
   * The days of the baseline (`YYYY-MM-DD`, UTC): from its first one up to the one after its last, as trends take it; null
   * at an end that is open. Null as a whole where no day is given: the data decide.
   */
  readonly baseline: { readonly from: string | null; readonly to: string | null } | null;
}

/** The coach's own words on a practice. */
export interface Guidance {
  readonly practice: Practice;
  readonly title: string;
  /** An address that begins with `https://`, without credentials. */
  readonly link: string | null;
  readonly note: string | null;
}

/** What a check must find of test-first, or fail: a test with the code, or one before it. */
export type Gate = 'with' | 'first';

/** What a repository may say of itself in `holdfast.yml`, and says in `.gitattributes`. */
export interface Settings {
  /** Files that are tests besides those that the conventions know. */
  readonly tests: readonly PathPattern[];
  /** Which tests cover which code, where neither name nor import tells. */
  readonly links: readonly { readonly code: PathPattern; readonly tests: PathPattern }[];
  /** Files that are never judged. */
  readonly exclude: readonly PathPattern[];
  /** Of each kind the last that fits a path counts. */
  readonly attributes: readonly Attribute[];
  /** Author names of bots. */
  readonly bots: readonly PathPattern[];
  /** Where the team wants to go, in one line. */
  readonly vision: string | null;
  readonly focus: readonly FocusArea[];
  readonly practices: Readonly<Record<Practice, PracticeSettings>>;
  /** Interventions and experiments, in the order of their days. */
  readonly interventions: readonly Intervention[];
  readonly guidance: readonly Guidance[];
  /** Null, as it is by default: no check ever fails. */
  readonly gate: Gate | null;
  readonly report: {
    /** Whether the report is also kept in an issue of the repository. */
    readonly issue: boolean;
  };
  readonly digest: {
    /** Whether the repository gets an issue with what has become of others. */
    readonly issue: boolean;
    /**
     * The repository, `owner/name`, that may tell of this one in its digest although this one is private; null: none. The
     * one that tells must not decide that by itself: whoever may read it would read of what they may not.
     */
    readonly to: string | null;
  };
}

const nothingWanted: PracticeSettings = { target: null, baseline: null };

/** What holds where a repository says nothing. */
export const defaultSettings: Settings = {
  tests: [],
  links: [],
  exclude: [],
  attributes: [],
  bots: [],
  vision: null,
  focus: [],
  practices: Object.fromEntries(practiceNames.map((practice) => [practice, nothingWanted])) as Record<
    Practice,
    PracticeSettings
  >,
  interventions: [],
  guidance: [],
  gate: null,
  report: { issue: false },
  digest: { issue: false, to: null },
};
