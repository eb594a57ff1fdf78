import stringWidth from 'string-width';
import type { chartedOf } from './practices.js';
import { latestLog, standingLines, standingTitle, stepWords } from './standing.js';
import { fit, indented } from './terminal.js';
import { plainText } from './untrusted.js';
import { counted, percent, periodName, sparkline } from './words.js';

type Charted = ReturnType<typeof chartedOf>;

/** So many periods fit on a screen; the other formats have all. */
const PERIODS = 12;

/** Where a charted indicator stands, why, and what happened to it, below a line of bars. */
export function standingText(
  indicator: Charted[number],
  width: number,
  title: (text: string) => string,
): string[] {
  const { standing, periods } = indicator;
  if (standing === null) return [];
  const log = latestLog(indicator);
  return [
    '',
    ...indented(`${indicator.title}: ${standingTitle(standing)}`, width, '').map(title),
    ...(periods.length === 0 ? [] : [`  ${sparkline(periods.slice(-(width - 2)))}`]),
    ...standingLines(indicator).flatMap(({ label, text }) =>
      indented(`${label}: ${plainText(text)}`, width, '  ', '    '),
    ),
    ...(log.length === 0 ? [] : ['  log:']),
    ...log.flatMap((step) => indented(`${step.start}  ${stepWords(step)}`, width, '    ')),
  ];
}

/** The latest periods of the charted indicators, in numbers. */
export function byWeek(charted: Charted, width: number, title: (text: string) => string): string[] {
  const [first] = charted;
  if (first === undefined || first.periods.length === 0) return [];
  const lines = ['', title(fit('By week (several where there were few changes)', width))];
  for (const [at, period] of first.periods.entries()) {
    if (at < first.periods.length - PERIODS) continue;
    const numbers = charted.map(({ short, periods }) => {
      const { x = 0, n = 0 } = periods[at] ?? {};
      return `${short} ${`${x} of ${n}`.padStart(9)} ${percent(n === 0 ? 0 : x / n).padStart(4)}`;
    });
    const words = period.enough
      ? numbers
      : [`${counted(period.n, first.of === 'threads' ? 'thread' : 'change')}: too few to say`];
    const line = `${periodName(period).padEnd(22)} ${words.join('   ')}`;
    // A narrow terminal has the numbers below.
    if (stringWidth(line) <= width) lines.push(line);
    else lines.push(fit(periodName(period), width), ...words.map((it) => fit(`  ${it}`, width)));
  }
  return lines;
}
