import type { ReportHead } from '../model/report.js';
import { chartedOf, practices } from './practices.js';
import { stepWords } from './standing.js';
import { hypothesisWords, triedWhen } from './tried.js';

/** What was tried, or a rung that was reached or lost: in the order of their days they are how a team improves. */
export interface Improvement {
  /** `YYYY-MM-DD`. */
  readonly start: string;
  /** The practice by its title, or what kind of thing was tried. */
  readonly about: string;
  readonly title: string;
  readonly expected: string | null;
  readonly outcome: string;
  readonly isTried: boolean;
  /** Its last day where it took longer than one. */
  readonly end: string | null;
}

/** Everything of the practices' main indicators and all that was tried, newest first. */
export function improvementsOf(report: ReportHead): readonly Improvement[] {
  const steps = practices.flatMap((practice) => {
    const [main] = chartedOf(report, practice);
    return (main?.log ?? []).map((step): Improvement => {
      const { start, reason } = step;
      const about = practice.title;
      return {
        start,
        about,
        title: stepWords(step),
        expected: null,
        outcome: reason,
        isTried: false,
        end: null,
      };
    });
  });
  const tried = report.interventions.map((outcome): Improvement => {
    const { start, end, kind, title, sentence } = outcome;
    const expected = hypothesisWords(outcome);
    return {
      ...{ start, about: kind, title, expected, outcome: sentence, isTried: true },
      end: triedWhen(outcome) === start ? null : end,
    };
  });
  return [...tried, ...steps].sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0));
}
