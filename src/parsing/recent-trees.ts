import { Edit, type Tree } from 'web-tree-sitter';
import { lineEdits } from './line-edits.js';

interface Recent {
  readonly text: string;
  readonly tree: Tree;
}

/** Characters whose trees are kept: a tree takes some fifteen bytes for each. */
const ROOM = 1_500_000;

/** The trees of the texts that were read last: versions of a file come one after the other. */
export class RecentTrees {
  readonly #trees = new Map<string, Recent>();
  #size = 0;

  get(key: string): Recent | undefined {
    return this.#trees.get(key);
  }

  keep(key: string, text: string, tree: Tree): void {
    this.#drop(key);
    this.#trees.set(key, { text, tree });
    this.#size += text.length;
    for (const oldest of this.#trees.keys()) {
      if (this.#size <= ROOM) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const known = this.#trees.get(key);
    if (known === undefined) return;
    this.#trees.delete(key);
    this.#size -= known.text.length;
    known.tree.delete();
  }
}

/** A copy of a tree that knows which of its lines others took the place of; undefined where that cannot be told. */
export function editedTree({ text, tree }: Recent, now: string): Tree | undefined {
  // The place where a last line without an end ends is no beginning of a line.
  if (!text.endsWith('\n') || !now.endsWith('\n')) return undefined;
  const edited = tree.copy();
  for (const { start, oldEnd, newEnd, startRow, oldEndRow, newEndRow } of lineEdits(text, now).reverse()) {
    edited.edit(
      new Edit({
        startIndex: start,
        oldEndIndex: oldEnd,
        newEndIndex: newEnd,
        startPosition: { row: startRow, column: 0 },
        oldEndPosition: { row: oldEndRow, column: 0 },
        newEndPosition: { row: newEndRow, column: 0 },
      }),
    );
  }
  return edited;
}
