import type { Change } from '../../model/change.js';
import type { Commit } from '../../model/commit.js';
import type { LinkRung, TestFirstFinding, TestFirstUnit, UnitClass } from '../../model/finding.js';
import type { Settings } from '../../model/settings.js';
import type { IndexFiles } from './linking/linkable.js';
import { linkOf } from './linking/links.js';
import { nameKey } from './linking/names.js';
import { hasSubject, namesNothing } from './linking/packages.js';
import { leftOutReasons, type StackedTest, stackedReasons, unitReasons } from './reasons.js';
import type { Touch } from './touch.js';

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** One commit of a change, read. */
export interface Step {
  readonly commit: Commit;
  readonly touches: readonly Touch[];
  readonly leftOut: readonly LeftOut[];
}

/** A pull request of the same author that was merged shortly before. */
export interface EarlierPull {
  /** What to call it, as `#12`. */
  readonly name: string;
  readonly touches: readonly Touch[];
}

/** All that is known when a change is judged. */
export interface TestFirstInput {
  readonly change: Change;
  /** Its commits, oldest first. */
  readonly steps: readonly Step[];
  /** For a push: what its author committed shortly before, oldest first. Empty otherwise. */
  readonly before: readonly Step[];
  /** For a pull request: those of its author that were merged in the week before, newest first. Empty otherwise. */
  readonly earlier: readonly EarlierPull[];
  /** The files that differ between base and head; null when it is not known. */
  readonly net: ReadonlySet<string> | null;
  /** Commits that only refactor, by whatever says so. */
  readonly refactorings: ReadonlySet<string>;
  /** A test that covered the file before this change; null when none is known. */
  readonly knownTest: (path: string) => string | null;
  readonly index: IndexFiles;
  readonly settings: Settings;
}

const REVERT = /^revert\b/i;
const RELEASE =
  /^(?:chore\(release\)|release\b|\[?release\]?[: ]|v?\d+\.\d+(?:\.\d+)?(?:[-.]\w+)*$|version packages\b|prepar(?:e|ing) (?:for )?(?:the )?(?:next )?(?:release|version|development)|\[maven-release-plugin\]|cut (?:the )?(?:v?\d|changelog|release)|bump version\b|publish v?\d)/i;

const NO_INDEX: IndexFiles = { aliases: [], handsOn: () => null };

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
  const judged = followed.units.map((unit, at) => judgeUnit(unit, links[at] ?? [], input));
  const left = leftOutReasons([...steps.flatMap(({ leftOut }) => leftOut), ...followed.leftOut]);
  if (judged.length === 0) {
    const none = steps.length === 0 ? 'no commits of its own' : 'no production code was added or changed';
    return { ...finding, class: 'not-applicable', units: [], reasons: [none, ...left] };
  }
  const orderReason = orderVisible ? [] : [whyNoOrder(change)];
  const stacked = stackedTests(followed.units, judged, input);
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

// ── production code, followed through the commits ────────────────────────────────────────────────────────────────────

interface Unit {
  /** The last touch, which has the path at the head. */
  readonly last: Touch;
  /** What it was called within the change. */
  readonly paths: ReadonlySet<string>;
  /** Places of the commits that changed it in a way that can be executed. */
  readonly changed: readonly { readonly at: number; readonly stub: boolean }[];
}

function follow({ steps, net, refactorings, knownTest }: TestFirstInput): {
  units: Unit[];
  leftOut: LeftOut[];
} {
  const units = new Map<
    string,
    { last: Touch; paths: Set<string>; changed: { at: number; stub: boolean }[] }
  >();
  const leftOut: LeftOut[] = [];
  steps.forEach(({ commit, touches }, at) => {
    for (const touch of touches) {
      if (touch.role !== 'production') continue;
      const moved =
        touch.before !== null && touch.before !== touch.path ? units.get(touch.before) : undefined;
      if (moved !== undefined && touch.before !== null) {
        units.delete(touch.before);
        units.set(touch.path, moved);
        moved.paths.add(touch.path);
      }
      const unit = units.get(touch.path);
      if (touch.why === 'deleted') {
        units.delete(touch.path);
        leftOut.push({ path: touch.path, why: 'deleted' });
        continue;
      }
      const covered = refactorings.has(commit.sha) ? knownTest(touch.before ?? touch.path) : null;
      if (!touch.executable || covered !== null) {
        if (unit !== undefined) unit.last = withSource(touch, unit.last);
        const why = covered === null ? touch.why : `refactoring of code that ${covered} covers`;
        if (why !== null) leftOut.push({ path: touch.path, why });
        continue;
      }
      const changed = { at, stub: touch.stub };
      if (unit === undefined)
        units.set(touch.path, { last: touch, paths: new Set([touch.path]), changed: [changed] });
      else {
        unit.last = withSource(touch, unit.last);
        unit.changed.push(changed);
      }
    }
  });
  for (const [path] of units) {
    if (net !== null && !net.has(path)) {
      units.delete(path);
      leftOut.push({ path, why: 'changed back within the change' });
    }
  }
  return { units: [...units.values()], leftOut };
}

