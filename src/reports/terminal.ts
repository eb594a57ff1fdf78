import stringWidth from 'string-width';

/** Cut to a width, as the terminal counts it. */
export function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let columns = 0;
  for (const char of text) {
    columns += stringWidth(char);
    if (columns > Math.max(1, width - 1)) break;
    kept += char;
  }
  return `${kept}…`;
}

/** Broken at its spaces into lines of a width. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && stringWidth(`${line} ${word}`) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
