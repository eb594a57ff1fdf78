import { describe, expect, test } from 'vitest';
import { lineChanged } from '../../../src/analyses/review-feedback/line-changed.js';
import { sharedData } from '../../shared-data.js';

const hunk = '@@ -1,2 +1,3 @@\n one\n-two\n+const two = 2;';

describe('a commented line, by the diff of its file afterwards', () => {
  test.each([
    ['is still added by it', '@@ -1,2 +1,3 @@\n one\n-two\n+const two = 2;\n+three', false],
    ['is another one in it', '@@ -1,2 +1,3 @@\n one\n-two\n+const zwei = 2;', true],
    ['is only set in otherwise', '@@ -1,2 +1,3 @@\n one\n+    const two = 2;', false],
    ['is not in it any more', '@@ -1,2 +1,1 @@\n one\n-two', true],
    ['is in a file that it has not', '', true],
  ])('%s', (_, later, changed) => {
    expect(lineChanged(hunk, later)).toBe(changed);
  });

  test.each([[''], ['no diff at all']])('is not known of the hunk %j', (none) => {
    expect(lineChanged(none, '@@ -1 +1 @@\n+x')).toBeNull();
  });
});

const cases = sharedData('review/uptake.ndjson');

test.skipIf(cases === null)('agrees with what the forge calls outdated, nine times of ten', () => {
  const rows = (cases ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { diffHunk: string; laterFileDiff: string; outdated: boolean });
  const judged = rows.flatMap(({ diffHunk, laterFileDiff, outdated }) => {
    const changed = lineChanged(diffHunk, laterFileDiff);
    return changed === null ? [] : [changed === outdated];
  });
  const majority = Math.max(...[true, false].map((is) => rows.filter((it) => it.outdated === is).length));
  expect(judged.length / rows.length).toBeGreaterThan(0.95);
  expect(judged.filter(Boolean).length / judged.length).toBeGreaterThanOrEqual(0.9);
  expect(majority / rows.length).toBeLessThan(0.6);
});
