import stringWidth from 'string-width';

/** Narrower columns than this are not read. */
const NARROWEST = 10;

/** Cut to a width, as the terminal counts it. */
export function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return `${headOf(text, Math.max(1, width - 1))}…`;
}

/**
 * Broken at its spaces into lines of a width; words that are longer are cut.
 *
 * @param indent before the first line
 * @param hang before the others
 */
export function indented(text: string, width: number, indent: string, hang = indent): string[] {
  const columns = Math.max(NARROWEST, width - hang.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((it) => pieces(it, columns))) {
    if (line !== '' && stringWidth(`${line} ${word}`) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((it, at) => (at === 0 ? indent : hang) + it);
}

/** A word in as many pieces as it takes. */
function pieces(word: string, columns: number): string[] {
  if (stringWidth(word) <= columns) return [word];
  const found: string[] = [];
  for (let rest = word; rest !== ''; ) {
    // A mark may be wider than all columns: it goes alone then.
    const head = headOf(rest, columns) || ([...rest][0] ?? '');
    found.push(head);
    rest = rest.slice(head.length);
  }
  return found;
}

function headOf(text: string, columns: number): string {
  let kept = '';
  let taken = 0;
  for (const mark of text) {
    taken += stringWidth(mark);
    if (taken > columns) break;
    kept += mark;
  }
  return kept;
}
