import type { LinkRung } from '../../model/finding.js';
import type { Unit } from './follow.js';
import type { Step, TestFirstInput } from './input.js';
import { linkOf } from './linking/links.js';
import { nameKey } from './linking/names.js';
import { hasSubject, namesNothing } from './linking/packages.js';
import type { Touch } from './touch.js';

/** A real edit of a test, by a commit of the change or before it. */
export interface TestEdit {
  /** Place of its commit; negative for commits before the change. */
  readonly at: number;
  readonly sha: string;
  readonly touch: Touch;
}

export function testEdits(before: readonly Step[], steps: readonly Step[]): TestEdit[] {
  const all = [...before, ...steps];
  return all.flatMap(({ commit, touches }, index) =>
    touches
      .filter(({ tests }) => tests)
      .map((touch) => ({ at: index - before.length, sha: commit.sha, touch })),
  );
}

export interface Linked extends TestEdit {
  readonly rung: LinkRung;
}

/** From the most trusted to the least. */
const RUNGS: readonly LinkRung[] = ['configured', 'name', 'import', 'package'];

const namesFiles = (test: Touch, code: Touch): boolean =>
  test.language.linking === 'paths' && !namesNothing(test, code);

export const earliest = (edits: readonly Linked[]): Linked | undefined =>
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
export function linksOf(
  units: readonly Unit[],
  tests: readonly TestEdit[],
  input: TestFirstInput,
): Linked[][] {
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
    const used = usedUpTo(units[at]?.paths ?? [], input.before);
    if (named.some((link) => link.at > used && link.at <= first)) return named;
    const code = units[at]?.last;
    return links.filter((link) => link.rung !== 'package' || (code !== undefined && asked(link, code)));
  });
}

/**
 * A test edit before a push belongs to the first change of the code after it. Answers the place (negative) of the
 * last such change; test edits up to there are used up.
 */
export function usedUpTo(paths: Iterable<string>, before: readonly Step[]): number {
  if (before.length === 0) return Number.NEGATIVE_INFINITY;
  const own = new Set(paths);
  const last = before.findLastIndex(({ touches }) =>
    touches.some((touch) => own.has(touch.path) && touch.executable && !touch.stub),
  );
  return last === -1 ? Number.NEGATIVE_INFINITY : last - before.length;
}
