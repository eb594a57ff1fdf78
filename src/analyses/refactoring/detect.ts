import type { CodeLocation, Refactoring } from '../../model/refactoring.js';
import { Comparison, type Entity, type SourceFile } from './comparison.js';
import { match } from './match.js';
import type { Relation } from './relation.js';
import { relations } from './relations.js';

/** What a comparison of two versions says. */
export interface Detection {
  /** In the order of the files and lines before. */
  readonly refactorings: readonly Refactoring[];
}

/** Finds the refactorings between two versions of the same files: those that a change touched are enough. */
export function refactoringsBetween(before: readonly SourceFile[], after: readonly SourceFile[]): Detection {
  const comparison = new Comparison(before, after);
  match(comparison);
  return { refactorings: relations(comparison).map(refactoring) };
}

function refactoring({ type, before, after, similarity, names }: Relation): Refactoring {
  return {
    type,
    name: names ?? { before: nameOf(before), after: nameOf(after) },
    before: locationOf(before),
    after: locationOf(after),
    similarity: Math.round(similarity * 1000) / 1000,
    pure: similarity === 1,
  };
}

const nameOf = ({ node, file }: Entity): string =>
  node.kind === 'file' ? file.path.slice(file.path.lastIndexOf('/') + 1) : node.name;

function locationOf({ file, node, parent }: Entity): CodeLocation {
  const names: string[] = [];
  for (let at = parent; at !== undefined && at.node.kind !== 'file'; at = at.parent) names.unshift(at.node.name);
  return {
    file: file.path,
    startLine: node.startLine,
    endLine: node.endLine,
    container: names.length === 0 ? null : names.join('.'),
  };
}
