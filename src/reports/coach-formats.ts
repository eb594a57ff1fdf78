import type { ListedRepository } from '../model/overview.js';
import { type CoachQuery, coachRows, practicesOf, type TriedSomewhere, triedIn } from './coach.js';
import { csvCell } from './untrusted.js';

const COLUMNS = [
  'repository',
  'practice',
  'indicator',
  'rung',
  'since',
  'x',
  'n',
  'lower',
  'upper',
  'guards',
] as const;

/** What the coach's view shows, a repository and practice a line (RFC 4180); those without a report are left out. */
export function coachCsv(listed: readonly ListedRepository[], query: CoachQuery): string {
  const lines = coachRows(listed, query).flatMap(({ repository, cells }) =>
    cells.flatMap((cell) =>
      cell === null
        ? []
        : [
            [
              repository.name,
              cell.practice,
              cell.name,
              cell.standing.rung,
              cell.standing.rung === 'no-baseline' ? '' : cell.standing.since,
              cell.x,
              cell.n,
              cell.lower ?? '',
              cell.upper ?? '',
              cell.standing.guards.join(' '),
            ]
              .map(csvCell)
              .join(','),
          ],
    ),
  );
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** The same with what was tried, whole: all repositories that fit, on no page. */
export function coachJson(listed: readonly ListedRepository[], query: CoachQuery): string {
  const { sort, practice, rung, q } = query;
  const told = {
    schemaVersion: 1,
    asked: { sort, practice, rung, q },
    practices: practicesOf(query),
    repositories: coachRows(listed, query).map(({ repository: { name, path, overview }, cells }) => ({
      name,
      path,
      hasReport: overview !== null,
      changes: overview?.changes ?? 0,
      indicators: cells.filter((cell) => cell !== null),
    })),
    tried: triedIn(listed, query).map(triedJson),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const triedJson = ({ repository, outcomes }: TriedSomewhere): object => ({
  repository: repository.name,
  outcomes,
});
