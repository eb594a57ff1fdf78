export type RefactoringType =
  | `${'rename' | 'move' | 'move-and-rename'}-${'function' | 'type' | 'variable' | 'file'}`
  | 'extract-function'
  | 'extract-and-move-function'
  | 'inline-function'
  | 'extract-type'
  | `${'pull-up' | 'push-down'}-${'function' | 'variable'}`
  | 'change-signature'
  | 'rename-parameter'
  | 'extract-variable'
  | 'inline-variable';

/** Where something stands in one of the two versions. Lines count from 1, the last one included. */
export interface CodeLocation {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The types and functions around it, outermost first, joined by dots; null at the top of a file. */
  readonly container: string | null;
}

/** One refactoring between two versions. */
export interface Refactoring {
  readonly type: RefactoringType;
  readonly name: { readonly before: string; readonly after: string };
  readonly before: CodeLocation;
  readonly after: CodeLocation;
  /** 0 to 1: how much of the one is found in the other. */
  readonly similarity: number;
  /** Whether nothing else happened to it. */
  readonly pure: boolean;
}

/** A file that is not looked at, and why: it is somebody else's work, or a machine's. */
export interface LeftOut {
  readonly file: string;
  readonly why: string;
}

/** A file that could not be looked at, and why; it counts as unknown, never as unchanged. */
export interface NotAnalysed {
  readonly file: string;
  readonly why: string;
}
