/**
 * How right the test-first analysis is, on public repositories:
 * 1. the class of pull requests that two careful readers labelled (labels/test-first.json, see labels/README.md)
 * 2. commits that their authors marked red, green or refactor
 * 3. the share of test-first in repositories that plainly don't work that way
 *
 * npm run bench:test-first -- [--repositories DIR] [--data DIR] [--keep DIR] [--show] [--write]
 *
 * `--keep` keeps what was found of refactorings there, so that a run after a change of the judgement is a short one.
 * `--write` puts what it prints into docs/accuracy.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openRepository, type Repository } from '../../src/git/repository.js';
import { judgeChanges } from '../../src/jobs/judge-changes.js';
import { KeptResults } from '../../src/jobs/kept-results.js';
import type { Change } from '../../src/model/change.js';
import type { TestFirstFinding } from '../../src/model/finding.js';
import { defaultSettings } from '../../src/model/settings.js';
import { Printed } from './printed.js';
import { cloneOf, dataFolder, keepIn, missing, share } from './repositories.js';

interface Label {
  readonly repo: string;
  readonly number: number;
  readonly merge: string;
  readonly set: string;
  readonly class: string;
  readonly units: readonly { file: string; class: string }[];
  readonly sure: boolean;
  readonly why: string;
}

const show = process.argv.includes('--show');
const printed = new Printed('bench:test-first');
const say = printed.say;
const nobody = (): boolean => false;
const keptOf = ({ path }: Repository): KeptResults | null =>
  keepIn === null ? null : new KeptResults(keepIn, path);
const findingOf = (findings: readonly { practice: string }[]): TestFirstFinding =>
  findings.find(({ practice }) => practice === 'test-first') as TestFirstFinding;

const labels: Label[] = JSON.parse(readFileSync(resolve('test/bench/labels/test-first.json'), 'utf8'));
const absent = new Set<string>();

// ── 1. pull requests ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Judged {
  readonly label: Label;
  readonly finding: TestFirstFinding;
}

const judged: Judged[] = [];
const wholes: { repo: string; first: number; eligible: number; accompanied: number }[] = [];
for (const repo of [...new Set(labels.map((label) => label.repo))]) {
  const clone = cloneOf(repo);
  if (clone === null) {
    absent.add(repo);
    continue;
  }
  const repository = await openRepository(clone);
  const own = new Map(labels.filter((label) => label.repo === repo).map((label) => [label.merge, label]));
  const { changes } = await repository.history({ branch: null, isBot: nobody });
  const whole = { repo, first: 0, eligible: 0, accompanied: 0 };
  const kept = keptOf(repository);
  try {
    for await (const { change, findings } of judgeChanges(repository, changes, defaultSettings, { kept })) {
      const finding = findingOf(findings);
      const label = own.get(change.id);
      if (label !== undefined) judged.push({ label, finding });
      if (finding.class === 'not-applicable') continue;
      whole.eligible += 1;
      if (finding.class === 'first') whole.first += 1;
      if (finding.class === 'first' || finding.class === 'with') whole.accompanied += 1;
    }
    wholes.push(whole);
  } catch (error) {
    // A clone without its largest files cannot be read to its end; what was judged until there counts.
    console.error(`${repo}: ${(error as Error).message}`);
  }
  kept?.close();
  await repository.close();
}

const classes = ['first', 'with', 'after', 'untested', 'not-applicable'];
function report(title: string, some: readonly Judged[]): void {
  const right = some.filter(({ label, finding }) => label.class === finding.class);
  const saidFirst = some.filter(({ finding }) => finding.class === 'first');
  const falseFirst = saidFirst.filter(({ label }) => label.class !== 'first');
  const first = some.filter(({ label }) => label.class === 'first');
  say(
    `${title}: right ${share(right.length, some.length)}; false first ${falseFirst.length} of ${saidFirst.length}; first found ${share(first.filter(({ finding }) => finding.class === 'first').length, first.length)}`,
  );
}
function linkReport(some: readonly Judged[]): void {
  let agreed = 0;
  let found = 0;
  let labelled = 0;
  for (const { label, finding } of some) {
    const ours = new Map(finding.units.map((unit) => [unit.file, unit]));
    for (const { file, class: expected } of label.units) {
      if (expected !== 'untested') labelled += 1;
      const unit = ours.get(file);
      if (unit === undefined || unit.class === 'untested') continue;
      found += 1;
      if (expected !== 'untested') agreed += 1;
    }
  }
  say(`links of units to tests: precision ${share(agreed, found)}, recall ${share(agreed, labelled)}`);
}

say(`Pull requests labelled by two readers (${judged.length} of ${labels.length} here)`);
report('all', judged);
report(
  '  drawn at random',
  judged.filter(({ label }) => label.set === 'drawn'),
);
report(
  '  drawn with a test commit first',
  judged.filter(({ label }) => label.set === 'test-commit-first'),
);
report(
  '  drawn later, from other repositories',
  judged.filter(({ label }) => label.set === 'drawn-later'),
);
report(
  '  held out: drawn last, never tuned to',
  judged.filter(({ label }) => label.set === 'held-out'),
);
linkReport(judged);
say('\nlabelled ↓ judged →'.padEnd(22) + classes.map((name) => name.padStart(15)).join(''));
for (const expected of classes) {
  const row = classes.map(
    (found) => judged.filter((it) => it.label.class === expected && it.finding.class === found).length,
  );
  say(expected.padEnd(21) + row.map((count) => String(count).padStart(15)).join(''));
}
if (show) {
  for (const { label, finding } of judged) {
    if (label.class === finding.class || label.set === 'held-out') continue;
    console.log(
      `\n${label.repo}#${label.number}: labelled ${label.class}${label.sure ? '' : ' (not sure)'}, judged ${finding.class}\n  ${label.why}`,
    );
    for (const unit of label.units) console.log(`  label: ${unit.file} ${unit.class}`);
    for (const reason of finding.reasons) console.log(`  ours:  ${reason}`);
  }
}

// ── 2. commits marked by their authors ───────────────────────────────────────────────────────────────────────────────

interface Marked {
  readonly repo: string;
  readonly sha: string;
  readonly label: 'red' | 'green' | 'refactor';
  readonly subject: string;
}

/** A commit and the five before it, each as a push: what a push may look back on. */
async function judgeCommit(
  repository: Repository,
  sha: string,
  kept: KeptResults | null,
): Promise<TestFirstFinding | null> {
  const { changes } = await repository.history({ branch: sha, isBot: nobody });
  const last = changes.slice(-6).map((change): Change => {
    const push = { ...change, kind: 'push', origin: 'push', number: null } as const;
    const own = change.commits.at(-1);
    return change.commits.length === 1 && own?.sha === change.id ? push : { ...push, commits: [] };
  });
  let finding: TestFirstFinding | null = null;
  for await (const { change, findings } of judgeChanges(repository, last, defaultSettings, { kept })) {
    if (change.id === sha) finding = findingOf(findings);
  }
  return finding;
}

