import type { InterventionOutcome } from '../model/intervention.js';
import type { IndicatorOverview, RepositoryOverview } from '../model/overview.js';
import type { Guard, Rung, RungChange } from '../model/rung.js';
import { practices } from './practices.js';
import { stepWords } from './standing.js';
import { triedWhen } from './tried.js';
import { counted, GUARD_WORDS, RUNG_WORDS } from './words.js';

/** What a digest is made of, of one repository. */
export interface DigestSource {
  /** As `owner/name`. */
  readonly name: string;
  /** Its page; null where nobody could read it there. */
  readonly url: string | null;
  /** Null until its first report is made. */
  readonly overview: RepositoryOverview | null;
  /** Rungs that were first seen since the last digest; those of long ago (it was imported only now) are left out here. */
  readonly steps: readonly (Omit<RungChange, 'reason'> & { readonly indicator: string })[];
}

/** One thing to be told of a repository. Both texts hold what the repository wrote: untrusted. */
export interface DigestItem {
  readonly name: string;
  readonly url: string | null;
  readonly text: string;
}

export interface DigestSection {
  readonly title: string;
  /** What must be known before the items are read. */
  readonly note: string | null;
  readonly items: readonly DigestItem[];
  /** How many there are besides. */
  readonly leftOut: number;
}

/** What became of the practices of several repositories within some days; what needs help first comes first. */
export interface Digest {
  /** Days, `YYYY-MM-DD`: that of the last one, and of this one. */
  readonly since: string;
  readonly today: string;
  readonly repositories: number;
  /** One sentence. */
  readonly summary: string;
  readonly sections: readonly DigestSection[];
  /** Repositories of which nothing is to be told. */
  readonly asBefore: readonly string[];
}

/** More of a section is not read. */
const MOST = 30;
/** A period is four weeks long at most, and its rung is known when it is over. */
const PERIOD_DAYS = 35;
/** What was lost, or tried, longer ago is on the pages. */
const HALF_A_YEAR = 182;
/** Experiments that are to be judged within so many days are told, so that somebody can prepare it. */
const AHEAD = 7;
const DAY = 24 * 60 * 60 * 1000;

const CHARTED: ReadonlySet<string> = new Set(
  practices.flatMap(({ charted }) => charted.map(({ name }) => name)),
);
/** How high a rung is: what goes up was reached. */
const HEIGHT: readonly Rung[] = [
  'relapsed',
  'no-baseline',
  'no-signal',
  'slipping',
  'early-win',
  'holding',
  'sustained',
  'anchored',
];
const GAINED: ReadonlySet<Rung> = new Set(['early-win', 'holding', 'sustained', 'anchored']);
/** What makes a gain likely to be lost, of all that is said of one. */
const RISKS: ReadonlySet<Guard> = new Set([
  'single-champion',
  'narrow',
  'newcomers-behind',
  'carried-by-leavers',
]);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);

interface Days {
  readonly since: string;
  readonly today: string;
}

/** @param sources in any order; those of one section are told by urgency, then by name */
export function digest(sources: readonly DigestSource[], { since, today }: Days): Digest {
  const sorted = [...sources].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const days = { since, today };
  const all = [
    section('Help is needed first', null, sorted, (source) => slips(source, days)),
    section('Gains that may not last', null, sorted, risks),
    section('Experiments to be judged', null, sorted, (source) => experiments(source, days)),
    section(`Reached since ${since}`, 'Only what has lasted is called a win.', sorted, (source) =>
      reached(source, days),
    ),
    section(
      'What followed',
      'Association only: nothing says what else has changed at that time.',
      sorted,
      (source) => followed(source, days),
    ),
    section('Too little data to say anything', null, sorted, little),
  ];
  const told = new Set(all.flatMap(({ names }) => names));
  const [help, risk, , win, , few] = all.map(({ names }) => new Set(names).size);
  return {
    since,
    today,
    repositories: sources.length,
    summary: `${counted(sources.length, 'repository', 'repositories')}: ${help} with something that slips or was lost, ${risk} with a gain that may not last, ${win} that reached a rung, ${few} with too little data.`,
    sections: all.map(({ section: one }) => one).filter(({ items }) => items.length > 0),
    asBefore: sorted.map(({ name }) => name).filter((name) => !told.has(name)),
  };
}

/** Something to be told, and how urgent it is: 0 before 1. */
interface Told {
  readonly urgency: number;
  readonly text: string;
}

