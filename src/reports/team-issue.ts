import type { Practice } from '../model/finding.js';
import type { Period } from '../model/period.js';
import type { ReportHead } from '../model/report.js';
import { lineChart } from './mermaid.js';
import { chartedOf, practices } from './practices.js';
import { standingLines, standingTitle } from './standing.js';
import { hypothesisWords, latestTried, triedWhen } from './tried.js';
import { cutBytes, markdownCode, markdownProse } from './untrusted.js';
import { counted, percent, ratioWords } from './words.js';

/** An issue of GitHub's, as it is to be. Both are Markdown. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

type Charted = ReturnType<typeof chartedOf>[number];

/** GitHub takes 65,536 characters; the mark by which the issue is found again comes before. */
const BYTES = 60_000;
/** A quarter of weeks: with more of them their names are written over each other. */
const PERIODS = 13;
/** Within a year no two Mondays have the same day of the year, by which they are named. */
const YEAR = 364 * 24 * 60 * 60 * 1000;
const TRIED = 8;
const NOTES = 5;

/** The same in every repository: a title is told to everybody who watches it, so nothing of ours changes in it. */
const TITLE = 'Holdfast: where our practices stand';

/**
 * The report of a repository as one issue of it: the rungs, what moves them next, and what was tried.
 *
 * @param name as `owner/name`; what a report calls it may be old
 * @param reportUrl the page; null where nobody could read it there
 * @param today `YYYY-MM-DD`
 */
export function teamIssue(
  report: ReportHead,
  {
    name,
    reportUrl,
    today,
  }: { readonly name: string; readonly reportUrl: string | null; readonly today: string },
): IssueText {
  const { repository, counts, vision, notes } = report;
  const body = [
    ...(vision === null ? [] : [`> ${markdownProse(vision)}`, '']),
    `Where the practices of ${markdownCode(name)} stand on ${today}, as ${counted(counts.changes, 'change')} of ${markdownCode(repository.branch)} show it. Practices belong to the team: nobody is rated here.`,
    '',
    ...notes.slice(0, NOTES).map((note) => `- ${markdownProse(note)}`),
    ...(notes.length === 0 ? [] : ['']),
    ...practices.flatMap((practice) => practiceLines(report, practice)),
    ...triedLines(report),
    ...(reportUrl === null ? [] : [`[All changes, and what they are made of](<${reportUrl}>)`, '']),
    '---',
    '',
    'This issue is edited in place, once a week at most and when a rung changes; nothing is added below. Closed, it is left alone, and open again it goes on. `report: { issue: false }` in `.github/holdfast.yml` ends it.',
    '',
  ].join('\n');
  return { title: TITLE, body: cutBytes(body, BYTES) };
}

/** Where each charted indicator stands: the issue is edited early where this changes. */
export const rungsOf = (report: ReportHead): string =>
  practices
    .flatMap((practice) => chartedOf(report, practice))
    .flatMap(({ name, standing }) => (standing === null ? [] : `${name} ${standing.rung}`))
    .join('\n');

function practiceLines(report: ReportHead, practice: (typeof practices)[number]): string[] {
  const charted = chartedOf(report, practice).filter(({ standing, n }) => standing !== null || n > 0);
  if (charted.length === 0) return [];
  return [`## ${practice.title}`, '', ...charted.flatMap((indicator) => indicatorLines(indicator)), ''];
}

/** What is told of an indicator besides; the rest is on its page. */
const TOLD = new Set(['why', 'moves it up', 'moves it down', 'aim']);

function indicatorLines(indicator: Charted): string[] {
  const { title, standing } = indicator;
  return [
    `### ${title}${standing === null ? '' : `: ${standingTitle(standing)}`}`,
    '',
    ...chartLines(indicator),
    `- so far: ${ratioWords(indicator)}`,
    ...standingLines(indicator)
      .filter(({ label }) => TOLD.has(label))
      .map(({ label, text }) => `- ${label}: ${markdownProse(text)}`),
    '',
  ];
}

/** The latest periods that hold enough to say anything, and the baseline as a level line. */
function chartLines({ title, periods, baseline }: Charted): string[] {
  const enough = periods.filter((period) => period.enough);
  const last = enough.at(-1);
  const shown = last === undefined ? [] : enough.slice(-PERIODS).filter((it) => isWithinYear(it, last));
  const level = baseline === null || baseline.n === 0 ? null : (100 * baseline.x) / baseline.n;
  const chart = lineChart({
    title,
    unit: 'share, %',
    places: shown.map(({ start }) => start.slice('YYYY-'.length)),
    lines: [shown.map(({ x, n }) => (100 * x) / n), ...(level === null ? [] : [shown.map(() => level)])],
  });
  if (chart.length === 0) return [];
  const [first] = shown;
  return [
    ...chart,
    `Periods from ${first?.start}${level === null ? '' : `; the level line is the baseline, ${percent(level / 100)}`}. Those with too few changes are left out.`,
    '',
  ];
}

const isWithinYear = ({ start }: Period, last: Period): boolean =>
  Date.parse(last.start) - Date.parse(start) < YEAR;

/** What was done and tried for a practice, and what followed: association only. */
function triedLines({ interventions }: ReportHead): string[] {
  if (interventions.length === 0) return [];
  return [
    '## What was tried, and what followed',
    '',
    'What follows something need not come from it.',
    '',
    ...latestTried(interventions)
      .slice(0, TRIED)
      .map((outcome) => {
        const expected = hypothesisWords(outcome);
        const words = [
          markdownProse(outcome.sentence),
          ...(expected === null ? [] : [markdownCode(expected)]),
        ];
        return `- ${triedWhen(outcome)}, ${outcome.kind}${ofPractice(outcome.practice)}: ${markdownCode(outcome.title)}. ${words.join(' ')}`;
      }),
    ...(interventions.length > TRIED
      ? [`- ${interventions.length - TRIED} earlier ones are on the page.`]
      : []),
    '',
  ];
}

const ofPractice = (practice: Practice | null): string => (practice === null ? '' : ` on ${practice}`);
