import type { ListedRepository } from '../model/overview.js';
import { tableSection } from './markdown-table.js';
import {
  type OrganisationReport,
  organisationRows,
  readableWords,
  rollUpWords,
  TRAVEL_BOUND,
  travelWords,
} from './organisation.js';
import { practices } from './practices.js';
import { csvCell, markdownCode, markdownProse } from './untrusted.js';
import { RUNG_WORDS } from './words.js';

/** Everything of the page, with where each repository stands, by name. */
export function organisationJson(report: OrganisationReport, listed: readonly ListedRepository[]): string {
  const list = organisationRows(listed, 'name').map(({ repository, cells }) => ({
    name: repository.name,
    path: repository.path,
    hasReport: repository.overview !== null,
    rungs: Object.fromEntries(
      cells.flatMap((cell) => (cell === null ? [] : [[cell.practice, cell.standing.rung]])),
    ),
  }));
  return `${JSON.stringify({ ...report, list }, null, 2)}\n`;
}

/** The page as Markdown, for a wiki or an issue. */
export function organisationMarkdown(
  report: OrganisationReport,
  listed: readonly ListedRepository[],
): string {
  const { organisation, repositories, travel } = report;
  const rows = organisationRows(listed, 'name').map(({ repository, cells }) => [
    markdownCode(repository.name),
    ...cells.map((cell) => (cell === null ? '' : RUNG_WORDS[cell.standing.rung].name)),
  ]);
  const head = ['repository', ...practices.map(({ title }) => title)];
  return `${[
    `# ${markdownCode(organisation)}`,
    readableWords(repositories),
    '## Where practices stand',
    ...report.practices.map((one) => `- **${one.title}**: ${rollUpWords(one, repositories)}`),
    '## How they travel',
    ...(travel.kind === 'not-told'
      ? [markdownProse(travel.why)]
      : [...travel.practices.map((one) => `- ${travelWords(one)}`), TRAVEL_BOUND]),
    tableSection({ title: 'Repositories', head, rows, most: rows.length }).join('\n').trimEnd(),
  ].join('\n\n')}\n`;
}

/** How many repositories stood on each rung, a practice, day and rung a line (RFC 4180). */
export function organisationCsv({ practices: all }: OrganisationReport): string {
  const lines = all.flatMap(({ practice, adoption }) =>
    adoption.flatMap(({ day, rungs }) =>
      Object.entries(rungs).map(([rung, n]) => [practice, day, rung, n].map(csvCell).join(',')),
    ),
  );
  return `${['practice,day,rung,repositories', ...lines].join('\r\n')}\r\n`;
}
