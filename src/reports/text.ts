import stringWidth from 'string-width';
import type { TestFirstClass } from '../model/finding.js';
import type { RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { plainText } from './untrusted.js';
import { CLASS_WORDS, counted, LOWER_BOUND, percent, periodName, ratioWords, sparkline } from './words.js';

interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

/** So many periods and changes fit on a screen; the other formats have all. */
const PERIODS = 12;
const CHANGES = 10;

const STYLE: Record<TestFirstClass | 'title' | 'quiet', string> = {
  title: '1',
  quiet: '2',
  first: '32',
  with: '36',
  after: '33',
  untested: '31',
  'not-applicable': '2',
};

/** A report for a terminal. */
export function reportText(report: RepositoryReport, { width, colour }: TextOptions): string {
  const paint = (style: keyof typeof STYLE, text: string): string =>
    colour ? `\u001b[${STYLE[style]}m${text}\u001b[0m` : text;
  const wrap = (text: string, indent = ''): string[] =>
    wrapped(text, Math.max(20, width - indent.length)).map((line) => indent + line);
  const { repository, counts, indicators } = report;
  const observed = indicators[0];
  const head = plainText(`${repository.name} · ${repository.branch} at ${repository.head.slice(0, 8)}`);
  const lines = [
    paint('title', fit(head, width)),
    ...wrap(
      `${counted(counts.changes, 'change')}${report.since === null ? '' : ` since ${report.since}`}, ${counts.eligible.toLocaleString('en-US')} of them with production code to judge`,
    ),
    '',
    ...indicators.flatMap((indicator) => wrap(`${indicator.title}: ${ratioWords(indicator)}`)),
    '',
    ...wrap(LOWER_BOUND).map((line) => paint('quiet', line)),
    ...report.notes.flatMap((note) => wrap(`Note: ${plainText(note)}`)),
  ];
  if (observed !== undefined && observed.periods.length > 0) {
    const accompanied = indicators.at(-1);
    lines.push('', paint('title', fit('By week (several where there were few changes)', width)));
    if (width >= 50) {
      const last = Math.max(10, width - 18);
      lines.push(`test-first       ${sparkline(observed.periods.slice(-last))}`);
      lines.push(`test-accompanied ${sparkline((accompanied ?? observed).periods.slice(-last))}`);
    }
    for (const [at, period] of observed.periods.entries()) {
      if (at < observed.periods.length - PERIODS) continue;
      const other = accompanied?.periods[at];
      const share = (x: number, n: number): string => `${x} of ${n}`.padStart(9);
      lines.push(
        period.enough
          ? fit(
              `${periodName(period).padEnd(22)} first ${share(period.x, period.n)} ${percent(period.x / period.n).padStart(4)}   accompanied ${share(other?.x ?? 0, other?.n ?? 0)}`,
              width,
            )
          : fit(`${periodName(period).padEnd(22)} ${counted(period.n, 'change')}: too few to say`, width),
      );
    }
  }
  const recent = report.changes.filter((row) => row.class !== 'not-applicable').slice(0, CHANGES);
  if (recent.length > 0) {
    lines.push('', paint('title', fit('Latest changes with production code', width)));
    for (const row of recent) {
      const title = `${referenceOf(row)} ${plainText(row.title)}`;
      const day = row.mergedAt.slice(0, 10);
      const words = CLASS_WORDS[row.class];
      // A narrow terminal has two lines a change.
      if (width >= 60) lines.push(`${day}  ${paint(row.class, words.padEnd(19))} ${fit(title, width - 32)}`);
      else lines.push(`${day}  ${paint(row.class, fit(words, width - 12))}`, `  ${fit(title, width - 2)}`);
    }
    lines.push('', paint('quiet', fit('holdfast changes shows the evidence of each.', width)));
  }
  return `${lines.join('\n')}\n`;
}

/** Cut to a width, as the terminal counts it. */
function fit(text: string, width: number): string {
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

function wrapped(text: string, width: number): string[] {
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
