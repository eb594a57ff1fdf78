import { EARLY_BY_CHANCE, type Guard, type Rung, type Standing } from '../../model/rung.js';
import type { Step } from './climb.js';
import { ANCHORED, BASELINE, CLEAR, EARLY, HOLDING, RELAPSE_PERIODS, SUSTAINED } from './thresholds.js';

/** What each guard says, and of whom no more than that. */
const GUARDS: Record<Guard, string> = {
  dormant: 'Nothing that counts has happened for four weeks: this is how it was then.',
  'single-champion': 'Without the one who contributes most there is no gain yet.',
  narrow: 'Too few of those who are active have taken it up.',
  'breadth-not-assessable': 'Fewer than three people are active, so how broad it is cannot be told.',
  'newcomers-behind': 'Those who came lately do not do it as the others do.',
  'newcomers-unknown': 'Too little is known of those who have come since.',
  'mix-change':
    'The work is done by other people, or comes in other sizes; nobody does it more often than before.',
  'measurement-changed':
    'Changes are merged or seen in another way than in the baseline, so rungs stay as they are until a new baseline is set in the configuration (practices, baseline).',
  'untested-by-turnover': 'Nobody has come or gone since: it is untested by turnover.',
  coached: 'There was coaching within the last 12 weeks.',
  'carried-by-leavers': 'The gain was made by people who have gone.',
};

interface Told {
  readonly step: Step;
  /** How many periods there are up to the step's own, with how many cases. */
  readonly seen: { readonly periods: number; readonly cases: number };
  /** What the configured days hold, where they are over and hold too little for a baseline. */
  readonly tooLittle?: { readonly periods: number; readonly cases: number } | null;
  /** How a period is called. */
  readonly name: (period: number) => string;
  /** Whether less is better: then shares are told as they were counted. */
  readonly isFlipped: boolean;
  /** Days since 1970 for which the standing is told; the end of the last period when nothing is known of later. */
  readonly isDormant: boolean;
  /** What is counted; changes where it is left out. */
  readonly noun?: 'change' | 'thread';
}

/** Says where a trend stands: since when, why, and what moves it next. */
export function standingOf(told: Told): Standing {
  const { step, name, isDormant } = told;
  const guards: readonly Guard[] = isDormant ? ['dormant', ...step.guards] : step.guards;
  return {
    rung: step.rung,
    since: name(step.since),
    reason: [reasonOf(told), ...guards.map((guard) => GUARDS[guard])].join(' '),
    up: isDormant
      ? `${told.noun === 'thread' ? 'Threads' : 'Changes'} that count: the clock stands still until there are some.`
      : upOf(told),
    down: downOf(step),
    guards,
  };
}

function reasonOf({ step, seen, tooLittle = null, name, isFlipped, noun = 'change' }: Told): string {
  const share = (value: number | null): string => percent(isFlipped && value !== null ? 1 - value : value);
  const { rung, from, before, gained, recent } = step;
  const since = from === null ? '' : name(from);
  const compared = `${share(recent)} lately, against ${share(before)} in the baseline`;
  const count = from === null ? 0 : seen.periods - from;
  switch (rung) {
    case 'no-baseline':
      if (tooLittle !== null)
        return `The baseline in the configuration holds ${counted(tooLittle.periods, 'period')} with ${counted(tooLittle.cases, noun)} that count: it takes ${BASELINE.periods} and ${BASELINE.cases}, so give it more days.`;
      return `Collecting a baseline: ${counted(seen.periods, 'period')} of ${BASELINE.periods}, with ${counted(seen.cases, noun)} that count${seen.cases < BASELINE.cases ? `, of ${BASELINE.cases}` : ''}.`;
    case 'no-signal':
      if (step.isLess) return `Less than before: ${compared}.`;
      return from === null
        ? `No change detected: ${compared}.`
        : `A first signal: ${compared}. It is no win yet, and may be chance.`;
    case 'early-win':
      return `An early sign: since ${since} ${compared}. It could be chance: ${EARLY_BY_CHANCE}.`;
    case 'holding':
      return `Holding for ${counted(count, 'period')} since ${since}: ${compared}.`;
    case 'sustained':
      return `A win: sustained for ${counted(count, 'period')} since ${since}, ${compared}.`;
    case 'anchored':
      return `A win, and anchored: ${counted(count, 'period')} since ${since}, through people coming or going and without coaching, ${compared}.`;
    case 'slipping':
      return `Slipping: ${SLIPS[step.concern ?? 'points']} (${compared}; it was ${share(gained)}).`;
    case 'relapsed':
      return `Relapsed: what had been gained is gone, and the share is back at the baseline of ${share(before)}.`;
  }
}

const SLIPS = {
  points: 'the last periods fall below what the gain leads to expect',
  breadth: 'fewer people carry it than did',
  newcomers: 'those who came lately have not taken it up',
} as const;

function upOf({ step, noun = 'change' }: Told): string | null {
  const needs = (periods: number, days: number): string => `${periods} periods and ${days} days of it`;
  switch (step.rung) {
    case 'no-baseline':
      return `${BASELINE.periods} periods of at least five ${noun}s, ${BASELINE.cases} ${noun}s in all.`;
    case 'no-signal':
    case 'relapsed':
      return `A period far above the baseline, or eight in a row above it; then ${EARLY.periods} periods and ${EARLY.cases} ${noun}s that are above it beyond chance.`;
    case 'early-win':
      return (
        capped(step, 'holding') ??
        `${needs(HOLDING.periods, HOLDING.days)}, above the baseline beyond doubt (99%).`
      );
    case 'holding':
      return (
        capped(step, 'sustained') ??
        `${needs(SUSTAINED.periods, SUSTAINED.days)}, ten points or more above the baseline, and taken up broadly.`
      );
    case 'sustained':
      return (
        capped(step, 'anchored') ??
        `${needs(ANCHORED.periods, ANCHORED.days)}, through people coming or going, without coaching for 12 weeks.`
      );
    case 'slipping':
      return `${CLEAR} periods without a concern bring it back.`;
    case 'anchored':
      return null;
  }
}

/** Guards stand in the way of one rung each: what they say is what must change. */
const BLOCKS: Partial<Record<Guard, readonly Rung[]>> = {
  'mix-change': ['holding', 'sustained', 'anchored'],
  'single-champion': ['sustained', 'anchored'],
  narrow: ['sustained', 'anchored'],
  'newcomers-behind': ['sustained', 'anchored'],
  'breadth-not-assessable': ['anchored'],
  'newcomers-unknown': ['anchored'],
  'untested-by-turnover': ['anchored'],
  coached: ['anchored'],
  'measurement-changed': ['holding', 'sustained', 'anchored'],
};

function capped({ guards }: Step, next: Rung): string | null {
  const inTheWay = guards.filter((guard) => BLOCKS[guard]?.includes(next));
  if (inTheWay.length === 0) return null;
  return `Not before this has changed: ${inTheWay.map((guard) => GUARDS[guard]).join(' ')}`;
}

function downOf({ rung }: Step): string | null {
  switch (rung) {
    case 'no-baseline':
    case 'no-signal':
    case 'relapsed':
      return null;
    case 'early-win':
      return `A share back at the baseline over ${RELAPSE_PERIODS} periods.`;
    case 'slipping':
      return `Another fall, back to the baseline over ${RELAPSE_PERIODS} periods.`;
    case 'holding':
      return 'A period far below the gain, two of three clearly below it, or eight in a row below it.';
    default:
      return 'Periods below what the gain leads to expect, fewer people who carry it, or newcomers who do not.';
  }
}

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)}%`);
const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