const marksFile = join(dataFolder, 'test-first', 'labelled-commits.ndjson');
if (!existsSync(marksFile)) {
  say(
    `\nNot measured: commits marked by their authors (${marksFile} is not here; name its folder with --data)`,
  );
} else {
  const marks: Marked[] = readFileSync(marksFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows: { mark: Marked; finding: TestFirstFinding }[] = [];
  for (const repo of new Set(marks.map((mark) => mark.repo))) {
    const clone = cloneOf(repo);
    if (clone === null) {
      absent.add(repo);
      continue;
    }
    const repository = await openRepository(clone);
    const kept = keptOf(repository);
    for (const mark of marks.filter((it) => it.repo === repo)) {
      const finding = await judgeCommit(repository, mark.sha, kept).catch(() => null);
      if (finding !== null) rows.push({ mark, finding });
    }
    kept?.close();
    await repository.close();
  }
  say(`\nCommits marked by their authors (${rows.length} of ${marks.length} here)`);
  for (const repo of ['all', ...new Set(rows.map(({ mark }) => mark.repo))]) {
    const own = rows.filter(({ mark }) => repo === 'all' || mark.repo === repo);
    const first = own.filter(({ finding }) => finding.class === 'first');
    const green = own.filter(({ mark, finding }) => mark.label === 'green' && finding.units.length > 0);
    const red = own.filter(({ mark }) => mark.label === 'red');
    const redJudgedFirst = red.filter(({ finding }) => finding.class === 'first').length;
    say(
      `${repo}: precision ${share(first.filter(({ mark }) => mark.label === 'green').length, first.length)}, recall ${share(green.filter(({ finding }) => finding.class === 'first').length, green.length)} (green commits that change code); red taken for first: ${redJudgedFirst} of ${red.length}`,
    );
    for (const label of ['red', 'green', 'refactor']) {
      const row = classes.map(
        (found) => own.filter((it) => it.mark.label === label && it.finding.class === found).length,
      );
      say(`  ${label.padEnd(10)}${classes.map((name, at) => `${name} ${row[at]}`).join('  ')}`);
    }
  }
  if (show) {
    for (const { mark, finding } of rows) {
      const odd =
        (mark.label === 'green' && finding.class !== 'first' && finding.units.length > 0) ||
        (mark.label !== 'green' && finding.class === 'first');
      if (odd)
        console.log(
          `\n${mark.label} ${mark.repo} ${mark.sha.slice(0, 10)} ${mark.subject.slice(0, 80)} → ${finding.class}\n  ${finding.reasons.join('\n  ')}`,
        );
    }
  }
}

// ── 3. repositories that don't work test-first ───────────────────────────────────────────────────────────────────────

say('\nWhole histories: test-first observed, and test-accompanied');
for (const { repo, first, eligible, accompanied } of wholes) {
  say(
    `${repo.padEnd(28)} ${share(first, eligible).padStart(22)} ${share(accompanied, eligible).padStart(24)}`,
  );
}
missing([...absent]);
if (process.argv.includes('--write')) printed.write();
