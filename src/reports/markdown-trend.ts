import type { chartedOf } from './practices.js';
import { latestLog, standingLines, standingTitle, stepWords } from './standing.js';
import { percent, periodName, sparkline } from './words.js';

type Charted = ReturnType<typeof chartedOf>;

/** Where a charted indicator stands, why, and what happened to it. */
export function standingMarkdown(indicator: Charted[number]): string[] {
  const { title, standing, periods } = indicator;
  if (standing === null) return [];
  const log = latestLog(indicator);
  return [
    `### ${title}: ${standingTitle(standing)}`,
    '',
    ...(periods.length === 0 ? [] : [sparkline(periods), '']),
    ...standingLines(indicator).map(({ label, text }) => `- ${label}: ${text}`),
    '',
    ...(log.length === 0
      ? []
      : [
          '| since | improvement log | why |',
          '|---|---|---|',
          ...log.map((step) => `| ${step.start} | ${stepWords(step)} | ${step.reason} |`),
          '',
        ]),
  ];
}

/** Charted indicators by period: they have the same periods. */
export function overTime(charted: Charted): string[] {
  const [first] = charted;
  if (first === undefined || first.periods.length === 0) return [];
  const cell = (x: number, n: number): string => `${x} (${percent(n === 0 ? 0 : x / n)})`;
  return [
    `| period from | ${first.of ?? 'changes'} | ${charted.map(({ title }) => title).join(' | ')} | 95% interval of the first |`,
    `|---|---:|${charted.map(() => '---:').join('|')}|---:|`,
    ...first.periods.map((period, at) => {
      const numbers = charted.map(({ periods }) => cell(periods[at]?.x ?? 0, periods[at]?.n ?? 0));
      const cells = period.enough
        ? [...numbers, `${percent(period.lower)}–${percent(period.upper)}`]
        : ['too few to say', ...charted.map(() => '')];
      return `| ${periodName(period)} | ${period.n} | ${cells.join(' | ')} |`;
    }),
    '',
  ];
}
