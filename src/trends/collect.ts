import type { DeliveryWeek, Hotspot } from '../model/delivery.js';
import type { Examples } from '../model/example.js';
import type { InterventionOutcome } from '../model/intervention.js';
import type { Judgement } from '../model/judgement.js';
import type { Indicator, Observation } from '../model/observation.js';
import type { Trend } from '../model/period.js';
import type { FocusReport } from '../model/report.js';
import type { ReviewReport } from '../model/review-report.js';
import { type FocusArea, inFocus, type Settings } from '../model/settings.js';
import { type DeliveredChange, deliveryOf } from './delivery.js';
import { ExamplesCollected } from './examples.js';
import { hotspotsOf, isLately, type TouchingChange } from './hotspots.js';
import { outcomesOf } from './interventions.js';
import { ReviewsCollected } from './reviews/collect.js';
import { type Observed, type TrendContext, trendOf } from './trend.js';

type IndicatorTrend = Indicator & Trend;

/** What one change counts for. */
interface Counted {
  readonly observations: readonly Observation[];
  /** The areas in focus that it touched, by their names. */
  readonly areas: readonly string[];
}

/** What changes contribute to indicators, of all files and of each area in focus, gathered change by change. */
export class Collected {
  readonly #everywhere = new Map<string, Observed[]>();
  readonly #areas: readonly {
    readonly focus: FocusArea;
    changes: number;
    readonly observed: Map<string, Observed[]>;
  }[];
  #changes = 0;
  readonly #delivered: DeliveredChange[] = [];
  readonly #touching: TouchingChange[] = [];
  readonly #reviews = new ReviewsCollected();
  readonly #examples = new ExamplesCollected();

  /** @param now seconds since 1970, UTC, for which all is told */
  constructor(
    private readonly settings: Pick<Settings, 'focus' | 'interventions' | 'practices'>,
    private readonly now: number,
  ) {
    this.#areas = settings.focus.map((focus) => ({ focus, changes: 0, observed: new Map() }));
  }

  /** @param observations what the change's findings contribute */
  add(judgement: Judgement, observations: readonly Observation[]): Counted {
    const { change, findings, lines, paths } = judgement;
    this.#changes += 1;
    const touched = this.#areas.filter(({ focus }) => paths.some((path) => inFocus(focus, path)));
    for (const area of touched) area.changes += 1;
    const testFirst = findings.find((it) => it.practice === 'test-first');
    const refactoring = findings.find((it) => it.practice === 'refactoring');
    const { origin, title, mergedAt, commits, bot } = change;
    this.#delivered.push({ origin, title, mergedAt, commits, bot, lines });
    if (testFirst !== undefined && isLately(mergedAt, this.now))
      this.#touching.push({ mergedAt, units: testFirst.units });
    const common = {
      at: change.mergedAt,
      who: change.author,
      size: refactoring?.changedLines ?? null,
      // Whether its own commits are known does not change how it was merged.
      way: change.origin === 'pull-ref' ? 'squash' : change.origin,
    };
    // How a change was merged does not change how its review is seen.
    const ofReview = { way: 'review', change: change.id };
    this.#examples.add(judgement);
    const whole = [...observations, ...this.#reviews.add(judgement)];
    for (const { indicator, x } of whole) {
      // Order is what test-first is seen by; whether it can be seen says nothing of the others.
      const visible = indicator.startsWith('test-first.') ? (testFirst?.orderVisible ?? null) : null;
      for (const into of [this.#everywhere, ...touched.map(({ observed }) => observed)]) {
        const own = into.get(indicator) ?? [];
        own.push({ ...common, ...(indicator.startsWith('review-feedback.') ? ofReview : {}), x, visible });
        into.set(indicator, own);
      }
    }
    return { observations: whole, areas: touched.map(({ focus }) => focus.name) };
  }

  /** Of all files. */
  trends(indicators: readonly Indicator[]): IndicatorTrend[] {
    return this.#trendsOf(this.#everywhere, indicators);
  }

  /** What came before and after each intervention, by the trends of all files. */
  outcomes(trends: readonly IndicatorTrend[]): InterventionOutcome[] {
    return outcomesOf(this.settings.interventions, trends, this.now);
  }

  /** Null where no review is known. */
  reviews(): ReviewReport | null {
    return this.#reviews.report(this.now);
  }

  delivery(): DeliveryWeek[] {
    return deliveryOf(this.#delivered);
  }

  hotspots(): Hotspot[] {
    return hotspotsOf(this.#touching, this.now);
  }

  examples(): Examples {
    return this.#examples.report();
  }

  focus(indicators: readonly Indicator[]): FocusReport[] {
    return this.#areas.map(({ focus: { name, goal, by }, changes, observed }) => ({
      name,
      goal,
      by,
      changes,
      all: this.#changes,
      indicators: this.#trendsOf(observed, indicators),
    }));
  }

  #trendsOf(
    observed: ReadonlyMap<string, readonly Observed[]>,
    indicators: readonly Indicator[],
  ): IndicatorTrend[] {
    return indicators.map((indicator) => ({
      ...indicator,
      ...trendOf(indicator, observed.get(indicator.name) ?? [], this.#contextOf(indicator, indicators)),
    }));
  }

  #contextOf({ name, practice }: Indicator, all: readonly Indicator[]): TrendContext {
    const isMain = all.find((it) => it.practice === practice)?.name === name;
    return {
      interventions: this.settings.interventions.filter(
        (it) => it.practice === null || it.practice === practice,
      ),
      baseline: this.settings.practices[practice].baseline,
      // What a team aims at is the first indicator of a practice.
      target: isMain ? this.settings.practices[practice].target : null,
      now: this.now,
    };
  }
}
