import { mean } from './mean.js';

/**
 * The XmR chart of single measurements: limits from how much neighbours differ.
 * W. A. Shewhart; D. J. Wheeler, Understanding Variation (1993).
 */

/** 3 divided by the mean range of two normal values in standard deviations (d₂ = 1.128). */
const FACTORS = {
  /** Rounded, as the NHS and most textbooks have it. */
  nhs: 2.66,
  exact: 3 / 1.128,
} as const;

/** The upper limit of moving ranges, in mean moving ranges (D₄ of two values). */
const RANGE_LIMIT = 3.267;

export interface XmrOptions {
  readonly constant: keyof typeof FACTORS;
  /**
   * Leaves out, once, the moving ranges beyond their own limit, so that a jump does not widen the limits that are to
   * show it. L. S. Nelson, Control charts for individual measurements, Journal of Quality Technology 14 (1982).
   */
  readonly screen: boolean;
}

export interface XmrLimits {
  readonly center: number;
  /** Three standard deviations away. */
  readonly lower: number;
  readonly upper: number;
  /** Two standard deviations away. */
  readonly lowerWarning: number;
  readonly upperWarning: number;
  /** The mean moving range, and the limit of the chart of moving ranges. */
  readonly meanRange: number;
  readonly rangeLimit: number;
}

/** How much each value differs from the one before: one less than there are values. */
export function movingRanges(values: readonly number[]): number[] {
  return values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? value)));
}

/** @returns null of fewer than two values: nothing is known of how they vary then */
export function xmrLimits(values: readonly number[], { constant, screen }: XmrOptions): XmrLimits | null {
  if (values.length < 2) return null;
  const ranges = movingRanges(values);
  const all = mean(ranges);
  // Where nothing moves, no range is beyond the limit, though none is below it either.
  const kept = screen && all > 0 ? ranges.filter((range) => range < RANGE_LIMIT * all) : ranges;
  const meanRange = mean(kept);
  const center = mean(values);
  const away = FACTORS[constant] * meanRange;
  return {
    center,
    lower: center - away,
    upper: center + away,
    lowerWarning: center - (2 / 3) * away,
    upperWarning: center + (2 / 3) * away,
    meanRange,
    rangeLimit: RANGE_LIMIT * meanRange,
  };
}
