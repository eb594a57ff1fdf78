import type { CodeLocation, Refactoring } from '../../model/refactoring.js';
import { counts } from '../../model/refactoring-kinds.js';
import { Comparison, type Entity, type SourceFile } from './comparison.js';
import { match, type Rejected } from './match.js';
import type { Relation } from './relation.js';
import { relations } from './relations.js';
import { type FileResidue, residueOf } from './residue.js';

/** What a comparison of two versions says. */
export interface Detection {
  /** In the order of the files and lines before. */
  readonly refactorings: readonly Refactoring[];
  /** Of every file: the words that differ, without comments, imports and white space, and those unexplained. */
  readonly files: readonly FileResidue[];
  /** What came nearest to a rename or a move and was turned down, the nearest first. */
  readonly rejected: readonly Turned[];
}

/** A pair that was looked at and turned down. */
export interface Turned {
  readonly name: Refactoring['name'];
  readonly before: CodeLocation;
  readonly after: CodeLocation;
  /** 0 to 1. */
  readonly similarity: number;
}

/** So many rejected pairs are told. */
const TOLD = 20;

/** A change only refactors when less than this share of its words is left after its refactorings are explained. */
const LEFT = 0.1;

/** Finds the refactorings between two versions of the same files: those that a change touched are enough. */
export function refactoringsBetween(before: readonly SourceFile[], after: readonly SourceFile[]): Detection {
  const comparison = new Comparison(before, after);
  const { rejected } = match(comparison);
  const found = relations(comparison);
  const { files, isPure } = residueOf(comparison, found);
  return {
    refactorings: found.map((relation) => describe(relation, isPure(relation))),
    files,
    rejected: nearest(rejected),
  };
}

/**
 * Whether a change only refactors; null when it has no refactoring that counts.
 *
 * @param isMeant the files that are asked about; all of them when it is left out
 */
export function isTidy(
  { refactorings, files }: Pick<Detection, 'refactorings' | 'files'>,
  isMeant: (path: string) => boolean = () => true,
): boolean | null {
  const counted = refactorings.filter(
    ({ type, before, after }) => counts(type) && (isMeant(before.file) || isMeant(after.file)),
  );
  if (counted.length === 0) return null;
  const { changed, left } = residueOfAll(files.filter(({ path }) => isMeant(path)));
  return left <= changed * LEFT;
}

/** Whether the files that are asked about were refactored, in any way, and nothing else was done to them. */
export function onlyRefactors(
  { refactorings, files }: Pick<Detection, 'refactorings' | 'files'>,
  isMeant: (path: string) => boolean,
): boolean {
  const any = refactorings.some(
    ({ type, before, after }) => type !== 'change-signature' && (isMeant(before.file) || isMeant(after.file)),
  );
  const { changed, left } = residueOfAll(files.filter(({ path }) => isMeant(path)));
  return any && left <= changed * LEFT;
}

/** The sum of files. */
export function residueOfAll(files: readonly FileResidue[]): Omit<FileResidue, 'path'> {
  return {
    changed: files.reduce((sum, { changed }) => sum + changed, 0),
    left: files.reduce((sum, { left }) => sum + left, 0),
  };
}

function describe({ type, before, after, similarity, names }: Relation, pure: boolean): Refactoring {
  return {
    type,
    name: names ?? { before: nameOf(before), after: nameOf(after) },
    before: locationOf(before),
    after: locationOf(after),
    similarity: rounded(similarity),
    pure,
  };
}

/** Those whose both sides found nothing better. */
function nearest(rejected: readonly Rejected[]): Turned[] {
  return rejected
    .filter(({ before, after }) => !before.match && !after.match)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, TOLD)
    .map(({ before, after, similarity }) => ({
      name: { before: nameOf(before), after: nameOf(after) },
      before: locationOf(before),
      after: locationOf(after),
      similarity: rounded(similarity),
    }));
}

const rounded = (similarity: number): number => Math.round(similarity * 1000) / 1000;

const nameOf = ({ node, file }: Entity): string =>
  node.kind === 'file' ? file.path.slice(file.path.lastIndexOf('/') + 1) : node.name;

function locationOf({ file, node, parent }: Entity): CodeLocation {
  const names: string[] = [];
  for (let at = parent; at !== undefined && at.node.kind !== 'file'; at = at.parent)
    names.unshift(at.node.name);
  return {
    file: file.path,
    startLine: node.startLine,
    endLine: node.endLine,
    container: names.length === 0 ? null : names.join('.'),
  };
}
