/**
 * How right and how fast the reading of one review comment is:
 * 1. the development data, split by a hash of the text: rules were made by looking at one half only
 * 2. comments of public TypeScript repositories, labelled by us (labels/review-comments.tsv, labels/README.md); their
 *    texts are not kept: --comments names a folder with comments.ndjson, one {text} a line
 * 3. what became of a comment: verdicts that were read by hand (labels/uptake-verdicts.tsv, labels/uptake-followed.tsv)
 *
 * npm run bench:review -- [--data DIR] [--comments DIR] [--show TARGET] [--write]
 *
 * `--show` prints the mistakes of the development half, `--write` puts what is printed into docs/accuracy.md.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readComment } from '../../src/analyses/review-feedback/comment.js';
import { Printed } from './printed.js';
import { hostile } from './review-hostile.js';
import { tellOwnLabels } from './review-labels.js';
import { Confusion, type Row, targets } from './review-targets.js';
import { tellReadVerdicts } from './uptake-verdicts.js';

const { values } = parseArgs({
  strict: false,
  options: {
    data: { type: 'string', default: '../shared/data' },
    comments: { type: 'string' },
    show: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const printed = new Printed('bench:review');
const say = printed.say;

/** Half of all texts, by the last bit of the first hexadecimal digit of their hash. */
const isDevelopment = ({ text }: Row): boolean =>
  Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 1), 16) % 2 === 0;

function rowsOf(file: string): Row[] | null {
  const path = join(resolve(String(values.data)), 'review', `${file}.ndjson`);
  if (!existsSync(path)) return null;
  const seen = new Set<string>();
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line))
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}

function tellTargets(): void {
  for (const { name, file, means, labelled, said } of targets) {
    const rows = rowsOf(file);
    if (rows === null) {
      console.log(`${file}.ndjson is not here (--data DIR): ${name} is not measured.`);
      continue;
    }
    say(`${name} (${file}.ndjson, ${means})`);
    const halves = {
      'development half': rows.filter(isDevelopment),
      'held-out half': rows.filter((row) => !isDevelopment(row)),
      all: rows,
    };
    for (const [half, some] of Object.entries(halves)) {
      const confusion = new Confusion();
      for (const row of some) {
        const is = labelled(row);
        const says = said(row, readComment(row.text, row.diffHunk ?? null));
        confusion.add(is, says);
        if (values.show === name && half === 'development half' && is !== says)
          console.log(`    ${says ? 'wrong ' : 'missed'} ${JSON.stringify(row.text.slice(0, 160))}`);
      }
      say(`  ${half.padEnd(16)}  ${confusion.line()}`);
    }
  }
}

/** The best of so many rounds of few comments each: others work on the same machine, and interrupt longer ones. */
const ROUNDS = 20;
const AT_ONCE = 50;

function tellSpeed(): void {
  const rows = ['informativeness', 'purpose', 'uptake', 'praise'].flatMap((file) => rowsOf(file) ?? []);
  const sets = {
    'review comments': rows.filter(({ polarity }) => polarity === undefined),
    'with longer comments on whole pull requests': rows,
  };
  for (const [name, some] of Object.entries(sets)) {
    if (some.length === 0) continue;
    for (const { text, diffHunk } of some) readComment(text, diffHunk ?? null);
    let seconds = 0;
    for (let from = 0; from < some.length; from += AT_ONCE) {
      const few = some.slice(from, from + AT_ONCE);
      const times = Array.from({ length: ROUNDS }, () => {
        const start = performance.now();
        for (const { text, diffHunk } of few) readComment(text, diffHunk ?? null);
        return (performance.now() - start) / 1000;
      });
      seconds += Math.min(...times);
    }
    say(`${name}: ${Math.round(some.length / seconds).toLocaleString('en')} a second`);
  }
}

function tellHostile(): void {
  const times = hostile.map(({ name, text }) => {
    const body = text(100_000);
    const start = process.cpuUsage();
    readComment(body, body);
    return { name, ms: process.cpuUsage(start).user / 1000 };
  });
  times.sort((a, b) => b.ms - a.ms);
  const [worst] = times;
  say(
    `${times.length} hostile texts of 100,000 characters: at most ${worst?.ms.toFixed(0)} ms (${worst?.name}), median ${times[times.length >> 1]?.ms.toFixed(1)} ms`,
  );
}

tellTargets();
tellReadVerdicts(say, rowsOf('uptake'));
tellOwnLabels(
  say,
  values.comments === undefined ? null : resolve(String(values.comments)),
  values.show === 'form',
);
say(
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${loadavg()[0]?.toFixed(0)} programs at once`,
);
tellSpeed();
tellHostile();
if (values.write) printed.write();
