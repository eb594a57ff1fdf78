import { NHS_RULES, type Signals } from './nhs-rules.js';

/** Which way is better: 1 up, -1 down, 0 neither. */
export type Better = 1 | -1 | 0;

/** What a point says. Where neither way is better it can only be high or low. */
export type Kind = 'improvement' | 'concern' | 'high' | 'low' | 'common-cause';

/** What a point says, by the first rule that holds for it. */
export function kindOf(signals: Signals, at: number, better: Better): Kind {
  const rule = NHS_RULES.find((name) => signals[name][at] !== 0);
  const side = rule === undefined ? 0 : (signals[rule][at] ?? 0);
  if (side === 0) return 'common-cause';
  if (better === 0) return side > 0 ? 'high' : 'low';
  return side === better ? 'improvement' : 'concern';
}

/** Whether a target will be met by chance alone, always or never. */
export type Assurance = 'consistent-pass' | 'consistent-fail' | 'inconsistent';

/**
 * Whether a process as it is, by its newest limits, meets a target.
 *
 * @returns null where neither way is better: a target says nothing then
 */
export function assuranceOf(target: number, lower: number, upper: number, better: Better): Assurance | null {
  if (better === 0) return null;
  if (target >= lower && target <= upper) return 'inconsistent';
  return target > upper === better > 0 ? 'consistent-fail' : 'consistent-pass';
}
