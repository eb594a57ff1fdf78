/**
 * The mean. Of equal numbers it is that number to the last bit, so that what never changed has no spread.
 *
 * @returns NaN of none
 */
export function mean(values: readonly number[]): number {
  const first = values[0] ?? Number.NaN;
  let off = 0;
  for (const value of values) off += value - first;
  return first + off / values.length;
}
