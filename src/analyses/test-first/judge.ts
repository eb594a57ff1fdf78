import type { Change } from '../../model/change.js';
import type { TestFirstFinding, TestFirstUnit, UnitClass } from '../../model/finding.js';
import { follow, refactoringOf, type Unit } from './follow.js';
import type { TestFirstInput } from './input.js';
import { earliest, type Linked, linksOf, testEdits, usedUpTo } from './linked-tests.js';
import { NO_INDEX_FILES } from './linking/linkable.js';
import { linkOf } from './linking/links.js';
import { namesNothing } from './linking/packages.js';
import { leftOutReasons, type StackedTest, stackedReasons, unitReasons } from './reasons.js';
import type { Touch } from './touch.js';

const REVERT = /^revert\b/i;
const RELEASE =
  /^(?:chore\(release\)|release\b|\[?release\]?[: ]|v?\d+\.\d+(?:\.\d+)?(?:[-.]\w+)*$|version packages\b|prepar(?:e|ing) (?:for )?(?:the )?(?:next )?(?:release|version|development)|\[maven-release-plugin\]|cut (?:the )?(?:v?\d|changelog|release)|bump version\b|publish v?\d)/i;

/** From the weakest to the strongest: a tie goes to the one that comes first. */
const CLASSES: readonly UnitClass[] = ['untested', 'after', 'with', 'first'];

/** Judges one change by the definition in docs/test-first.md. */
export function judge(input: TestFirstInput): TestFirstFinding {
  const { change, steps, before } = input;
  const orderVisible =
    change.kind === 'push' ? before.length > 0 : change.origin !== 'squash' && change.commits.length > 1;
  const finding = { practice: 'test-first', orderVisible, stacked: false } as const;
  const without = whyNotJudged(change);
  if (without !== null) return { ...finding, class: 'not-applicable', units: [], reasons: [without] };

  const followed = follow(input);
  const tests = testEdits(before, steps);
  const links = linksOf(followed.units, tests, input);
  const each = followed.units.map((unit, at) => ({ unit, of: judgeUnit(unit, links[at] ?? [], input) }));
  const refactored = each.filter((it) => isCovered(it.unit, it.of, input));
  const counted = each.filter((it) => !refactored.includes(it));
  const judged = counted.map(({ of }) => of);
  const leftOut = [
    ...followed.leftOut,
    ...refactored.map(({ of }) => ({ path: of.file, why: refactoringOf(of.test ?? '') })),
  ];
  const left = leftOutReasons([...steps.flatMap((step) => step.leftOut), ...leftOut]);
  if (judged.length === 0) {
    const none =
      steps.length === 0
        ? 'no commits of its own'
        : leftOut.some(({ why }) => why.startsWith('refactoring'))
          ? 'refactoring: its code only changed its form, and tests cover it'
          : 'no production code was added or changed';
    return { ...finding, class: 'not-applicable', units: [], reasons: [none, ...left] };
  }
  const orderReason = orderVisible ? [] : [whyNoOrder(change)];
  const stacked = stackedTests(
    counted.map(({ unit }) => unit),
    judged,
    input,
  );
  const own = classOf(judged);
  const withStacked = judged.map((unit) =>
    stacked.has(unit.file) ? { ...unit, class: 'first' as const } : unit,
  );
  return {
    ...finding,
    class: own,
    units: judged,
    stacked: own !== 'first' && classOf(withStacked) === 'first',
    reasons: [
      ...judged.flatMap((unit) => [...unitReasons(unit), ...stackedReasons(unit, stacked.get(unit.file))]),
      ...orderReason,
      ...left,
    ],
  };
}

function whyNotJudged(change: Change): string | null {
  if (change.cutOff) return 'a shallow clone ends here: what this commit changed is not known';
  if (change.bot) return 'made by a bot';
  if (REVERT.test(change.title)) return 'a revert: it takes a change back';
  if (RELEASE.test(change.title)) return 'a release commit';
  return null;
}

function whyNoOrder({ origin, kind }: Change): string {
  if (origin === 'squash') return 'squashed, and its commits are not here: the order cannot be seen';
  if (kind === 'push')
    return 'a single commit without another by its author shortly before: the order cannot be seen';
  return 'a single commit: the order cannot be seen';
}

function judgeUnit(unit: Unit, links: readonly Linked[], input: TestFirstInput): TestFirstUnit {
  const { steps, before, change } = input;
  const fresh = links.filter(({ at }) => at > usedUpTo(unit.paths, before));
  const code = firstChange(unit, links);
  const trusted = earliest(fresh.filter(({ rung }) => rung !== 'package'));
  const any = earliest(fresh);
  // A test by the package alone is asked where there is none better, or where the better one came late.
  const late = trusted !== undefined && trusted.at > code.at && any !== undefined && any.at <= code.at;
  const test = late ? any : (trusted ?? any);
  return {
    file: unit.last.path,
    class: test === undefined ? 'untested' : late ? 'with' : order(test, code, unit.last),
    firstChange: steps[code.at]?.commit.sha ?? change.head,
    firstTest: test?.sha ?? null,
    test: test?.touch.path ?? null,
    linkedBy: test?.rung ?? null,
  };
}

/** A test that came before code which was only refactored covers it: nothing was asked for first. */
const isCovered = ({ changed }: Unit, { class: own }: TestFirstUnit, input: TestFirstInput): boolean =>
  own === 'first' && changed.every(({ at }) => input.refactorings.has(input.steps[at]?.commit.sha ?? ''));

/** Weak evidence (the package alone, or no more than a stub to show for the code) never makes a *first*. */
function order(test: Linked, code: Unit['changed'][number], file: Touch): UnitClass {
  if (test.at > code.at) return 'after';
  if (test.at === code.at || code.stub) return 'with';
  return test.rung !== 'package' || namesNothing(test.touch, file) ? 'first' : 'with';
}

/** For untested files: the test of the same name that came with an earlier pull request, before any change of them. */
function stackedTests(
  units: readonly Unit[],
  judged: readonly TestFirstUnit[],
  { earlier, settings }: TestFirstInput,
): Map<string, StackedTest> {
  const found = new Map<string, StackedTest>();
  for (const [at, { last, paths }] of units.entries()) {
    if (judged[at]?.class !== 'untested') continue;
    for (const { name, touches } of earlier) {
      if (touches.some((touch) => paths.has(touch.path) && touch.executable)) break;
      const test = touches.find((touch) => {
        const rung = touch.tests ? linkOf(last, touch, NO_INDEX_FILES, settings) : null;
        return rung === 'name' || rung === 'configured';
      });
      if (test === undefined) continue;
      found.set(last.path, { test: test.path, name });
      break;
    }
  }
  return found;
}

/** The first change that is more than a stub made for a test; where there is none, the first. */
function firstChange({ changed }: Unit, links: readonly Linked[]): Unit['changed'][number] {
  // A stub is made for a test when the test came with it; alone it is code like any other.
  const forTest = (code: { at: number; stub: boolean }): boolean =>
    code.stub && links.some(({ at }) => at === code.at);
  const code = changed.find((it) => !forTest(it)) ?? changed[0];
  if (code === undefined) throw new Error('a unit without a change');
  return { at: code.at, stub: forTest(code) };
}

export function classOf(units: readonly TestFirstUnit[]): UnitClass {
  const votes = (name: UnitClass): number => units.filter((unit) => unit.class === name).length;
  return CLASSES.reduce((best, name) => (votes(name) > votes(best) ? name : best));
}
