import type { TestFirstFinding, TestFirstUnit } from '../../model/finding.js';
import { classOf } from './judge.js';

/**
 * A finding with the order that earlier pushes showed and the last one hides, as after a squash that was forced. Only where
 * the last push shows no order itself: a file that has its test *with* it stands as the oldest push that saw an order has it.
 *
 * @param earlier what was found of earlier heads of the same pull request, the oldest first
 */
export function withEarlierPushes(
  finding: TestFirstFinding,
  earlier: readonly TestFirstFinding[],
): TestFirstFinding {
  const pushes = earlier.filter(({ orderVisible }) => orderVisible);
  const seen: string[] = [];
  const units = finding.units.map((unit) => {
    const before = unit.class === 'with' ? orderIn(pushes, unit.file) : undefined;
    if (before === undefined) return unit;
    seen.push(`${unit.file}: ${before.class}: as it was pushed before a force-push`);
    return { ...before, file: unit.file, test: unit.test ?? before.test };
  });
  if (seen.length === 0) return finding;
  return {
    ...finding,
    units,
    class: classOf(units),
    orderVisible: true,
    reasons: [...seen, ...finding.reasons],
  };
}

const orderIn = (pushes: readonly TestFirstFinding[], file: string): TestFirstUnit | undefined =>
  pushes
    .flatMap(({ units }) => units)
    .find((unit) => unit.file === file && (unit.class === 'first' || unit.class === 'after'));
