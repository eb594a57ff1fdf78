import { type CommitEdits, type FileEdit, REMOVED_LIMIT } from '../model/file-edit.js';
import { startGit } from './process.js';
import { pathText } from './words.js';

/**
 * One process for any number of commits. Raw entries give the names (ended by NUL, so that any name is safe) and the
 * object names, the patch gives the lines. Names inside the patch are quoted by git and never read.
 */
const DIFF_TREE = [
  'diff-tree',
  '--stdin',
  '--always',
  '-r',
  '--root',
  '--raw',
  '--patch',
  '-z',
  '--unified=0',
  '--ignore-all-space',
  '--find-renames',
  // Past this many new files a commit's renames are not worth the quadratic search.
  '-l400',
  '--full-index',
  '--no-abbrev',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--diff-algorithm=myers',
  '--no-indent-heuristic',
] as const;

/** More added text than this is not kept of one commit: an import of thousands of files is read file by file. */
const ADDED_LIMIT = 16 * 1024 * 1024;

const NUL = 0;
const NEWLINE = 10;
const PLUS = 43;
const MINUS = 45;

const STATUS: Record<string, FileEdit['status']> = {
  A: 'added',
  C: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  T: 'retyped',
};

interface Draft {
  path: string;
  before: string | null;
  status: FileEdit['status'];
  entry: FileEdit['entry'];
  entryBefore: FileEdit['entryBefore'];
  blob: string | null;
  blobBefore: string | null;
  /** Object names before and after, as the raw entry tells them; zeros for none. */
  objects: readonly [string, string];
  binary: boolean;
  added: number[];
  text: string | null;
  removedAt: number[];
  gone: number;
  removed: string;
}

const INDEX = /^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64})/;
const NO_OBJECT = /^0+$/;

const entryOf = (mode: string): FileEdit['entry'] =>
  mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file';

/** Reads what diff-tree prints, chunk by chunk; gives each commit when the next one begins. */
class EditsReader {
  #rest: Buffer = Buffer.alloc(0);
  #sha: string | null = null;
  #edits: Draft[] = [];
  #state: 'commit' | 'raw' | 'patch' = 'commit';
  /** The raw entry that the patch is at. */
  #at = -1;
  #removedLeft = 0;
  #addedLeft = 0;
  /** How much more added text of this commit is kept. */
  #room = ADDED_LIMIT;
  /** The first of the two patches of a change of type has been seen. */
  #isHalf = false;
  /** Names still missing of the raw entry at hand. */
  #names = 0;

  /** @param keepText whether the text of lines is wanted, or their numbers alone */
  constructor(readonly keepText: boolean) {}

