import type { RepositoryReport } from '../model/report.js';
import { chartedOf, practices } from './practices.js';
import { standingTitle } from './standing.js';
import { percent, ratioWords } from './words.js';

/** An area in focus, as it is told wherever people read. Names and goals are the repository's own: untrusted. */
interface FocusView {
  readonly name: string;
  /** The goal and its day, as far as they are told. */
  readonly goal: string | null;
  readonly lines: readonly string[];
}

/** What part of the changes went into each area in focus, and where its indicators stand there. */
export const focusViews = (report: Pick<RepositoryReport, 'focus'>): FocusView[] =>
  report.focus.map(({ name, goal, by, changes, all, indicators }) => ({
    name,
    goal:
      goal === null && by === null
        ? null
        : [goal, by === null ? null : `by ${by}`].filter(Boolean).join(', '),
    lines: [
      `${changes} of ${all} changes touched it (${percent(all === 0 ? 0 : changes / all)})`,
      ...practices.flatMap((practice) =>
        chartedOf({ indicators }, practice).map(
          ({ title, standing, ...trend }) =>
            `${title}: ${ratioWords(trend)}${standing === null ? '' : ` · ${standingTitle(standing)}`}`,
        ),
      ),
    ],
  }));
