/** What a comment wants is said by then. GitHub takes 65,535 characters, most of which are logs where so many are used. */
const MOST_CHARACTERS = 6_000;
/** Each may be a block of its own, which takes the parser a tenth of a millisecond. */
const MOST_LINES = 120;
/** Quotes in quotes and lists in lists, in one line: the parser's time grows with the square of it. */
const DEEPEST = 8;
/** The parser holds each mark of a paragraph against those before it: so many pairs take it some ten milliseconds. */
const MOST_PAIRS = 40_000;

/** An item that stands so far in may be one level deeper. */
const INDENT = 4;

/** The start of a long text, without a fenced block that would end in the middle. */
export function readablePart(text: string): string {
  if (text.length <= MOST_CHARACTERS && text.split('\n', MOST_LINES + 1).length <= MOST_LINES) return text;
  const lines = text.slice(0, MOST_CHARACTERS).split('\n', MOST_LINES);
  if (lines.length > 1) lines.pop();
  const fences = lines.flatMap((line, at) => (line.trimStart().startsWith('```') ? [at] : []));
  return lines.slice(0, fences.length % 2 === 1 ? fences.at(-1) : undefined).join('\n');
}

/** Whether the parser is sure to read a text in some ten milliseconds, whoever wrote it. One pass over it. */
export function isReadable(text: string): boolean {
  let pairs = 0;
  let marks = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      pairs += marks * marks;
      marks = 0;
    } else {
      if (depthOf(line) > DEEPEST) return false;
      marks += marksIn(line);
    }
  }
  return pairs + marks * marks <= MOST_PAIRS;
}

/** How many quotes and list items may open in a line: `> > - text` is 3. */
function depthOf(line: string): number {
  let depth = 0;
  let at = 0;
  let from = 0;
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at += 1;
    const start = at;
    if (line[at] === '>' || line[at] === '-' || line[at] === '+' || line[at] === '*') at += 1;
    else {
      while (isDigit(line[at]) && at - start < 10) at += 1;
      if (at === start || (line[at] !== '.' && line[at] !== ')')) return depth;
      at += 1;
    }
    depth += 1 + Math.floor((start - from) / INDENT);
    from = at;
  }
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** A run of these counts once. */
const RUNS = new Set('*_~`');
const MARKS = new Set('*_~`[]<&\\@!');

/** What may open or close something within a paragraph, or be an address. */
function marksIn(line: string): number {
  let marks = 0;
  for (let at = 0; at < line.length; at += 1) {
    const mark = line[at] ?? '';
    if (MARKS.has(mark)) {
      if (!RUNS.has(mark) || line[at - 1] !== mark) marks += 1;
    } else if (mark === ':' && line[at + 1] === '/') marks += 1;
    else if ((mark === 'w' || mark === 'W') && /^www\./i.test(line.slice(at, at + 4))) marks += 1;
  }
  return marks;
}
