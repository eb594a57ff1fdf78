import { expect, test } from 'vitest';
import { lineChanged } from '../../../src/analyses/review-feedback/line-changed.js';

const hunk = '@@ -1,2 +1,4 @@ class A\n first\n+function total() {\n+  return sum;\n+}';

test('a line that is still there has not changed', () => {
  expect(
    lineChanged(hunk, '@@ -1,2 +1,5 @@\n first\n+import b;\n+function total() {\n+  return sum;\n+}'),
  ).toBe(false);
  expect(lineChanged(hunk, '@@ -1,2 +1,5 @@\n first\n+\tfunction total() {\n+\t\treturn sum;\n+\t}')).toBe(
    false,
  );
});

test('a line that is gone or different has', () => {
  expect(lineChanged(hunk, '@@ -1,2 +1,4 @@\n first\n+function total() {\n+  return total;\n+}')).toBe(true);
  expect(lineChanged(hunk, '')).toBe(true);
});

test('a brace is told by the lines above it', () => {
  expect(lineChanged(hunk, '@@ -1,2 +1,3 @@\n first\n+function other() {\n+}')).toBe(true);
});

test('lines that were removed or left alone can be commented too', () => {
  expect(lineChanged('@@ -1,2 +1 @@\n first\n-second', '@@ -1,2 +1 @@\n first\n-second')).toBe(false);
  expect(lineChanged('@@ -1,2 +1 @@\n first\n-second', '@@ -1 +1 @@\n+first')).toBe(true);
  expect(lineChanged('@@ -1,2 +1,2 @@\n first\n second', '@@ -1,2 +1,2 @@\n first\n-second\n+third')).toBe(
    true,
  );
  expect(lineChanged('@@ -1,2 +1,2 @@\n first\n second', '@@ -9 +9 @@\n+ninth')).toBe(false);
});

test('headers are no lines, and no line gives no answer', () => {
  expect(lineChanged(hunk, `diff --git a/a b/a\n--- a/a\n+++ b/a\n${hunk}`)).toBe(false);
  expect(lineChanged('', '')).toBeNull();
});
