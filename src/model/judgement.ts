import type { Change } from './change.js';
import type { Finding } from './finding.js';

/** A change with what the analyses say of it. */
export interface Judgement {
  readonly change: Change;
  readonly findings: readonly Finding[];
  /** The files that its commits touched, by their paths before and after; each once. */
  readonly paths: readonly string[];
}
