import { CODE, LINK } from './comment-parts.js';

interface PlainLine {
  readonly prose: string;
  readonly code: readonly string[];
  readonly links: number;
}

/** A line of a paragraph with code spans, plain addresses and plain links; null where a character may mean more. */
export function plainLine(line: string): PlainLine | null {
  const code: string[] = [];
  let prose = '';
  let from = 0;
  for (let at = line.indexOf('`'); at !== -1; at = line.indexOf('`', from)) {
    const mark = runOf(line, at);
    const end = closing(line, at + mark, mark);
    if (end === -1) return null;
    prose += line.slice(from, at) + CODE;
    code.push(spanned(line.slice(at + mark, end)));
    from = end + mark;
  }
  prose += line.slice(from);
  const linked = prose.includes('://') ? withoutLinks(prose) : { prose, links: 0 };
  if (linked === null || meansSomething(linked.prose)) return null;
  return { prose: linked.prose.replaceAll(CODE, ` ${CODE} `), code, links: linked.links };
}

function runOf(line: string, at: number): number {
  let end = at;
  while (line[end] === '`') end += 1;
  return end - at;
}

/** Where the next run of so many marks starts. */
function closing(line: string, from: number, length: number): number {
  for (let at = line.indexOf('`', from); at !== -1; ) {
    const run = runOf(line, at);
    if (run === length) return at;
    at = line.indexOf('`', at + run);
  }
  return -1;
}

/** One space at both ends belongs to the marks. */
const spanned = (code: string): string =>
  code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;

/** An address of which nobody can doubt where it ends. */
const ADDRESS = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/(?:[a-zA-Z0-9/.#=%?_-]*[a-zA-Z0-9/])?)?$/;
const LONGEST_ADDRESS = 500;

/** Words that are addresses become `LINK`, `[words](address)` becomes its words. */
function withoutLinks(line: string): { prose: string; links: number } | null {
  let links = 0;
  let plain = '';
  let from = 0;
  for (let at = line.indexOf('://'); at !== -1; at = line.indexOf('://', from)) {
    let start = at;
    while (start > from && line[start - 1] !== ' ' && line[start - 1] !== '(') start -= 1;
    const end = endOfAddress(line, at);
    if (!ADDRESS.test(line.slice(start, end)) || end - start > LONGEST_ADDRESS) return null;
    const opened = line.startsWith('](', start - 2) ? line.lastIndexOf('[', start) : -1;
    if (opened !== -1) {
      const words = line.slice(opened + 1, start - 2);
      if (
        opened < from ||
        !/^[ (]?$/.test(line[opened - 1] ?? '') ||
        line[end] !== ')' ||
        /[[\]!:@.]/.test(words)
      )
        return null;
      plain += line.slice(from, opened) + words;
      from = end + 1;
    } else {
      if ((start > 0 && line[start - 1] !== ' ') || !/^(?:[.,?:]?(?: |$))/.test(line.slice(end, end + 2)))
        return null;
      plain += line.slice(from, start) + LINK;
      from = end;
    }
    links += 1;
  }
  return { prose: plain + line.slice(from), links };
}

/** Without the mark that ends a sentence. */
function endOfAddress(line: string, from: number): number {
  let end = from;
  while (end < line.length && line[end] !== ' ' && line[end] !== ')') end += 1;
  return end > from && /[.,?:_]/.test(line[end - 1] ?? '') ? end - 1 : end;
}

/** What may be an escape, HTML, an entity, a link or an address. */
function meansSomething(prose: string): boolean {
  return (
    /\\(?:[!-/:-@[-`{-~\uE000]|$)|\]\(|\]:|\[\^|www\.|:\/\/|<[^ \d=]|[a-z\d+._-]@/i.test(prose) ||
    (prose.includes('&') && /&[#a-z]/i.test(prose) && prose.includes(';'))
  );
}

/** How many runs of each mark of emphasis there are, but for those within names such as `snake_case`. */
export function emphasisIn(prose: string): {
  readonly stars: number;
  readonly bars: number;
  readonly waves: number;
} {
  let bars = 0;
  for (let at = prose.indexOf('_'); at !== -1; at = prose.indexOf('_', at + 1)) {
    if (prose[at - 1] !== '_' && (!isLetter(prose[at - 1]) || !isLetter(prose[at + 1]))) bars += 1;
  }
  return { stars: runsOf(prose, '*'), bars, waves: runsOf(prose, '~') };
}

function runsOf(prose: string, mark: string): number {
  let runs = 0;
  for (let at = prose.indexOf(mark); at !== -1; at = prose.indexOf(mark, at + 1)) {
    if (prose[at - 1] !== mark) runs += 1;
  }
  return runs;
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[a-zA-Z0-9]/.test(character);
