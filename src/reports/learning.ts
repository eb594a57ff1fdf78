import type { Examples, ExemplaryChange, NearTest } from '../model/example.js';
import type { Finding } from '../model/finding.js';
import { isTakenUp } from '../model/review-feedback.js';
import type { Guidance } from '../model/settings.js';

/** What a team has to learn from where a finding leaves something open. */
export interface Lesson {
  /** A file with what is open. */
  readonly file: string;
  /** The test that stands next to it; null where no test is known, or the finding is not about tests. */
  readonly test: NearTest | null;
  /** A change of the same repository that shows how it is done. */
  readonly example: ExemplaryChange | null;
  /** Why this one: how near it is. */
  readonly near: string;
  readonly guidance: readonly Guidance[];
}

interface Known {
  readonly examples: Examples;
  readonly guidance: readonly Guidance[];
}

/** Null where nothing is open, or there is nothing to learn from. @param id the change of the finding, which is no example of itself */
export function lessonOf(finding: Finding, { examples, guidance }: Known, id: string): Lesson | null {
  const file = openFile(finding);
  if (file === null) return null;
  const { practice } = finding;
  const own = guidance.filter((it) => it.practice === practice);
  const example = nearest(
    examples.changes.filter((it) => it.practice === practice && it.change.id !== id),
    file,
  );
  const test = practice === 'test-first' ? nearest(examples.tests, file) : null;
  if (example === null && test === null && own.length === 0) return null;
  return {
    file,
    test,
    example,
    near: example === null ? '' : nearWords(example.folder, file),
    guidance: own,
  };
}

/** The first file in which something is open; null where nothing is. */
function openFile(finding: Finding): string | null {
  if (finding.practice === 'test-first')
    return finding.units.find((unit) => unit.class === 'untested' || unit.class === 'after')?.file ?? null;
  if (finding.practice === 'refactoring')
    return finding.pure === false ? (finding.refactorings[0]?.after.file ?? null) : null;
  return finding.threads.find((thread) => thread.counts && !isTakenUp(thread))?.path ?? null;
}

/** In the folder of the file, or else in the one that shares most of its way; of equals the newest, which comes first. */
function nearest<Placed extends { readonly folder: string }>(
  all: readonly Placed[],
  file: string,
): Placed | null {
  let [best, most]: [Placed | null, number] = [null, -1];
  for (const one of all) {
    const shared = sharedParts(one.folder, folderOf(file));
    if (shared > most) [best, most] = [one, shared];
  }
  return best;
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));
const partsOf = (folder: string): string[] => (folder === '' ? [] : folder.split('/'));

/** How many folders two have in common, and a little more where they are the same. */
function sharedParts(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  const shared = a.findIndex((part, at) => part !== b[at]);
  return (shared === -1 ? a.length : shared) + (one === other ? 0.5 : 0);
}

const nearWords = (folder: string, file: string): string =>
  folder === folderOf(file)
    ? 'the newest in the same folder'
    : sharedParts(folder, folderOf(file)) > 0
      ? 'the newest near it'
      : 'the newest here';
