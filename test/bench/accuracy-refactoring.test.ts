import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const labels: { has: boolean; refactorings: { doubt?: boolean }[] }[] = JSON.parse(
  readFileSync(resolve('test/bench/labels/refactoring.json'), 'utf8'),
);
const document = readFileSync(resolve('docs/accuracy.md'), 'utf8');

test('the document on accuracy was printed for the labels of refactorings that are here', () => {
  const own = document.slice(document.indexOf('typescript, our own labels:'));
  expect(own).toMatch(new RegExp(`^typescript, our own labels: ${labels.length} commits`));
  const [, right, , missed] =
    /has a refactoring .*\((\d+) right, (\d+) not labelled, (\d+) missed\)/.exec(own) ?? [];
  expect(Number(right) + Number(missed)).toBe(labels.filter(({ has }) => has).length);
});

test('every language reaches what is promised', () => {
  const lines = [...document.matchAll(/has a refactoring +precision +([\d.]+) +recall +([\d.]+)/g)];
  expect(lines.length).toBeGreaterThanOrEqual(5);
  for (const [, precision, recall] of lines) {
    expect(Number(precision)).toBeGreaterThanOrEqual(0.93);
    expect(Number(recall)).toBeGreaterThanOrEqual(0.92);
  }
});
