import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const labels: { class: string; set: string; readers: string[] }[] = JSON.parse(
  readFileSync(resolve('test/bench/labels/test-first.json'), 'utf8'),
);
const document = readFileSync(resolve('docs/accuracy.md'), 'utf8');

test('the document on accuracy was printed for the labels that are here', () => {
  const [, here, all] = /labelled by two readers \((\d+) of (\d+) here\)/.exec(document) ?? [];
  expect(Number(all)).toBe(labels.length);
  const table = document
    .split('\n')
    .filter((line) => /^(?:first|with|after|untested|not-applicable) +\d/.test(line));
  const counts = table.map((line) => line.split(/ +/).slice(1).map(Number));
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(Number(here));
  const right = counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  expect(document).toContain(
    `all: right ${((100 * right) / Number(here)).toFixed(1)}% (${right} of ${here})`,
  );
});

test('the labels say how far their readers agreed', () => {
  const agreed = labels.filter(({ readers: [one, other] }) => one === other).length;
  const readme = readFileSync(resolve('test/bench/labels/README.md'), 'utf8');
  expect(readme).toContain(`they agreed on ${agreed} of ${labels.length}`);
});
