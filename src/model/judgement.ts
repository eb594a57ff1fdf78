import type { Change } from './change.js';
import type { PersonKey } from './commit.js';
import type { ReworkedLines } from './delivery.js';
import type { Finding } from './finding.js';

/** A change with what the analyses say of it. */
export interface Judgement {
  readonly change: Change;
  readonly findings: readonly Finding[];
  /** Lines of code that went with it, and how young they were; null where their ages are not known. */
  readonly lines: ReworkedLines | null;
  /** The files that its commits touched, by their paths before and after; each once. */
  readonly paths: readonly string[];
  /** Who reviewed it, the first one first, by keys of the forge; null where that is not known. Never published. */
  readonly people: { readonly author: PersonKey | null; readonly reviewers: readonly PersonKey[] } | null;
}
