/**
 * How right and how fast the finding of refactorings is, on labelled commits:
 * 1. the development data (Java, JavaScript, Kotlin, Python; pairs of function names in TypeScript)
 * 2. commits of public TypeScript repositories that two readers labelled (labels/refactoring.json, labels/README.md)
 *
 * npm run bench:refactoring -- [--data DIR] [--repositories DIR] [--language L] [--show] [--write]
 *
 * `--show` prints every mistake, `--write` puts what is printed into docs/accuracy.md.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compareVersions, type VersionPair } from '../../src/jobs/compare-versions.js';
import type { Refactoring } from '../../src/model/refactoring.js';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { Printed } from './printed.js';
import { type Case, OWN, oracleCases, ownCases } from './refactoring-cases.js';
import {
  counting,
  type Group,
  groups,
  type Instance,
  instance,
  keyOf,
  single,
} from './refactoring-labels.js';
import { missing } from './repositories.js';

const { values } = parseArgs({
  strict: false,
  options: {
    language: { type: 'string' },
    show: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const printed = new Printed('bench:refactoring');
const say = printed.say;

let counter = 0;

/** As the product does it: pairs by path, one character a byte. */
function pairsOf({ before, after }: Case): VersionPair[] {
  const version = (path: string, text: string | undefined) =>
    text === undefined
      ? null
      : { path, id: `${counter++}`, text: Buffer.from(text, 'utf8').toString('latin1') };
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => grammarFor(path) !== undefined && before.get(path) !== after.get(path))
    .map((path) => ({
      before: version(path, before.get(path)),
      after: version(path, after.get(path)),
    }));
}

/** A detection by its key, under the names that labels use: code at the top of a file has none. */
function detected(found: readonly Refactoring[]): Map<string, Instance & { readonly where: string }> {
  const instances = new Map<string, Instance & { readonly where: string }>();
  for (const { type, name, before, after, similarity } of found) {
    const cut = type === 'extract-function' || type === 'extract-and-move-function';
    const fromFile = cut && before.container === null && before.file.endsWith(`/${name.before}`);
    const ends =
      type === 'extract-variable' ? ['', name.after] : type === 'inline-variable' ? [name.before, ''] : null;
    const it = instance(type, ends?.[0] ?? (fromFile ? '(module)' : name.before), ends?.[1] ?? name.after);
    const where = `${similarity} ${before.file}:${before.startLine} ${after.file}:${after.startLine}`;
    if (it !== null) instances.set(keyOf(it), { ...it, where });
  }
  return instances;
}

class Tally {
  right = 0;
  wrong = 0;
  missed = 0;

  readonly precision = (): string => ratio(this.right, this.right + this.wrong);
  readonly recall = (): string => ratio(this.right, this.right + this.missed);
  readonly numbers = (): string => `${this.right} right, ${this.wrong} not labelled, ${this.missed} missed`;
}

const ratio = (x: number, n: number): string => (n === 0 ? '   –' : (x / n).toFixed(3).replace(/^0/, ' '));

interface Result {
  readonly commits: Tally;
  readonly all: number;
  readonly groups: ReadonlyMap<Group, Tally>;
  readonly pairs: Tally;
  readonly times: readonly number[];
}

