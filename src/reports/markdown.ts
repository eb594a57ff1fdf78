import type { RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { chartedOf, practices } from './practices.js';
import { markdownCode } from './untrusted.js';
import {
  CLASS_WORDS,
  counted,
  densityWords,
  kindsWords,
  percent,
  periodName,
  ratioWords,
  refactoringWords,
  sparkline,
} from './words.js';

/** So many changes make a table that is still read. */
const CHANGES = 50;

/** A report as Markdown, as GitHub renders it. */
export function reportMarkdown(report: RepositoryReport): string {
  const { repository, counts, indicators, notes, changes } = report;
  const since = report.since === null ? '' : ` since ${report.since}`;
  const judged = changes.filter((row) => row.class !== 'not-applicable');
  const refactored = changes.filter(({ refactoring }) => refactoring.class === 'refactored');
  return [
    `# ${markdownCode(repository.name)}: how its changes are made`,
    '',
    `Branch ${markdownCode(repository.branch)} at ${markdownCode(repository.head.slice(0, 12))}: ${counted(counts.changes, 'change')}${since}, ${counts.eligible} with production code to judge; ${counts.orderVisible} of these show an order.`,
    ...notes.flatMap((note) => ['', `> ${markdownCode(note)}`]),
    '',
    ...practices.flatMap((practice) => [
      `## ${practice.title}`,
      '',
      '| indicator | |',
      '|---|---|',
      ...indicators
        .filter((indicator) => indicator.practice === practice.practice)
        .map((indicator) => `| ${indicator.title} | ${ratioWords(indicator)} |`),
      '',
      ...(practice.practice === 'refactoring' && Object.keys(counts.refactoring.kinds).length > 0
        ? [`Found: ${kindsWords(counts.refactoring.kinds)} (${densityWords(counts.refactoring)}).`, '']
        : []),
      `> ${practice.bound}`,
      '',
      ...overTime(chartedOf(report, practice)),
    ]),
    ...table(
      '## Latest changes with production code',
      ['merged', 'change', '', 'files: first, with, after, no test'],
      judged.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        CLASS_WORDS[row.class],
        `${row.units.first}, ${row.units.with}, ${row.units.after}, ${row.units.untested}`,
      ]),
    ),
    ...table(
      '## Latest changes with a refactoring',
      ['merged', 'change', '', 'kinds'],
      refactored.map((row) => [
        row.mergedAt.slice(0, 10),
        markdownCode(`${referenceOf(row)} ${row.title}`),
        refactoringWords(row.refactoring),
        kindsWords(row.refactoring.kinds),
      ]),
    ),
  ].join('\n');
}

/** Charted indicators by period: they have the same periods. */
function overTime(charted: readonly RepositoryReport['indicators'][number][]): string[] {
  const [first] = charted;
  if (first === undefined || first.periods.length === 0) return [];
  const cell = (x: number, n: number): string => `${x} (${percent(n === 0 ? 0 : x / n)})`;
  return [
    ...charted.map(({ title, periods }) => `${title} ${sparkline(periods)}`),
    '',
    `| period from | changes | ${charted.map(({ title }) => title).join(' | ')} | 95% interval of the first |`,
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

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    title,
    '',
    line(head),
    `|${head.map(() => '---').join('|')}|`,
    ...rows.slice(0, CHANGES).map(line),
    '',
    ...(rows.length > CHANGES ? [`${rows.length - CHANGES} older ones are left out here.`, ''] : []),
  ];
}
