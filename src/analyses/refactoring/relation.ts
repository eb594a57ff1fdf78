import type { RefactoringType } from '../../model/refactoring.js';
import type { Entity } from './comparison.js';

/** A refactoring as it is found: between two entities of a comparison. */
export interface Relation {
  readonly type: RefactoringType;
  readonly before: Entity;
  readonly after: Entity;
  /** 0 to 1. */
  readonly similarity: number;
  /** Where what has the name is no entity of its own: a parameter. */
  readonly names?: { readonly before: string; readonly after: string };
}

export function contains(outer: Entity, inner: Entity): boolean {
  for (let at: Entity | undefined = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