  *feed(chunk: Buffer): Generator<CommitEdits> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let position = 0;
    while (position < bytes.length) {
      const next = this.#state === 'patch' ? this.#patchLine(bytes, position) : this.#field(bytes, position);
      if (next === -1) break;
      if (next === -2) {
        yield* this.end();
        this.#state = 'commit';
        continue;
      }
      position = next;
    }
    this.#rest = position === bytes.length ? Buffer.alloc(0) : bytes.subarray(position);
  }

  *end(): Generator<CommitEdits> {
    if (this.#sha !== null) yield { sha: this.#sha, edits: this.#edits };
    this.#sha = null;
    this.#edits = [];
    this.#at = -1;
    this.#isHalf = false;
    this.#room = ADDED_LIMIT;
  }

  /** A field that ends in NUL: a commit's name, a raw entry's numbers, or one of its paths. */
  #field(bytes: Buffer, position: number): number {
    if (this.#state === 'raw' && this.#names === 0 && bytes[position] === NUL) {
      this.#state = 'patch';
      return position + 1;
    }
    // After a commit without edits, the next commit follows at once.
    if (this.#state === 'raw' && this.#names === 0 && bytes[position] !== 58) return -2;
    const end = bytes.indexOf(NUL, position);
    if (end === -1) return -1;
    const field = bytes.subarray(position, end);
    if (this.#state === 'commit') {
      this.#sha = field.toString('latin1');
      this.#state = 'raw';
    } else if (this.#names > 0) {
      this.#name(pathText(field));
    } else {
      this.#entry(field.toString('latin1'));
    }
    return end + 1;
  }

  #entry(field: string): void {
    const [modeBefore = '', mode = '', blobBefore = '', blob = '', letter = ''] = field.slice(1).split(' ');
    const status = STATUS[letter.charAt(0)] ?? 'modified';
    this.#names = letter.startsWith('R') || letter.startsWith('C') ? 2 : 1;
    this.#edits.push({
      path: '',
      before: null,
      status,
      entry: entryOf(status === 'deleted' ? modeBefore : mode),
      entryBefore: status === 'added' ? null : entryOf(modeBefore),
      blob: status === 'deleted' ? null : blob,
      blobBefore: NO_OBJECT.test(blobBefore) ? null : blobBefore,
      objects: [blobBefore, blob],
      binary: false,
      added: [],
      text: this.keepText ? '' : null,
      removedAt: [],
      gone: 0,
      removed: '',
    });
  }

  #name(path: string): void {
    const edit = this.#edits.at(-1);
    this.#names -= 1;
    if (edit === undefined) return;
    if (
      this.#names === 1 ||
      edit.status === 'modified' ||
      edit.status === 'retyped' ||
      edit.status === 'deleted'
    ) {
      edit.before = path;
    }
    if (this.#names === 0) edit.path = path;
    // A copy is a new file.
    if (this.#names === 0 && edit.status === 'added') edit.before = null;
  }

  #patchLine(bytes: Buffer, position: number): number {
    const first = bytes[position];
    const inHunk = this.#removedLeft > 0 || this.#addedLeft > 0;
    if (!inHunk && first !== undefined && isHex(first)) {
      // A commit's name or an extended header such as `deleted file mode`: a name ends in NUL, after hex digits only.
      const commit = commitNameEnd(bytes, position);
      if (commit === -1) return -1;
      if (commit > 0) return -2;
    }
    const end = bytes.indexOf(NEWLINE, position);
    if (end === -1) return -1;
    if (inHunk) return first === PLUS || first === MINUS ? this.#run(bytes, position, end, first) : end + 1;
    this.#header(bytes.toString('latin1', position, Math.min(end, position + 200)));
    return end + 1;
  }

  /** Lines that went, or that came, one behind another: as many as are here are taken at once. */
  #run(bytes: Buffer, start: number, firstEnd: number, mark: number): number {
    let left = (mark === PLUS ? this.#addedLeft : this.#removedLeft) - 1;
    let end = firstEnd + 1;
    while (left > 0 && bytes[end] === mark) {
      const next = bytes.indexOf(NEWLINE, end);
      if (next === -1) break;
      end = next + 1;
      left -= 1;
    }
    if (mark === PLUS) this.#addedLeft = left;
    else this.#removedLeft = left;
    const edit = this.#edits[this.#at];
    if (edit === undefined || !this.keepText) return end;
    const text = (): string =>
      bytes.toString('latin1', start + 1, end).replaceAll(mark === PLUS ? '\n+' : '\n-', '\n');
    if (mark === MINUS) {
      // Cut at the same place, however large the pieces are in which git's output comes.
      if (edit.removed.length < REMOVED_LIMIT) edit.removed = (edit.removed + text()).slice(0, REMOVED_LIMIT);
      return end;
    }
    this.#room -= end - start;
    if (this.#room < 0) edit.text = null;
    else if (edit.text !== null) edit.text += text();
    return end;
  }

  #header(line: string): void {
    if (line.startsWith('diff --git ')) {
      this.#at += 1;
      return;
    }
    const objects = INDEX.exec(line);
    if (objects !== null) {
      this.#find(objects[1] ?? '', objects[2] ?? '');
      return;
    }
    const edit = this.#edits[this.#at];
    if (edit === undefined) return;
    if (line.startsWith('Binary files ')) edit.binary = true;
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) return;
    this.#removedLeft = hunk[2] === undefined ? 1 : Number(hunk[2]);
    this.#addedLeft = hunk[4] === undefined ? 1 : Number(hunk[4]);
    edit.gone += this.#removedLeft;
    if (this.#removedLeft > 0) edit.removedAt.push(Number(hunk[1]), this.#removedLeft);
    if (this.#addedLeft > 0) edit.added.push(Number(hunk[3]), this.#addedLeft);
  }

  /**
   * Git shows no patch for a file of which only white space changed: entries are passed over up to the one that has
   * these objects. A change of type has two patches, one that takes the file away and one that brings it back.
   */
  #find(before: string, after: string): void {
    if (this.#isHalf) {
      this.#at -= 1;
      this.#isHalf = false;
      return;
    }
    for (let at = this.#at; at < this.#edits.length; at += 1) {
      const edit = this.#edits[at];
      if (edit === undefined || edit.objects[0] !== before) continue;
      const retyped = edit.status === 'retyped';
      if (retyped ? !NO_OBJECT.test(after) : edit.objects[1] !== after) continue;
      this.#at = at;
      this.#isHalf = retyped;
      return;
    }
  }
}

