import type { ReviewFeedbackFinding } from '../../model/finding.js';
import type { Judgement } from '../../model/judgement.js';
import type { Observation } from '../../model/observation.js';
import {
  type Became,
  becameKinds,
  type Feedback,
  isTakenUp,
  MANY_ROUNDS,
} from '../../model/review-feedback.js';
import type { DepthBand, FeedbackPeriod, ReviewReport, Share, Times } from '../../model/review-report.js';
import { designEffect } from '../../statistics/design-effect.js';
import { newcombeOfShares, wilsonOfShare } from '../../statistics/interval.js';
import { poolsOf, startOf } from '../periods.js';
import { ReviewSpread } from './spread.js';

/** Below so many changes, or threads, nothing is said of a share (5-review-evidence, section 4). */
export const FEWEST_CHANGES = 20;
export const FEWEST_THREADS = 30;
/** Upper ends of the bands of size, in changed lines. */
const BANDS = [10, 100, 500];

interface Remark extends Feedback {
  readonly at: number;
}

interface Tally {
  x: number;
  n: number;
}

/** What findings of reviews add up to, gathered change by change, in their order. */
export class ReviewsCollected {
  #known = 0;
  #asked = 0;
  #reviewed = 0;
  #ownMerges = 0;
  #manyRounds = 0;
  readonly #programs = { threads: 0, reviews: 0 };
  readonly #stale: Tally = { x: 0, n: 0 };
  readonly #became = new Map<Became, number>();
  readonly #changed: Tally[] = [];
  readonly #withoutNits: Tally[] = [];
  readonly #chance: Tally[] = [];
  readonly #hours: { hours: number; workingHours: number }[] = [];
  readonly #sizes: { lines: number; threads: number }[] = [];
  readonly #remarks: Remark[] = [];
  readonly #spread = new ReviewSpread();

  /** @returns what only shows beside the change before */
  add({ change, findings, people, paths }: Judgement): Observation[] {
    const finding = findings.find((it) => it.practice === 'review-feedback');
    if (finding === undefined) return [];
    this.#known += 1;
    this.#programs.threads += finding.programs.threads;
    this.#programs.reviews += finding.programs.reviews;
    if (finding.class === 'not-applicable' || !finding.merged) return [];
    this.#asked += 1;
    if (finding.class === 'reviewed') this.#reviewed += 1;
    if (finding.ownMerge) this.#ownMerges += 1;
    if (finding.rounds > MANY_ROUNDS) this.#manyRounds += 1;
    if (finding.afterApproval !== null) {
      this.#stale.n += 1;
      if (finding.afterApproval > 0) this.#stale.x += 1;
    }
    if (finding.firstReview !== null) this.#hours.push(finding.firstReview);
    this.#addThreads(finding);
    for (const remark of [...finding.threads, ...finding.summaries])
      if (remark.form !== 'unknown') this.#remarks.push(remarkOf(remark, change.mergedAt));
    const isOther = people === null ? null : this.#spread.add(change.mergedAt, people, paths);
    return isOther === null ? [] : [{ indicator: 'review-feedback.spread', x: isOther ? 1 : 0 }];
  }

