/** Something about the repository that its user can mend. The message is one line and says the next step. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  /** How git ended, where it did; null for everything else. */
  readonly code: number | null;

  constructor(
    message: string,
    { code = null, ...options }: ErrorOptions & { readonly code?: number | null } = {},
  ) {
    super(message, options);
    this.code = code;
  }
}

/** Git's own words, made fit for one line: control characters and paths of ours are not for the reader. */
export function oneLine(words: string): string {
  return words
    .replace(/[\x00-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 300);
}
