import type { Judgement } from '../model/judgement.js';
import type { Indicator, Observation } from '../model/observation.js';
import type { Trend } from '../model/period.js';
import type { FocusReport } from '../model/report.js';
import { type FocusArea, inFocus, type Settings } from '../model/settings.js';
import { type Observed, type TrendContext, trendOf } from './trend.js';

type IndicatorTrend = Indicator & Trend;

/** What changes contribute to indicators, of all files and of each area in focus, gathered change by change. */
export class Collected {
  readonly #everywhere = new Map<string, Observed[]>();
  readonly #areas: readonly {
    readonly focus: FocusArea;
    changes: number;
    readonly observed: Map<string, Observed[]>;
  }[];
  #changes = 0;

  constructor(private readonly settings: Pick<Settings, 'focus' | 'interventions' | 'practices'>) {
    this.#areas = settings.focus.map((focus) => ({ focus, changes: 0, observed: new Map() }));
  }

  /** @param observations what the change's findings contribute */
  add({ change, findings, paths }: Judgement, observations: readonly Observation[]): void {
    this.#changes += 1;
    const touched = this.#areas.filter(({ focus }) => paths.some((path) => inFocus(focus, path)));
    for (const area of touched) area.changes += 1;
    const testFirst = findings.find((it) => it.practice === 'test-first');
    const refactoring = findings.find((it) => it.practice === 'refactoring');
    const common = {
      at: change.mergedAt,
      who: change.author,
      size: refactoring?.changedLines ?? null,
      // Whether its own commits are known does not change how it was merged.
      way: change.origin === 'pull-ref' ? 'squash' : change.origin,
    };
    for (const { indicator, x } of observations) {
      // Order is what test-first is seen by; whether it can be seen says nothing of the others.
      const visible = indicator.startsWith('test-first.') ? (testFirst?.orderVisible ?? null) : null;
      for (const into of [this.#everywhere, ...touched.map(({ observed }) => observed)]) {
        const own = into.get(indicator) ?? [];
        own.push({ ...common, x, visible });
        into.set(indicator, own);
      }
    }
  }

  /** Of all files. */
  trends(indicators: readonly Indicator[], now: number): IndicatorTrend[] {
    return this.#trendsOf(this.#everywhere, indicators, now);
  }

  focus(indicators: readonly Indicator[], now: number): FocusReport[] {
    return this.#areas.map(({ focus: { name, goal, by }, changes, observed }) => ({
      name,
      goal,
      by,
      changes,
      all: this.#changes,
      indicators: this.#trendsOf(observed, indicators, now),
    }));
  }

  #trendsOf(
    observed: ReadonlyMap<string, readonly Observed[]>,
    indicators: readonly Indicator[],
    now: number,
  ): IndicatorTrend[] {
    return indicators.map((indicator) => ({
      ...indicator,
      ...trendOf(indicator, observed.get(indicator.name) ?? [], this.#contextOf(indicator, now)),
    }));
  }

  #contextOf({ practice }: Indicator, now: number): TrendContext {
    return {
      interventions: this.settings.interventions.filter(
        (it) => it.practice === null || it.practice === practice,
      ),
      baseline: this.settings.practices[practice].baseline,
      now,
    };
  }
}
