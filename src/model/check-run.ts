/** A place in the files of a head that a check points to. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** At most 255 characters. */
  readonly title: string;
  /** Plain text, at most 64 KB. */
  readonly message: string;
}

/** A button of a check: at most 20, 40 and 20 characters. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: 'recheck' | 'wrong';
}

/** What a check says, ready to be posted. It is always completed: nothing is left pending. */
export interface CheckRun {
  readonly name: string;
  readonly conclusion: 'success' | 'neutral' | 'failure';
  readonly title: string;
  /** Markdown, at most 60,000 bytes. */
  readonly summary: string;
  /** Markdown, at most 60,000 bytes; null for none. */
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
  /** At most 3. */
  readonly actions: readonly CheckAction[];
}
