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
}

/** What holds where a repository says nothing. */
export const defaultSettings: Settings = {
  tests: [],
  links: [],
  exclude: [],
  attributes: [],
  bots: [],
};
