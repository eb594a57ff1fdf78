import type { Practice } from '../model/finding.js';
import type { AdoptionPoint, Travel, TravelGroup } from '../model/organisation.js';
import type { IndicatorOverview, ListedRepository } from '../model/overview.js';
import type { Rung } from '../model/rung.js';
import { coachRows, mainOf, rungCounts } from './coach.js';
import { practices } from './practices.js';
import { percent, RUNG_WORDS } from './words.js';

/** How a practice stands in the repositories of an organisation. Each number is of the one before it. */
export interface PracticeRollUp {
  readonly practice: Practice;
  readonly title: string;
  /** Repositories with something to count, and those of them with enough for a baseline. */
  readonly counted: number;
  readonly enough: number;
  /** Of those that are counted, where they stand; the most urgent rung first. */
  readonly rungs: readonly { readonly rung: Rung; readonly repositories: number }[];
  /** Those of which nothing lately can be said. */
  readonly dormant: number;
  readonly adoption: readonly AdoptionPoint[];
}

/** How practices travel, or why that is not told. */
export type TravelTold =
  | { readonly kind: 'told'; readonly practices: readonly Travel[]; readonly countedOn: string }
  | { readonly kind: 'not-told'; readonly why: string };

/** What a page says of all repositories of an organisation that somebody may read. */
export interface OrganisationReport {
  readonly schemaVersion: 1;
  readonly organisation: string;
  readonly repositories: { readonly readable: number; readonly withReport: number };
  readonly practices: readonly PracticeRollUp[];
  readonly travel: TravelTold;
}

/**
 * @param listed those that whoever asks may read: all shares are of them
 * @param adoption the curve of one indicator of each repository
 */
export function organisationReport(
  organisation: string,
  listed: readonly ListedRepository[],
  adoption: (indicators: readonly IndicatorOverview[]) => readonly AdoptionPoint[],
  travel: TravelTold,
): OrganisationReport {
  return {
    schemaVersion: 1,
    organisation,
    repositories: {
      readable: listed.length,
      withReport: listed.filter(({ overview }) => overview !== null).length,
    },
    practices: practices.map(({ practice, title }) => {
      const indicators = listed.flatMap(({ overview }) => mainOf(overview, practice) ?? []);
      const counted = indicators.filter(({ n }) => n > 0);
      return {
        practice,
        title,
        counted: counted.length,
        enough: counted.filter(({ standing }) => standing.rung !== 'no-baseline').length,
        rungs: rungCounts(listed, practice),
        dormant: counted.filter(({ standing }) => standing.guards.includes('dormant')).length,
        adoption: adoption(indicators),
      };
    }),
    travel,
  };
}

/** `of the 12 repositories that you may read, 10 have a report`. */
export const readableWords = ({ readable, withReport }: OrganisationReport['repositories']): string =>
  `Of the ${readable.toLocaleString('en-US')} ${readable === 1 ? 'repository' : 'repositories'} that you may read here, ${withReport.toLocaleString('en-US')} ${withReport === 1 ? 'has' : 'have'} a report.`;

/** What is said of a practice in one sentence, with what it is of. */
export function rollUpWords(
  { counted, enough, rungs }: PracticeRollUp,
  { withReport }: OrganisationReport['repositories'],
): string {
  if (counted === 0) return withReport === 0 ? 'No report yet.' : 'No report has anything to count yet.';
  const wins = rungs
    .filter(({ rung }) => RUNG_WORDS[rung].isWin)
    .reduce((sum, { repositories }) => sum + repositories, 0);
  const down = rungs
    .filter(({ rung }) => rung === 'slipping' || rung === 'relapsed')
    .map(({ rung, repositories }) => `${repositories} ${RUNG_WORDS[rung].name}`);
  const base = `${counted} of ${withReport} ${counted === 1 ? 'has' : 'have'} something to count, ${enough} of them enough to compare it with`;
  if (enough === 0) return `${base}.`;
  return `${base}; of those ${enough}, ${wins} with a win that lasts${down.length === 0 ? '' : ` and ${down.join(', ')}`}.`;
}

/** How a practice travels, in sentences. */
export function travelWords({ practice, having, without, difference }: Travel): string {
  const title = practices.find((it) => it.practice === practice)?.title.toLowerCase() ?? practice;
  if (having === null)
    return `${capital(title)}: fewer than three people had taken it up in one repository and then worked in another. Of so few nothing is said.`;
  const first = `${capital(title)}: of ${having.n} people who had taken it up in one repository, ${shareWords(having)} do it in the next one.`;
  if (without === null || difference === null)
    return `${first} There are fewer than three others to hold it against, so it says little.`;
  const other = `Of ${without.n} who had worked beside it and not taken it up, ${shareWords(without)} do.`;
  const beyond =
    difference.lower > 0
      ? 'More than chance makes of it'
      : difference.upper < 0
        ? 'Less than chance makes of it'
        : 'That may be chance';
  return `${first} ${other} ${beyond}: the difference is ${points(difference.lower)} to ${points(difference.upper)} points (95% interval).`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const shareWords = ({ x, n }: TravelGroup): string => `${x} (${percent(x / n)})`;
const points = (share: number): string => String(Math.round(share * 100)).replace('-', '−');

/** What travel is, and is not. */
export const TRAVEL_BOUND =
  'It is association only: nobody is sent by lot, and the next repository has ways of its own. Counted by keys within this installation; nothing of any person is kept, and nothing is said of fewer than three.';

/** In which order the repositories of an organisation are listed. There is none by a number. */
export const organisationSorts = ['name', 'help'] as const;

/** Where each repository stands, by its name or by what needs help. */
export const organisationRows = (
  listed: readonly ListedRepository[],
  sort: (typeof organisationSorts)[number],
) => coachRows(listed, { sort, practice: null, rung: null, q: '', page: 1 });
