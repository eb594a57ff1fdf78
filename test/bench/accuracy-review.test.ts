import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kappa, ownLabels } from './review-labels.js';
import { Confusion, targets } from './review-targets.js';
import { readShares, readVerdicts } from './uptake-verdicts.js';

const text = (path: string): string => readFileSync(resolve(path), 'utf8');
const document = text('docs/accuracy.md');
const block = document.slice(document.indexOf('npm run bench:review'));

/** A figure of a half of a file, as the bench printed it. */
function figure(target: string, half: string, name: string): number {
  const lines = block
    .slice(block.indexOf(`\n${target} (`))
    .split('\n')
    .slice(2);
  const line = lines.find((it) => it.trimStart().startsWith(half)) ?? '';
  return Number(new RegExp(`  ${name} +(-?[\\d.]+)`).exec(line)?.[1]);
}

describe('the document on accuracy', () => {
  test.each([
    ['informative', 'MCC', 0.45],
    ['informative', 'F1 of the others', 0.55],
    ['question', 'F1', 0.7],
    ['praise', 'F1', 0.7],
    ['request', 'F1', 0.65],
    ['acknowledgement', 'F1', 0.6],
    ['line changed', 'right', 0.9],
  ])('tells that %s reaches what is promised, by %s', (target, name, least) => {
    for (const half of ['development half', 'held-out half', 'all'])
      expect([half, figure(target, half, name)]).toEqual([
        half,
        expect.toSatisfy((it: number) => it >= least),
      ]);
  });

  test('has a line with the majority for each target and half', () => {
    expect(block.match(/\(majority: right \.\d{3}, F1 \.\d{3}, MCC \.000\)/g)?.length).toBeGreaterThanOrEqual(
      3 * targets.length,
    );
    for (const { name, file, means } of targets)
      expect(block).toContain(`${name} (${file}.ndjson, ${means})`);
  });

  test('was printed for our own labels that are here', () => {
    const labels = ownLabels();
    const same = labels.filter(({ first, second }) => first.form === second.form).length;
    const agreed = kappa(labels.map(({ first, second }) => [first.form, second.form] as const)).toFixed(2);
    expect(labels.length).toBeGreaterThanOrEqual(150);
    expect(new Set(labels.map(({ sha256 }) => sha256)).size).toBe(labels.length);
    expect(block).toContain(`(${labels.length} of ${labels.length} here)`);
    expect(block).toContain(`the same form ${same} of ${labels.length}, Cohen's kappa ${agreed};`);
    expect(text('test/bench/labels/README.md')).toContain(
      `the same form on ${same} of ${labels.length} (Cohen's kappa ${agreed})`,
    );
  });

  test('was printed for the verdicts on uptake that were read', () => {
    const verdicts = readVerdicts();
    expect(new Set(verdicts.map(({ sha256 }) => sha256)).size).toBe(40);
    expect(verdicts.filter(({ changed }) => changed)).toHaveLength(20);
    expect(block).toContain('(40 of 40 still said)');
    expect(block).toContain(`\n${readShares().join('\n')}\n`);
  });
});

test("Cohen's kappa takes chance out", () => {
  const pairs = (...counts: readonly [string, string, number][]) =>
    counts.flatMap(([one, other, n]) => Array.from({ length: n }, () => [one, other] as const));
  // The example of Cohen's coefficient in most textbooks: 35 of 50 alike, by chance 25.
  expect(kappa(pairs(['a', 'a', 20], ['a', 'b', 5], ['b', 'a', 10], ['b', 'b', 15]))).toBeCloseTo(0.4, 10);
  expect(kappa(pairs(['a', 'a', 3], ['b', 'b', 2]))).toBe(1);
});

test('a confusion tells its figures as they are defined', () => {
  const confusion = new Confusion();
  const add = (n: number, labelled: boolean, said: boolean) => {
    for (let at = 0; at < n; at += 1) confusion.add(labelled, said);
  };
  add(6, true, true);
  add(2, true, false);
  add(1, false, true);
  add(3, false, false);
  expect(confusion.line()).toBe(
    'n   12  precision .857  recall .750  F1 .800  F1 of the others .667  MCC .478  right .750  (majority: right .667, F1 .800, MCC .000)',
  );
});
