import {
  contentLeavesOut,
  type LeftOut,
  readTouch,
  roleOf,
  type Step,
  type Touch,
} from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Commit } from '../model/commit.js';
import type { CommitEdits, FileEdit } from '../model/file-edit.js';
import type { Settings } from '../model/settings.js';

/**
 * How much text of files may be kept for linking at one time. Past it files are judged all the same, but linked by
 * their names only: a commit of twenty thousand files must not fill the memory.
 */
const KEPT_TEXT = 48 * 1024 * 1024;

/** What is kept of texts at one time; shared by all changes that are being read. */
export class TextBudget {
  #left = KEPT_TEXT;

  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

export interface ReadStep extends Step {
  /** Bytes of the budget that its texts hold. */
  readonly kept: number;
}

const sizeInWords = (bytes: number): string => `larger than 1 MiB (${Math.round(bytes / 1024 / 1024)} MiB)`;

/** Reads the files that a commit touched and says what it did to each. */
export async function readStep(
  repository: Repository,
  commit: Commit,
  { edits }: CommitEdits,
  settings: Settings,
  budget: TextBudget,
): Promise<ReadStep> {
  const touches: Touch[] = [];
  const leftOut: LeftOut[] = [];
  let kept = 0;
  await Promise.all(
    edits.map(async (edit, place) => {
      const read = await readFile(repository, edit, settings, (bytes) => {
        const taken = budget.take(bytes);
        if (taken) kept += bytes;
        return taken;
      });
      if ('why' in read && !('tests' in read)) leftOut[place] = { path: edit.path, why: read.why };
      else touches[place] = read as Touch;
    }),
  );
  // Places without an entry are holes: what is left is in the order of the edits.
  return { commit, touches: touches.filter(Boolean), leftOut: leftOut.filter(Boolean), kept };
}

async function readFile(
  repository: Repository,
  edit: FileEdit,
  settings: Settings,
  mayKeep: (bytes: number) => boolean,
): Promise<Touch | { why: string }> {
  if (edit.entry !== 'file') return { why: edit.entry === 'symlink' ? 'symbolic link' : 'submodule' };
  const role = roleOf(edit.path, settings);
  if (role.role === 'left-out') return { why: role.why };
  if (edit.blob === null || edit.status === 'deleted') return readTouch(edit, null, role.role, role.language);
  const blob = await repository.blob(edit.blob);
  if (blob.kind === 'too-large') return { why: sizeInWords(blob.bytes) };
  if (blob.kind !== 'text') return { why: blob.kind === 'binary' ? 'binary' : 'its content is missing' };
  const generated = contentLeavesOut(blob.text);
  if (generated !== null) return { why: generated };
  const touch = readTouch(edit, blob.text, role.role, role.language);
  return mayKeep(blob.text.length) ? touch : { ...touch, source: null };
}