  #addThreads({ threads, chance, class: name, changedLines }: ReviewFeedbackFinding): void {
    const counted = threads.filter(({ counts }) => counts);
    for (const { became } of counted) this.#became.set(became, (this.#became.get(became) ?? 0) + 1);
    const notNits = counted.filter(({ nit }) => !nit);
    this.#withoutNits.push({ x: notNits.filter(isTakenUp).length, n: notNits.length });
    this.#changed.push({ x: counted.filter(hasChanged).length, n: counted.length });
    this.#chance.push(chance);
    if (name !== 'reviewed') return;
    this.#sizes.push({ lines: changedLines, threads: threads.filter((it) => it.substantive).length });
  }

  /**
   * @param now seconds since 1970, UTC
   * @returns null where no review is known
   */
  report(now: number): ReviewReport | null {
    if (this.#known === 0) return null;
    const [changed, chance] = [this.#changed, this.#chance].map((it) => shareOf(it, FEWEST_THREADS));
    return {
      known: this.#known,
      asked: this.#asked,
      reviewed: shareOf(
        Array.from({ length: this.#asked }, (_, at) => ({ x: at < this.#reviewed ? 1 : 0, n: 1 })),
        FEWEST_CHANGES,
      ),
      ownMerges: this.#ownMerges,
      programs: this.#programs,
      became: Object.fromEntries(becameKinds.map((kind) => [kind, this.#became.get(kind) ?? 0])) as Record<
        Became,
        number
      >,
      withoutNits: shareOf(this.#withoutNits, FEWEST_THREADS),
      changed: changed as Share,
      chance: chance as Share,
      beyondChance: differenceOf(this.#changed, this.#chance),
      latency: latencyOf(this.#hours),
      depth: depthOf(this.#sizes),
      manyRounds: this.#manyRounds,
      stale: this.#stale,
      spread: this.#spread.report(now),
      feedback: feedbackOf(this.#remarks),
    };
  }
}

const hasChanged = ({ became }: { readonly became: Became }): boolean =>
  became === 'suggestion-applied' || became === 'line-changed';

const remarkOf = (
  { form, substantive, reasoned, question, praiseWithReason, labelled }: Feedback,
  at: number,
): Remark => ({ form, substantive, reasoned, question, praiseWithReason, labelled, at });

const total = (groups: readonly Tally[]): Tally =>
  groups.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });

/** A share over changes that have several cases each. */
function shareOf(groups: readonly Tally[], fewest: number): Share {
  const { x, n } = total(groups);
  return { x, n, interval: n < fewest ? null : wilsonOfShare(x / n, n / designEffect(groups)) };
}

function differenceOf(one: readonly Tally[], two: readonly Tally[]): ReviewReport['beyondChance'] {
  const [a, b] = [total(one), total(two)];
  if (a.n < FEWEST_THREADS || b.n < FEWEST_THREADS) return null;
  return newcombeOfShares(a.x / a.n, a.n / designEffect(one), b.x / b.n, b.n / designEffect(two));
}

function latencyOf(all: readonly { hours: number; workingHours: number }[]): ReviewReport['latency'] {
  if (all.length < FEWEST_CHANGES) return null;
  return {
    n: all.length,
    hours: timesOf(all.map(({ hours }) => hours)),
    workingHours: timesOf(all.map(({ workingHours }) => workingHours)),
  };
}

function timesOf(values: readonly number[]): Times {
  const sorted = Float64Array.from(values).sort();
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return { median: (low + high) / 2, p90: sorted[Math.ceil(0.9 * sorted.length) - 1] ?? 0 };
}

const depthOf = (sizes: readonly { lines: number; threads: number }[]): DepthBand[] =>
  [...BANDS, null].map((upTo, at) => {
    const above = BANDS[at - 1] ?? 0;
    const own = sizes.filter(({ lines }) => lines > above && (upTo === null || lines <= upTo));
    return {
      upTo,
      changes: own.length,
      commented: own.filter(({ threads }) => threads > 0).length,
      threads: own.reduce((sum, { threads }) => sum + threads, 0),
      lines: own.reduce((sum, { lines }) => sum + lines, 0),
    };
  });

/** Remarks by weeks, pooled as periods are; those of too few are left out. */
function feedbackOf(remarks: readonly Remark[]): FeedbackPeriod[] {
  const counts = (is: (remark: Remark) => boolean): Map<string, number> =>
    new Map(
      poolsOf(remarks.map((remark) => ({ at: remark.at, x: is(remark) ? 1 : 0 }))).map((pool) => [
        startOf(pool),
        pool.x,
      ]),
    );
  const [reasoned, questions, praised, labelled] = [
    counts((it) => it.reasoned),
    counts((it) => it.question),
    counts((it) => it.praiseWithReason),
    counts((it) => it.labelled),
  ];
  return poolsOf(remarks.map(({ at }) => ({ at, x: 0 })))
    .filter(({ enough }) => enough)
    .map((pool) => {
      const start = startOf(pool);
      const of = (counted: Map<string, number> | undefined): number => counted?.get(start) ?? 0;
      return {
        start,
        weeks: pool.last - pool.first + 1,
        remarks: pool.n,
        reasoned: of(reasoned),
        questions: of(questions),
        praiseWithReason: of(praised),
        labelled: of(labelled),
      };
    });
}
