import type { Practice } from '../model/finding.js';
import type { ReportHead } from '../model/report.js';
import { EARLY_BY_CHANCE, type Rung, SUSTAINED_BY_CHANCE } from '../model/rung.js';
import { practices } from './practices.js';
import { peopleWords } from './standing.js';
import type { LatelyOf, PracticeSummary } from './summary.js';
import { GUARD_WORDS, percent, RUNG_WORDS } from './words.js';

type IndicatorView = ReportHead['indicators'][number];
type Share = NonNullable<ReturnType<LatelyOf>>;

interface PracticeWords {
  readonly practice: Practice;
  readonly title: string;
  /** The indicator that it is told by: the first one that reports draw. */
  readonly indicator: string;
  readonly means: string;
  /** What is counted, and what is said of those that show it. */
  readonly of: string;
  readonly did: string;
}

const PLAIN: Readonly<Record<Practice, Pick<PracticeWords, 'means' | 'of' | 'did'>>> = {
  'test-first': {
    means: 'The test is written before the code that it checks.',
    of: 'changes',
    did: 'had their test first',
  },
  refactoring: {
    means: 'The code is put in better order, and does what it did before.',
    of: 'changes',
    did: 'put code in better order',
  },
  'review-feedback': {
    means: 'Colleagues read a change before it goes in, and what they ask for leads to something.',
    of: 'requests',
    did: 'led to a change or an answer',
  },
};

/** The practices in the words of a summary. */
export const practiceWords: readonly PracticeWords[] = practices.map(({ practice, title, charted }) => ({
  practice,
  title,
  indicator: charted[0]?.name ?? '',
  ...PLAIN[practice],
}));

interface RungMeaning {
  /** Whether the gain lasts. */
  readonly lasts: string;
  readonly says: string;
}

/** What each rung means to those who decide. What is not known is never called nothing. */
const MEANINGS: Readonly<Record<Rung, RungMeaning>> = {
  'no-baseline': {
    lasts: 'cannot be told yet',
    says: 'Too little has happened to compare anything with.',
  },
  'no-signal': {
    lasts: 'nothing to last yet',
    says: 'What came since is within chance of what was usual before. That does not mean that nothing improved.',
  },
  'early-win': {
    lasts: 'too early to tell',
    says: `More than before, but for a short time: ${EARLY_BY_CHANCE}.`,
  },
  holding: {
    lasts: 'not yet: for a quarter of a year',
    says: 'Clearly more than before for a quarter of a year. It is called a win after half a year.',
  },
  sustained: {
    lasts: 'yes',
    says: `A win: for half a year, by enough to matter, and by enough people; ${SUSTAINED_BY_CHANCE}.`,
  },
  anchored: {
    lasts: 'yes, without help',
    says: 'A win that has outlasted a year, people who came or went, and the coaching.',
  },
  slipping: {
    lasts: 'in danger',
    says: 'There was a gain, and now there is a concern: it is time to look.',
  },
  relapsed: {
    lasts: 'no longer',
    says: 'The gain is gone: it is back where it was before.',
  },
};

const UNKNOWN = 'not known';

/** A rung as a summary calls it: what a baseline is nobody has to know. */
export const standsWords = (rung: Rung): string =>
  rung === 'no-baseline' ? 'too early to compare' : RUNG_WORDS[rung].name;

/** Where a practice stands: what that means, how it is now and was before, how sure that is, and what to mind. */
export function practiceSummary(
  report: ReportHead,
  { practice, title, indicator, means, of, did }: PracticeWords,
  latelyOf: LatelyOf,
): PracticeSummary {
  const found = report.indicators.find(({ name }) => name === indicator);
  const standing = found?.standing ?? null;
  if (found === undefined || standing === null) {
    const says =
      practice === 'review-feedback' ? 'No reviews are known here.' : 'Nothing is known of it here.';
    const nothing = { rung: null, stands: UNKNOWN, isWin: false, since: null, lasts: 'cannot be told' };
    return { practice, title, means, ...nothing, says: [says], recent: [] };
  }
  const { isWin } = RUNG_WORDS[standing.rung];
  const { lasts, says } = MEANINGS[standing.rung];
  const lately = latelyOf(found);
  return {
    practice,
    title,
    means,
    rung: standing.rung,
    stands: standsWords(standing.rung),
    isWin,
    since: standing.rung === 'no-baseline' ? null : standing.since,
    lasts,
    says: [
      says,
      ...(lately === null ? wholeWords(found, { of, did }) : comparedWords(found, lately, { of, did })),
      ...aimWords(found),
      ...peopleSentence(found),
      ...(standing.guards.length === 0
        ? []
        : [`Mind: ${standing.guards.map((guard) => GUARD_WORDS[guard]).join('; ')}.`]),
    ],
    recent: found.periods.map(({ x, n, enough }) => (enough ? x / n : null)),
  };
}

type Counting = Pick<PracticeWords, 'of' | 'did'>;

/** `61 of 95, likely 54% to 73%` */
const countWords = ({ x, n, lower, upper }: Pick<Share, 'x' | 'n' | 'lower' | 'upper'>): string =>
  `${x} of ${n}, likely ${percent(lower)} to ${percent(upper)}`;

function comparedWords({ baseline }: IndicatorView, lately: Share, { of, did }: Counting): string[] {
  const before =
    baseline === null || baseline.n === 0
      ? ''
      : `; before, from ${baseline.from} on, ${percent(baseline.x / baseline.n)} (${baseline.x} of ${baseline.n})`;
  const isLess =
    baseline !== null && baseline.n > 0 && lately.upper < baseline.x / baseline.n
      ? ['It is less than before.']
      : [];
  return [
    `Since ${lately.from} ${percent(lately.x / lately.n)} of ${of} ${did} (${countWords(lately)})${before}.`,
    ...isLess,
  ];
}

function wholeWords({ x, n, lower, upper, standing }: IndicatorView, { of, did }: Counting): string[] {
  const up = standing?.up ?? null;
  return [
    ...(n === 0 || lower === null || upper === null
      ? [`There is nothing to count yet.`]
      : [`So far ${percent(x / n)} of ${of} ${did} (${countWords({ x, n, lower, upper })}).`]),
    ...(up === null ? [] : [`It takes: ${up.charAt(0).toLowerCase()}${up.slice(1)}`]),
  ];
}

const aimWords = ({ target }: IndicatorView): string[] =>
  target === null ? [] : [`The team aims at ${percent(target)}.`];

function peopleSentence(indicator: IndicatorView): string[] {
  const words = peopleWords(indicator);
  return words === null ? [] : [`People: ${words}.`];
}
