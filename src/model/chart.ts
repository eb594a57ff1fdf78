import type { Guard, Rung } from './rung.js';

/** What shows that more than chance is at work. */
export type Signal = 'outside' | 'trend' | 'two-of-three' | 'run';

/** What a point says; where neither way is better it can only be high or low. */
export type PointKind = 'improvement' | 'concern' | 'high' | 'low' | 'common-cause';

export interface ChartPoint {
  readonly start: string | null;
  /** Null in a period without a case. */
  readonly value: number | null;
  /** Of shares: how many cases. */
  readonly n?: number;
  /** Null where too little is known. */
  readonly center: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** All that hold; the first one says what kind of point it is. */
  readonly signals: readonly Signal[];
  /** Null where there is nothing to judge. */
  readonly kind: PointKind | null;
}

export interface Chart {
  readonly chart: ChartName;
  readonly points: readonly ChartPoint[];
  /** What the newest point says. */
  readonly variation?: PointKind;
  /** Whether the target that was asked for is met by chance alone, always or never. */
  readonly assurance?: 'consistent-pass' | 'consistent-fail' | 'inconsistent';
  readonly changePoints?: readonly {
    /** The first point after the change. */
    readonly index: number;
    readonly start: string | null;
    readonly p: number;
    /** The means from the change before to this one, and from it to the next. */
    readonly before: number;
    readonly after: number;
  }[];
  /** Where the series stood on the win ladder when each point was over. */
  readonly rungs?: readonly RungAt[];
  /** What to know before it is believed, in sentences. */
  readonly notes: readonly string[];
}

export interface RungAt {
  readonly start: string | null;
  readonly rung: Rung;
  /** Where it was reached: the point's start as it was given, and its place. */
  readonly since: string | null;
  readonly sinceIndex: number;
  readonly reason: string;
  readonly up: string | null;
  readonly down: string | null;
  readonly guards: readonly Guard[];
}

/** How a chart is to be drawn. Positions count from 0. */
export interface ChartOptions {
  /** The first so many points of each set of limits set them; null: all do. */
  readonly freeze: number | null;
  /** Points that set no limits, though they are drawn and judged. */
  readonly exclude: readonly number[];
  /** Points from which new limits hold. */
  readonly rebase: readonly number[];
  readonly target: number | null;
  readonly constant: 'nhs' | 'exact';
  readonly screen: boolean;
  readonly window: number;
  readonly maxP: number;
  readonly minMagnitude: number;
}

export const defaultChartOptions: ChartOptions = {
  freeze: null,
  exclude: [],
  rebase: [],
  target: null,
  constant: 'nhs',
  screen: true,
  window: 50,
  maxP: 0.001,
  minMagnitude: 0,
};

export interface ChartUse {
  /** Whether the series must say which way is better. */
  readonly hasBetter?: boolean;
  /** Whether each point must say of how many cases it is a share. */
  readonly ofShares: boolean;
  readonly takes: readonly (keyof ChartOptions)[];
}

const LIMITS = ['freeze', 'exclude', 'rebase', 'target'] as const;

/** The charts that there are, and what each of them can be told. */
export const charts = {
  ladder: { ofShares: true, hasBetter: true, takes: ['freeze', 'target'] },
  xmr: { ofShares: false, takes: [...LIMITS, 'constant', 'screen'] },
  p: { ofShares: true, takes: LIMITS },
  'p-prime': { ofShares: true, takes: LIMITS },
  'change-points': { ofShares: false, takes: ['window', 'maxP', 'minMagnitude'] },
} satisfies Record<string, ChartUse>;

/** What a series is drawn as. */
export type ChartName = keyof typeof charts;