/** Not every touch is read for linking: an earlier text of the same file tells as well what it declares. */
const withSource = (touch: Touch, earlier: Touch): Touch =>
  touch.source === null ? { ...touch, source: earlier.source } : touch;

// ── tests ────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface TestEdit {
  /** Place of its commit; negative for commits before the change. */
  readonly at: number;
  readonly sha: string;
  readonly touch: Touch;
}

function testEdits(before: readonly Step[], steps: readonly Step[]): TestEdit[] {
  const all = [...before, ...steps];
  return all.flatMap(({ commit, touches }, index) =>
    touches
      .filter(({ tests }) => tests)
      .map((touch) => ({ at: index - before.length, sha: commit.sha, touch })),
  );
}

interface Linked extends TestEdit {
  readonly rung: LinkRung;
}

/** From the most trusted to the least. */
const RUNGS: readonly LinkRung[] = ['configured', 'name', 'import', 'package'];

const namesFiles = (test: Touch, code: Touch): boolean =>
  test.language.linking === 'paths' && !namesNothing(test, code);

const earliest = (edits: readonly Linked[]): Linked | undefined =>
  edits.reduce<Linked | undefined>(
    (first, edit) => (first === undefined || edit.at < first.at ? edit : first),
    undefined,
  );

/** A change with more pairs of code and tests than this is linked by names only: looking at all would take minutes. */
const PAIRS = 50_000;

/** Which tests may cover a unit: all, or in an enormous change those of its name. */
function candidates(units: readonly Unit[], tests: readonly TestEdit[]): (unit: Unit) => readonly TestEdit[] {
  if (units.length * tests.length <= PAIRS) return () => tests;
  const byName = new Map<string, TestEdit[]>();
  for (const edit of tests) {
    for (const key of new Set([nameKey(edit.touch, 'test'), nameKey(edit.touch, 'production')])) {
      const own = byName.get(key);
      if (own === undefined) byName.set(key, [edit]);
      else own.push(edit);
    }
  }
  return (unit) => (byName.get(nameKey(unit.last, 'production')) ?? []).slice(0, 100);
}

/** Which tests cover which unit, by the best rung; nothing is decided yet. */
function linksOf(units: readonly Unit[], tests: readonly TestEdit[], input: TestFirstInput): Linked[][] {
  const candidatesOf = candidates(units, tests);
  const all = units.map((unit) => {
    const { last, paths } = unit;
    const files = [...paths].map((path) => (path === last.path ? last : { ...last, path }));
    const links: Linked[] = [];
    for (const edit of candidatesOf(unit)) {
      const rungs = files.map((file) => linkOf(file, edit.touch, input.index, input.settings));
      const rung = RUNGS.find((name) => rungs.includes(name));
      if (rung !== undefined) links.push({ ...edit, rung });
    }
    return links;
  });
  // A test that is linked to one file of the change by more than its package says nothing of the others.
  // One that works through the public entry, or names types without files, may name one of several in passing.
  const taken = new Set(
    units.flatMap(({ last }, at) =>
      (all[at] ?? [])
        .filter(
          ({ rung, touch }) =>
            rung === 'name' || rung === 'configured' || (rung === 'import' && namesFiles(touch, last)),
        )
        .map(({ touch }) => touch.path),
    ),
  );
  const asked = ({ touch, at }: Linked, code: Touch): boolean =>
    at >= 0 && !taken.has(touch.path) && (!hasSubject(touch) || namesNothing(touch, code));
  return all.map((links, at) => {
    const named = links.filter(({ rung }) => rung === 'configured' || rung === 'name');
    const first = units[at]?.changed[0]?.at ?? 0;
    // The cascade: where a test that is linked by its name came in time, imports are not asked.
    if (named.some((link) => link.at <= first)) return named;
    const code = units[at]?.last;
    return links.filter((link) => link.rung !== 'package' || (code !== undefined && asked(link, code)));
  });
}

function judgeUnit(unit: Unit, links: readonly Linked[], input: TestFirstInput): TestFirstUnit {
  const { steps, before, change } = input;
  const fresh = links.filter(({ at }) => at > usedUpTo(unit, before));
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
        const rung = touch.tests ? linkOf(last, touch, NO_INDEX, settings) : null;
        return rung === 'name' || rung === 'configured';
      });
      if (test === undefined) continue;
      found.set(last.path, { test: test.path, name });
      break;
    }
  }
  return found;
}

/**
 * A test edit before a push belongs to the first change of the code after it. Answers the place (negative) of the
 * last such change; test edits up to there are used up.
 */
function usedUpTo(unit: Unit, before: readonly Step[]): number {
  const last = before.findLastIndex(({ touches }) =>
    touches.some((touch) => unit.paths.has(touch.path) && touch.executable && !touch.stub),
  );
  return last === -1 ? Number.NEGATIVE_INFINITY : last - before.length;
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

function classOf(units: readonly TestFirstUnit[]): UnitClass {
  const votes = (name: UnitClass): number => units.filter((unit) => unit.class === name).length;
  return CLASSES.reduce((best, name) => (votes(name) > votes(best) ? name : best));
}