function section(
  title: string,
  note: string | null,
  sources: readonly DigestSource[],
  tell: (source: DigestSource) => readonly Told[],
): { readonly section: DigestSection; readonly names: readonly string[] } {
  const all = sources.flatMap((source) => tell(source).map((told) => ({ ...told, source })));
  const items = [...all]
    .sort((a, b) => a.urgency - b.urgency)
    .map(({ source: { name, url }, text }) => ({ name, url, text }));
  return {
    section: { title, note, items: items.slice(0, MOST), leftOut: Math.max(0, items.length - MOST) },
    names: all.map(({ source }) => source.name),
  };
}

const charted = ({ overview }: DigestSource): readonly IndicatorOverview[] =>
  (overview?.indicators ?? []).filter(({ name }) => CHARTED.has(name));

/** New steps of an indicator, oldest first. */
const stepsOf = ({ steps }: DigestSource, indicator: string, { since }: Days): DigestSource['steps'] =>
  steps.filter((step) => step.indicator === indicator && step.start >= dayAfter(since, -PERIOD_DAYS));

function slips(source: DigestSource, days: Days): readonly Told[] {
  return charted(source).flatMap(({ name, title, standing: { rung, since, reason, up } }) => {
    const isLost = rung === 'relapsed' && since >= dayAfter(days.today, -HALF_A_YEAR);
    if (rung !== 'slipping' && !isLost) return [];
    const isNew = stepsOf(source, name, days).at(-1)?.to === rung;
    const back = up === null ? '' : ` What brings it back: ${up}`;
    return {
      urgency: (isLost ? 2 : 0) + (isNew ? 0 : 1),
      text: `${title}: ${RUNG_WORDS[rung].name} since ${since}${isNew ? ', new' : ''}. ${reason}${back}`,
    };
  });
}

const risks = (source: DigestSource): readonly Told[] =>
  charted(source).flatMap(({ title, standing: { rung, guards } }) => {
    const against = guards.filter((guard) => RISKS.has(guard)).map((guard) => GUARD_WORDS[guard]);
    if (!GAINED.has(rung) || against.length === 0) return [];
    return { urgency: 0, text: `${title}: ${RUNG_WORDS[rung].name}, but ${against.join(', and ')}.` };
  });

const outcomes = ({ overview }: DigestSource): readonly InterventionOutcome[] =>
  overview?.interventions ?? [];

function experiments(source: DigestSource, { since, today }: Days): readonly Told[] {
  return outcomes(source).flatMap(({ title, hypothesis, review, sentence }) => {
    if (review === null || review <= since || review > dayAfter(today, AHEAD)) return [];
    const when = review > today ? `is judged on ${review}` : `was to be judged on ${review}`;
    // The earliest first, and what is due before what is to come.
    const urgency = (Date.parse(review) - Date.parse(since)) / DAY;
    return { urgency, text: `“${title}” ${when}. Expected: “${hypothesis ?? ''}”. ${sentence}` };
  });
}

function reached(source: DigestSource, days: Days): readonly Told[] {
  return charted(source).flatMap(({ name, title }) => {
    const steps = stepsOf(source, name, days);
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { from, to } = { from: first.from, to: last.to };
    if (!GAINED.has(to) || HEIGHT.indexOf(to) <= HEIGHT.indexOf(from)) return [];
    const { isWin } = RUNG_WORDS[to];
    const win = isWin ? ' (a win)' : '';
    return {
      urgency: HEIGHT.length - HEIGHT.indexOf(to),
      text: `${title}: ${stepWords({ from, to })}${win}, in the period from ${last.start}.`,
    };
  });
}

/** What says nothing yet is not told: it would be the same sentence every week. */
const SILENT: ReadonlySet<InterventionOutcome['verdict']> = new Set(['too-early', 'cannot-tell']);

function followed(source: DigestSource, { since, today }: Days): readonly Told[] {
  return outcomes(source).flatMap((outcome) => {
    const { kind, title, end, review, verdict, sentence } = outcome;
    const over = review ?? end;
    if (SILENT.has(verdict) || over < dayAfter(today, -HALF_A_YEAR)) return [];
    if (review !== null && review > since) return [];
    // The latest first.
    const urgency = (Date.parse(today) - Date.parse(over)) / DAY;
    return { urgency, text: `“${title}” (${kind}, ${triedWhen(outcome)}): ${sentence}` };
  });
}

function little(source: DigestSource): readonly Told[] {
  if (source.overview === null) return [{ urgency: 1, text: 'its history is still being read.' }];
  const indicators = charted(source);
  const [first] = indicators;
  if (first === undefined) return [{ urgency: 1, text: 'no change that could be judged.' }];
  const says = ({ standing }: IndicatorOverview): boolean =>
    standing.rung !== 'no-baseline' && !standing.guards.includes('dormant');
  if (indicators.some(says)) return [];
  return [{ urgency: 0, text: `${first.title}: ${first.standing.reason}` }];
}