async function measure(language: string, cases: readonly Case[]): Promise<Result> {
  const commits = new Tally();
  const pairs = new Tally();
  const byGroup = new Map(groups.map((group) => [group, new Tally()]));
  const times: number[] = [];
  let all = 0;
  for (const it of cases) {
    const start = performance.now();
    const { refactorings } = await compareVersions(pairsOf(it));
    times.push(performance.now() - start);
    const found = detected(refactorings);
    const mistakes: string[] = [];
    for (const { before, after } of it.pairs) {
      const hit = refactorings.some(({ name }) => name.before === before && name.after === after);
      pairs[hit ? 'right' : 'missed'] += 1;
    }
    if (it.has === null) continue;
    all += 1;
    const says = [...found].some(
      ([key, { group }]) => counting.includes(group) && it.expected.get(key)?.doubt !== true,
    );
    if (it.has) commits[says ? 'right' : 'missed'] += 1;
    else if (says) commits.wrong += 1;
    for (const [key, { group, type, doubt }] of it.expected) {
      if (doubt) continue;
      const hit = found.has(key);
      (byGroup.get(group) as Tally)[hit ? 'right' : 'missed'] += 1;
      if (!hit) mistakes.push(`   missed ${type}: ${key}`);
    }
    for (const [key, { group, type, where }] of found) {
      if (it.expected.has(key)) continue;
      (byGroup.get(group) as Tally).wrong += 1;
      mistakes.push(`   ${it.refuted.has(key) ? 'refuted' : 'not labelled'} ${type}: ${key} (${where})`);
    }
    const shown = values.show ? mistakes.filter((line) => !/variable|parameter/.test(line)) : [];
    if (shown.length > 0) {
      console.log(`${language} ${it.name}${it.has === says ? '' : it.has ? ' MISSED' : ' FALSE'}`);
      for (const line of shown) console.log(line);
    }
  }
  return { commits, all, groups: byGroup, pairs, times: times.sort((a, b) => a - b) };
}

const ms = (times: readonly number[], share: number): string =>
  (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);

function tell(language: string, { commits, all, groups: byGroup, pairs, times }: Result): void {
  say(
    `${language}: ${times.length} commits, ms a commit: median ${ms(times, 0.5)}, p95 ${ms(times, 0.95)}, most ${ms(times, 1)}`,
  );
  if (pairs.right + pairs.missed > 0)
    say(`  pairs of functions that are known: found ${pairs.right} of ${pairs.right + pairs.missed}`);
  if (all === 0) return;
  const line = (name: string, tally: Tally): void =>
    say(
      `  ${name.padEnd(34)} precision ${tally.precision()}  recall ${tally.recall()}  (${tally.numbers()})`,
    );
  line('has a refactoring', commits);
  const together = new Tally();
  for (const group of single) {
    const tally = byGroup.get(group) as Tally;
    together.right += tally.right;
    together.wrong += tally.wrong;
    together.missed += tally.missed;
  }
  line('single ones of functions and types', together);
  for (const [group, tally] of byGroup) {
    // Our own labels are of functions, types and files only.
    if (language === OWN && !counting.includes(group)) continue;
    if (tally.right + tally.missed + tally.wrong > 0) line(`  ${group}`, tally);
  }
}

const oracle = oracleCases();
if (oracle === null)
  console.log('The development data is not here (--data DIR): only our own labels are measured.');
const own = ownCases();
const cases = [...(oracle ?? []), ...own.cases];
const languages = [...new Set(cases.map(({ language }) => language))].filter(
  (language) => values.language === undefined || language === values.language,
);
say(`Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`);
const results: Result[] = [];
for (const language of languages) {
  const some = cases.filter((it) => it.language === language);
  // Grammars are loaded and code is compiled before anything is timed.
  await measure(language, []);
  for (const it of some.slice(0, 5)) await compareVersions(pairsOf(it));
  const result = await measure(language, some);
  results.push(result);
  tell(language, result);
}
if (languages.length > 1) {
  const times = results.flatMap((result) => result.times).sort((a, b) => a - b);
  const together = new Tally();
  for (const { groups: byGroup } of results) {
    for (const group of single) {
      const tally = byGroup.get(group) as Tally;
      together.right += tally.right;
      together.wrong += tally.wrong;
      together.missed += tally.missed;
    }
  }
  say(
    `all: ${times.length} commits, ms a commit: median ${ms(times, 0.5)}, p95 ${ms(times, 0.95)}, most ${ms(times, 1)}`,
  );
  say(
    `  single ones of functions and types precision ${together.precision()}  recall ${together.recall()}  (${together.numbers()})`,
  );
}
missing(own.absent);
if (values.write) printed.write();
