import {
  contentLeavesOut,
  glimpse,
  type Language,
  readTouch,
  roleOf,
  type Step,
  type Touch,
} from '../analyses/test-first/index.js';
import type { Repository } from '../git/repository.js';
import type { Commit } from '../model/commit.js';
import type { CommitEdits, FileEdit } from '../model/file-edit.js';
import type { Settings } from '../model/settings.js';

/** Files whose content said that a machine made them, or did not; by path, as far as commits have shown. */
export class Generated {
  readonly #known = new Map<string, boolean>();

  isKnownByHand(path: string): boolean {
    return this.#known.get(path) === false;
  }

  tell(path: string, generated: boolean): void {
    this.#known.set(path, generated);
  }
}

const sizeInWords = (bytes: number): string => `larger than 1 MiB (${Math.round(bytes / 1024 / 1024)} MiB)`;

/** Reads the files that a commit touched and says what it did to each. */
export async function readStep(
  repository: Repository,
  commit: Commit,
  { edits }: CommitEdits,
  settings: Settings,
  generated: Generated,
): Promise<Step> {
  const read = await Promise.all(edits.map((edit) => readFile(repository, edit, settings, generated)));
  return {
    commit,
    touches: read.flatMap((it) => ('touch' in it ? [it.touch] : [])),
    leftOut: read.flatMap((it, at) => ('why' in it ? [{ path: edits[at]?.path ?? '', why: it.why }] : [])),
  };
}

type Read = { readonly touch: Touch } | { readonly why: string };

/** What its changed lines say is said at once; most files are never asked for. */
function readFile(
  repository: Repository,
  edit: FileEdit,
  settings: Settings,
  generated: Generated,
): Read | Promise<Read> {
  if (edit.entry !== 'file') return { why: edit.entry === 'symlink' ? 'symbolic link' : 'submodule' };
  const role = roleOf(edit.path, settings);
  if (role.role === 'left-out') return { why: role.why };
  const { language } = role;
  if (edit.blob === null) return { touch: readTouch(edit, null, role.role, language) };
  if (!edit.binary) {
    if (edit.status === 'added' && edit.text !== null)
      generated.tell(edit.path, contentLeavesOut(edit.text) !== null);
    if (edit.status === 'renamed' && edit.before !== null && generated.isKnownByHand(edit.before)) {
      generated.tell(edit.path, false);
    }
    const touch = generated.isKnownByHand(edit.path) ? glimpse(edit, role.role, language) : null;
    if (touch !== null) return { touch };
    // All of a new file is in its edit.
    if (edit.status === 'added' && generated.isKnownByHand(edit.path))
      return { touch: { ...readTouch(edit, edit.text, role.role, language), source: null } };
  }
  return readWhole(repository, edit, edit.blob, role.role, language, generated);
}

async function readWhole(
  repository: Repository,
  edit: FileEdit,
  oid: string,
  role: 'production' | 'test',
  language: Language,
  generated: Generated,
): Promise<Read> {
  const blob = edit.binary ? await repository.blob(oid) : await repository.shownBlob(oid);
  if (blob.kind === 'too-large') return { why: sizeInWords(blob.bytes) };
  if (blob.kind !== 'text') return { why: blob.kind === 'binary' ? 'binary' : 'its content is missing' };
  const why = contentLeavesOut(blob.text);
  generated.tell(edit.path, why !== null);
  if (why !== null) return { why };
  // Its text is let go: few files are asked for again, for linking.
  return { touch: { ...readTouch(edit, blob.text, role, language), source: null } };
}
