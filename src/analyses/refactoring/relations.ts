import type { Comparison } from './comparison.js';
import { extracted, inlined } from './cut.js';
import { extractedTypes } from './cut-types.js';
import { locals } from './locals.js';
import type { Relation } from './relation.js';
import { relocations } from './relocations.js';

/** Names what happened between two versions whose entities are matched. */
export function relations(comparison: Comparison): Relation[] {
  return [
    ...relocations(comparison),
    ...extractedTypes(comparison),
    ...extracted(comparison),
    ...inlined(comparison),
    ...locals(comparison),
  ];
}
