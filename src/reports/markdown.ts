import type { RepositoryReport } from '../model/report.js';
import { referenceOf } from './change.js';
import { markdownCode } from './untrusted.js';
import { CLASS_WORDS, counted, LOWER_BOUND, percent, periodName, ratioWords, sparkline } from './words.js';

/** So many changes make a table that is still read. */
const CHANGES = 50;

/** A report as Markdown, as GitHub renders it. */
export function reportMarkdown(report: RepositoryReport): string {
  const { repository, counts, indicators, notes, changes } = report;
  const [observed] = indicators;
  const accompanied = indicators.at(-1);
  const since = report.since === null ? '' : ` since ${report.since}`;
  const rows = (observed?.periods ?? []).map((period, at) => {
    const other = accompanied?.periods[at];
    return `| ${periodName(period)} | ${period.n} | ${period.enough ? `${period.x} (${percent(period.x / period.n)})` : 'too few to say'} | ${period.enough ? `${percent(period.lower)}–${percent(period.upper)}` : ''} | ${period.enough ? (other?.x ?? 0) : ''} |`;
  });
  const judged = changes.filter((row) => row.class !== 'not-applicable');
  return [
    `# ${markdownCode(repository.name)}: are changes made test first?`,
    '',
    `Branch ${markdownCode(repository.branch)} at ${markdownCode(repository.head.slice(0, 12))}: ${counted(counts.changes, 'change')}${since}, ${counts.eligible} with production code to judge; ${counts.orderVisible} of these show an order.`,
    '',
    '| indicator | |',
    '|---|---|',
    ...indicators.map((indicator) => `| ${indicator.title} | ${ratioWords(indicator)} |`),
    '',
    `> ${LOWER_BOUND}`,
    ...notes.flatMap((note) => ['>', `> ${markdownCode(note)}`]),
    '',
    ...(rows.length === 0
      ? []
      : [
          '## Over time',
          '',
          `Test-first ${sparkline(observed?.periods ?? [])}`,
          '',
          '| period from | changes | test first | 95% interval | with a test |',
          '|---|---:|---:|---:|---:|',
          ...rows,
          '',
        ]),
    ...(judged.length === 0
      ? []
      : [
          '## Latest changes with production code',
          '',
          '| merged | change | | files: first, with, after, no test |',
          '|---|---|---|---|',
          ...judged
            .slice(0, CHANGES)
            .map(
              (row) =>
                `| ${row.mergedAt.slice(0, 10)} | ${markdownCode(`${referenceOf(row)} ${row.title}`)} | ${CLASS_WORDS[row.class]} | ${row.units.first}, ${row.units.with}, ${row.units.after}, ${row.units.untested} |`,
            ),
          '',
          ...(judged.length > CHANGES
            ? [`${judged.length - CHANGES} older ones are left out here.`, '']
            : []),
        ]),
  ].join('\n');
}
