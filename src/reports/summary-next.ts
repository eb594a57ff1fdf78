import type { Practice } from '../model/finding.js';
import type { InterventionOutcome } from '../model/intervention.js';
import type { ReportHead } from '../model/report.js';
import type { Guard } from '../model/rung.js';
import { DEFAULTS_USED } from './notes.js';
import type { PracticeSummary } from './summary.js';
import { practiceWords } from './summary-practices.js';
import { counted, percent } from './words.js';

/** What helps against each guard that somebody can do something about. */
const HELP: Readonly<Partial<Record<Guard, (title: string) => string>>> = {
  'single-champion': (title) => `${title} hangs on one person: give others time to learn it.`,
  narrow: (title) => `${title} was taken up by too few: help the others to begin.`,
  'newcomers-behind': (title) => `${title}: newcomers do not do it. Decide how those who join learn it.`,
  'carried-by-leavers': (title) =>
    `${title} was carried by people who have gone: those who are here need help.`,
  'measurement-changed': (title) =>
    `${title} is counted in another way than before: the team should name new weeks to compare with.`,
};

/** What needs a decision or help next, the most urgent first. */
export function nextSteps(
  report: ReportHead,
  practices: readonly PracticeSummary[],
  until: string | null,
): string[] {
  const steps = [
    ...practices.flatMap(({ rung, title }) =>
      rung === 'slipping'
        ? [`${title} is slipping: look at it with the team now, while the gain can still be kept.`]
        : rung === 'relapsed'
          ? [`${title} is back where it was: decide whether to take it up again, and with which help.`]
          : [],
    ),
    ...guardSteps(report),
    ...(problemsOf(report) === 0
      ? []
      : ['The settings of the team have an error: until it is mended, vision, focus and aims are not read.']),
    ...experimentSteps(report.interventions, until),
    ...focusSteps(report, until),
    ...hotspotSteps(report),
    ...practices.flatMap(({ rung, title }) =>
      rung === 'early-win' || rung === 'holding'
        ? [`${title} is growing: keep the time for it until it has lasted half a year.`]
        : [],
    ),
    ...(report.vision === null && problemsOf(report) === 0
      ? ['No vision is written down: decide with the team where it wants to go.']
      : []),
  ];
  return steps.length === 0 ? ['Nothing needs a decision now.'] : steps;
}

function guardSteps({ indicators }: ReportHead): string[] {
  return practiceWords.flatMap(({ indicator, title }) => {
    const guards = indicators.find(({ name }) => name === indicator)?.standing?.guards ?? [];
    return guards.flatMap((guard) => HELP[guard]?.(title) ?? []);
  });
}

const problemsOf = ({ notes }: ReportHead): number =>
  notes.filter((note) => note.endsWith(DEFAULTS_USED)).length;

/** Experiments that are over want a decision; of those that run, the day of the next one is told. */
function experimentSteps(outcomes: readonly InterventionOutcome[], until: string | null): string[] {
  const experiments = outcomes.filter(({ review }) => review !== null);
  const begun = (...verdicts: readonly InterventionOutcome['verdict'][]): string[] =>
    datesOf(experiments.filter(({ verdict }) => verdicts.includes(verdict)).map(({ start }) => start));
  const shown = begun('supported');
  const open = begun('not-supported', 'inconclusive');
  const [next] = datesOf(experiments.flatMap(({ review }) => review ?? [])).filter(
    (day) => until !== null && day >= until,
  );
  return [
    ...(shown.length === 0
      ? []
      : [`${named(shown)} showed what was expected: decide whether it becomes the usual way.`]),
    ...(open.length === 0
      ? []
      : [`${named(open)} did not show what was expected: decide whether to end it or to go on.`]),
    ...(next === undefined ? [] : [`An experiment is judged on ${next}: decide then.`]),
  ];
}

const datesOf = (days: readonly string[]): string[] => [...new Set(days)].sort();

/** So many days are named. */
const NAMED = 3;

const named = (days: readonly string[]): string =>
  days.length === 1
    ? `The experiment of ${days[0]}`
    : `Each experiment of ${days.slice(-NAMED).join(', ')}${days.length > NAMED ? ` and ${days.length - NAMED} more` : ''}`;

function focusSteps({ focus }: ReportHead, until: string | null): string[] {
  const days = datesOf(focus.flatMap(({ by }) => by ?? []));
  const over = days.filter((day) => until !== null && day < until);
  const [next] = days.filter((day) => !over.includes(day));
  return [
    ...(over.length === 0
      ? []
      : [
          `In focus: ${over.slice(-NAMED).join(', ')} ${over.length === 1 ? 'is over as the day' : 'are over as days'} to reach a goal by: decide on new ones, or close what is reached.`,
        ]),
    ...(next === undefined ? [] : [`In focus: the next goal is to be reached by ${next}.`]),
  ];
}

/** Files that change again and again without a test: help is worth most there. */
function hotspotSteps({ hotspots }: ReportHead): string[] {
  const bare = hotspots.filter(({ changes, tested }) => 2 * tested < changes);
  if (bare.length === 0) return [];
  const changes = bare.reduce((sum, it) => sum + it.changes, 0);
  const tested = bare.reduce((sum, it) => sum + it.tested, 0);
  return [
    `${counted(bare.length, 'file changes', 'files change')} again and again with few tests (${tested} of ${changes} times): time for tests there is well spent.`,
  ];
}

/** Less is not worth a word. */
const SELDOM = 0.05;

/** What cannot be told, and why: the first is what readers most want to know. */
export function unknowns(report: ReportHead): string[] {
  const { counts, repository, reviews, delivery, indicators } = report;
  const told = (practice: Practice): boolean => indicators.some((it) => it.practice === practice && it.n > 0);
  const hidden = counts.eligible === 0 ? 0 : 1 - counts.orderVisible / counts.eligible;
  const isAlone = practiceWords.some(({ indicator }) => {
    const found = indicators.find(({ name }) => name === indicator);
    return found !== undefined && found.n > 0 && found.people === null;
  });
  return [
    ...(delivery.length === 0 ? [] : ['Whether a practice caused what delivery shows.']),
    ...(told('test-first')
      ? [
          `How often tests really came first: it is seen only where steps were saved one by one${hidden < SELDOM ? '' : `, and not in ${percent(hidden)} of changes`}. The true share may be higher.`,
        ]
      : []),
    ...(told('refactoring')
      ? ['How often code was put in better order in ways that are not looked for.']
      : []),
    ...(reviews === null
      ? ['What became of feedback in reviews: none is known here.']
      : ['Whether feedback was right, and what was said in person.']),
    ...(isAlone ? ['How broad a practice is: fewer than three people are active.'] : []),
    ...(repository.shallow
      ? ['What was before the beginning of this copy of the history: it is cut off.']
      : []),
  ];
}
