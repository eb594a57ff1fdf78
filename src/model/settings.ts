/** A path pattern from a configuration: `*` within a folder, `**` over folders, `?`, `{a,b}`. */
export interface PathPattern {
  readonly source: string;
  readonly matches: (path: string) => boolean;
}

/** What a repository may say of itself in `holdfast.yml`. */
export interface Settings {
  /** Files that are tests besides those that the conventions know. */
  readonly tests: readonly PathPattern[];
  /** Which tests cover which code, where neither name nor import tells. */
  readonly links: readonly { readonly code: PathPattern; readonly tests: PathPattern }[];
  /** Files that are never judged. */
  readonly exclude: readonly PathPattern[];
  /** Author names of bots. */
  readonly bots: readonly PathPattern[];
}

/** What holds where a repository says nothing. */
export const defaultSettings: Settings = { tests: [], links: [], exclude: [], bots: [] };
