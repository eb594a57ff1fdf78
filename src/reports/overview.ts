import type { IndicatorOverview, RepositoryOverview } from '../model/overview.js';
import type { RepositoryReport } from '../model/report.js';
import { practices } from './practices.js';

/** What is charted somewhere; the others have a rung too, and are told in the report alone. */
const CHARTED: ReadonlySet<string> = new Set(
  practices.flatMap(({ charted }) => charted.map(({ name }) => name)),
);
/** Half a year of weekly periods: enough to see where it goes, and small enough for a cell of a table. */
const RECENT = 26;
/** A repository with more in its file is still told by its latest. */
const LATEST_INTERVENTIONS = 20;

/** What pages about many repositories keep of a report. */
export function overviewOf(report: Omit<RepositoryReport, 'changes'>): RepositoryOverview {
  const { repository, vision, counts, indicators, focus, interventions } = report;
  return {
    name: repository.name,
    vision,
    changes: counts.changes,
    indicators: indicators.flatMap(indicatorOverview),
    focus: focus.map(({ name, goal, by, changes, all }) => ({ name, goal, by, changes, all })),
    interventions: [...interventions]
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
      .slice(-LATEST_INTERVENTIONS),
  };
}

function indicatorOverview(indicator: RepositoryReport['indicators'][number]): IndicatorOverview[] {
  const { name, practice, title, x, n, lower, upper, people, standing, periods, log } = indicator;
  if (standing === null || !CHARTED.has(name)) return [];
  const recent = periods.slice(-RECENT).map((period) => ({
    start: period.start,
    x: period.x,
    n: period.n,
    enough: period.enough,
  }));
  const steps = log.map(({ start, to }) => ({ start, to }));
  return [{ name, practice, title, x, n, lower, upper, people, standing, recent, log: steps }];
}
