/** A line with fewer letters and digits, such as `}` or `else`, may stand anywhere: the lines above it must be there too. */
const TELLING = 6;

/**
 * Whether the line that a comment stands at has changed, by two diffs against the same base: it stands at the last
 * line of its hunk, and that line is no longer what the later diff does to the file. It is what GitHub calls outdated,
 * where only git is at hand.
 *
 * @param hunk as GitHub shows it above the comment, a unified diff whose last line is commented
 * @param later the diff of the whole file at a later time; empty where nothing of it is left
 * @returns null where the hunk has no line
 */
export function lineChanged(hunk: string, later: string): boolean | null {
  const shown = linesOf(hunk);
  const at = shown.findLastIndex(({ side }) => side === '+');
  const commented = shown[at] ?? shown.at(-1);
  if (commented === undefined) return null;
  const then = linesOf(later);
  if (commented.side === ' ') return then.some(({ side, text }) => side === '-' && text === commented.text);
  if (commented.side === '-') return !then.some(({ side, text }) => side === '-' && text === commented.text);
  const after = then.filter(({ side }) => side !== '-').map(({ text }) => text);
  const telling = shown.slice(0, at + 1).filter(({ side }) => side !== '-');
  return !holds(after, tellingEnd(telling.map(({ text }) => text)));
}

interface DiffLine {
  readonly side: '+' | '-' | ' ';
  /** Without the white space around it: indenting anew changes nothing that was said. */
  readonly text: string;
}

/** The lines of a unified diff, without its headers. */
function linesOf(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let inHunk = false;
  for (const line of diff.split('\n')) {
    const side = line[0];
    if (line.startsWith('@@')) inHunk = true;
    else if (line.startsWith('diff --git ')) inHunk = false;
    else if (inHunk && (side === '+' || side === '-' || side === ' '))
      lines.push({ side, text: line.slice(1).trim() });
  }
  return lines;
}

/** The last line, with as many above it as it takes to be told from others. */
function tellingEnd(lines: readonly string[]): readonly string[] {
  let letters = 0;
  let from = lines.length;
  while (from > 0 && letters < TELLING) {
    from -= 1;
    letters += (lines[from]?.match(/[\p{L}\p{N}]/gu) ?? []).length;
  }
  return lines.slice(from);
}

/** Whether some lines stand among others, one below the other. */
function holds(all: readonly string[], some: readonly string[]): boolean {
  const last = some.at(-1);
  return all.some(
    (text, at) =>
      text === last &&
      at + 1 >= some.length &&
      some.every((line, up) => all[at + 1 - some.length + up] === line),
  );
}