const isHex = (byte: number): boolean => (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102);

/** Where a commit's name at this place ends: its NUL's place, 0 when there is no name here, -1 when more bytes are needed. */
function commitNameEnd(bytes: Buffer, position: number): number {
  for (let at = position; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === NUL && at - position >= 40) return at;
    if (byte === undefined || !isHex(byte)) return 0;
  }
  return -1;
}

/** How many commits' names may wait for git, so that its input and output never both stand still. */
const BATCH = 256;

async function* diffTree(
  gitDir: string,
  args: readonly string[],
  lines: Iterable<string>,
  keepText: boolean,
): AsyncGenerator<CommitEdits> {
  const git = startGit(gitDir, args);
  const names = lines[Symbol.iterator]();
  const send = (): void => {
    let batch = '';
    for (let count = 0; count < BATCH; count += 1) {
      const next = names.next();
      if (next.done) {
        git.stdin.end(batch);
        return;
      }
      batch += `${next.value}\n`;
    }
    git.stdin.write(batch, (error) => {
      if (error == null) send();
    });
  };
  send();
  const reader = new EditsReader(keepText);
  for await (const chunk of git.output) yield* reader.feed(chunk);
  yield* reader.end();
}

/** The edits of commits against their only parent, in the order asked for, from one git process. */
export const readEdits = (gitDir: string, commits: Iterable<string>): AsyncGenerator<CommitEdits> =>
  diffTree(gitDir, DIFF_TREE, commits, true);

/**
 * What changes did in all, by numbers of lines without their text: each against one of its parents, asked for as
 * `COMMIT PARENT`, or as `COMMIT` where there is none.
 */
export const readNet = (gitDir: string, pairs: Iterable<string>): AsyncGenerator<CommitEdits> =>
  diffTree(gitDir, DIFF_TREE, pairs, false);

/** As `readNet`, with the text of the lines. */
export const readBetween = (gitDir: string, pairs: Iterable<string>): AsyncGenerator<CommitEdits> =>
  diffTree(gitDir, DIFF_TREE, pairs, true);

/** The names only of what differs between commits and one of their parents each, asked for as `COMMIT PARENT`. */
export const readNames = (gitDir: string, pairs: Iterable<string>): AsyncGenerator<CommitEdits> =>
  diffTree(
    gitDir,
    ['diff-tree', '--stdin', '--always', '-r', '--root', '--raw', '-z', '--no-renames', '--no-abbrev'],
    pairs,
    false,
  );
