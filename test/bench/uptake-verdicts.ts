import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lineChanged } from '../../src/analyses/review-feedback/line-changed.js';
import { wilson } from '../../src/statistics/interval.js';
import { type Row, ratio } from './review-targets.js';

/** A verdict on whether a commented line changed, read against the later diff: labels/uptake-verdicts.tsv says how. */
interface ReadVerdict {
  readonly sha256: string;
  readonly changed: boolean;
  /** Which change of the place there was: of the line, near it, none. */
  readonly place: 'line' | 'near' | 'no';
  /** Whether that change is what the comment asks for. */
  readonly led: 'yes' | 'partly' | 'no' | 'unsure';
  readonly asks: 'right' | 'wrong' | 'unsure';
}

/** A thread that was followed through commits: labels/uptake-followed.tsv says how. */
interface ReadThread {
  readonly became: string;
  readonly place: 'right' | 'other-commit' | 'lost';
  readonly led: 'yes' | 'no';
}

const tableOf = (name: string): string[][] =>
  readFileSync(resolve('test/bench/labels', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));

export const readVerdicts = (): ReadVerdict[] =>
  tableOf('uptake-verdicts.tsv').map(
    ([, sha256 = '', verdict, place, led, asks]) =>
      ({ sha256, changed: verdict === 'changed', place, led, asks }) as ReadVerdict,
  );

const readThreads = (): ReadThread[] =>
  tableOf('uptake-followed.tsv').map(
    ([, , , became, , place, led]) => ({ became, place, led }) as ReadThread,
  );

/** What the labels say, by themselves: one line a share. */
export function readShares(): string[] {
  const all = readVerdicts();
  const changed = all.filter((one) => one.changed);
  const unchanged = all.filter((one) => !one.changed);
  const threads = readThreads().filter(({ place }) => place !== 'lost');
  const moved = threads.filter(({ became }) => became !== 'unaddressed');
  return [
    share('said changed: the line did change', changed, ({ place }) => place === 'line'),
    share('  that did what was asked', changed, ({ led }) => led === 'yes'),
    share('  did it at least in part', changed, ({ led }) => led === 'yes' || led === 'partly'),
    share('said unchanged: the line did not', unchanged, ({ place }) => place !== 'line'),
    share('  nor did a line within three of it', unchanged, ({ place }) => place === 'no'),
    share('  yet the place did what was asked', unchanged, ({ led }) => led === 'yes'),
    share(
      'asks for something: rightly said',
      all.filter(({ asks }) => asks !== 'unsure'),
      ({ asks }) => asks === 'right',
    ),
    share('followed: right of what is counted', threads, ({ place }) => place === 'right'),
    share('  changes that did what was asked', moved, ({ led }) => led === 'yes'),
  ];
}

/** @param holds for the case that is counted */
function share<T>(name: string, cases: readonly T[], holds: (one: T) => boolean): string {
  const x = cases.filter(holds).length;
  const { lower = 0, upper = 1 } = wilson(x, cases.length) ?? {};
  return `  ${name.padEnd(36)}  ${ratio(x, cases.length).padStart(5)}  (${x} of ${cases.length}; 95% ${ratio(lower, 1)} to ${ratio(upper, 1)})`;
}

/** @param rows the development data that the verdicts were drawn from; null where it is not here */
export function tellReadVerdicts(say: (line: string) => void, rows: readonly Row[] | null): void {
  const verdicts = readVerdicts();
  const now = new Map(
    rows?.map(({ text, diffHunk = '', laterFileDiff = '' }) => [
      createHash('sha256').update(text).digest('hex'),
      lineChanged(diffHunk, laterFileDiff),
    ]),
  );
  const same = verdicts.filter(({ sha256, changed }) => now.get(sha256) === changed).length;
  if (rows === null)
    console.log('uptake.ndjson is not here (--data DIR): whether verdicts still hold is not known.');
  else say(`verdicts on uptake, read by hand (${same} of ${verdicts.length} still said)`);
  for (const line of readShares()) say(line);
}
