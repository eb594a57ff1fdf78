import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import {
  type Instance,
  instance,
  instanceOf,
  isReal,
  keyOf,
  makesOne,
  type OracleLabel,
} from './refactoring-labels.js';
import { cloneOf, dataFolder } from './repositories.js';

/** Two versions of the files that a commit touched, and what is known to have happened. */
export interface Case {
  readonly language: string;
  readonly name: string;
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** By their keys. */
  readonly expected: ReadonlyMap<string, Instance>;
  /** Keys of what was looked at and judged to be none. */
  readonly refuted: ReadonlySet<string>;
  /** Whether it has a function-, type- or file-level refactoring; null when its labels only list some pairs. */
  readonly has: boolean | null;
  /** Pairs of function names, of which nothing else is known. */
  readonly pairs: readonly { readonly before: string; readonly after: string }[];
}

function folderTexts(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  if (!existsSync(folder)) return texts;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) texts.set(relative(folder, path), readFileSync(path, 'utf8'));
  }
  return texts;
}

/** Where two have the same names, the one that a reader was sure of counts. */
const byKey = (instances: readonly Instance[]): Map<string, Instance> =>
  new Map([...instances].sort((a, b) => Number(b.doubt) - Number(a.doubt)).map((it) => [keyOf(it), it]));

/** The labelled commits of the development data. @returns null when it is not here */
export function oracleCases(): Case[] | null {
  const archive = join(dataFolder, 'refactoring', 'refactoring-oracle.tar.gz');
  if (!existsSync(archive)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-oracle-'));
  try {
    const { status } = spawnSync('tar', ['-xzf', archive, '-C', folder], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`tar could not read ${archive}`);
    const root = join(folder, 'refactoring');
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: language }) =>
        readdirSync(join(root, language)).map((name) =>
          oracleCase(language, name, join(root, language, name)),
        ),
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oracleCase(language: string, name: string, folder: string): Case {
  const labels: OracleLabel[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const some = (wanted: boolean): Instance[] =>
    labels.filter((label) => isReal(label) === wanted).flatMap((label) => instanceOf(label) ?? []);
  return {
    language,
    name,
    before: folderTexts(join(folder, 'before')),
    after: folderTexts(join(folder, 'after')),
    expected: byKey(some(true)),
    refuted: new Set(some(false).map(keyOf)),
    has: language === 'typescript' ? null : labels.some((label) => isReal(label) && makesOne(label)),
    pairs: labels
      .filter(isReal)
      .flatMap(({ left, right }) =>
        left !== undefined && right !== undefined ? [{ before: left, after: right }] : [],
      ),
  };
}

/** Our own labels: commits of public repositories, read by two people (labels/README.md). */
export interface OwnLabel {
  readonly repository: string;
  readonly commit: string;
  readonly sample: string;
  readonly has: boolean;
  readonly refactorings: readonly {
    readonly type: string;
    readonly before: { readonly name: string; readonly file: string };
    readonly after: { readonly name: string; readonly file: string };
    readonly doubt?: boolean;
  }[];
}

export const ownLabels: readonly OwnLabel[] = JSON.parse(
  readFileSync(resolve('test/bench/labels/refactoring.json'), 'utf8'),
);

/** What our own labels are called beside the languages of the others. */
export const OWN = 'typescript, our own labels';

const READ = /\.[cm]?[jt]sx?$/;

/** Reads both versions of the files that the labelled commits touched. Says which clones are not here. */
export function ownCases(): { cases: Case[]; absent: string[] } {
  const absent = new Set<string>();
  const cases: Case[] = [];
  for (const label of ownLabels) {
    const clone = cloneOf(label.repository);
    if (clone === null) absent.add(label.repository);
    else cases.push(ownCase(label, clone));
  }
  return { cases, absent: [...absent] };
}

function ownCase(label: OwnLabel, clone: string): Case {
  const git = (...args: string[]): string =>
    spawnSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const raw = git(
    'diff-tree',
    '-r',
    '-z',
    '--no-renames',
    '--no-abbrev',
    `${label.commit}^`,
    label.commit,
  ).split('\0');
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [, , old = '', now = ''] = raw[at]?.split(' ') ?? [];
    const path = raw[at + 1] ?? '';
    if (!READ.test(path) || path.endsWith('.d.ts')) continue;
    if (!/^0+$/.test(old)) before.set(path, git('cat-file', 'blob', old));
    if (!/^0+$/.test(now)) after.set(path, git('cat-file', 'blob', now));
  }
  const expected = label.refactorings.flatMap(
    ({ type, before: from, after: to, doubt }) => instance(type, from.name, to.name, doubt === true) ?? [],
  );
  const name = `${label.repository}@${label.commit.slice(0, 10)}`;
  return {
    language: OWN,
    name,
    before,
    after,
    expected: byKey(expected),
    refuted: new Set(),
    has: label.has,
    pairs: [],
  };
}
