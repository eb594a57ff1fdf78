import { expect } from 'vitest';

/**
 * The part of Mermaid's grammar of `xychart-beta` that is used, line by line: texts in quotes hold none and are not
 * empty, numbers are plain. What it takes was once held against Mermaid's own parser (11.17), which is too large for a test.
 */
const TEXT = '"(?![^"]*%%)[^"`#;<>&{}\\\\\\x00-\\x1f]+"';
const NUMBER = '(?:100|\\d{1,2})';
const GRAMMAR = [
  /^```mermaid$/,
  /^xychart-beta$/,
  new RegExp(`^ {4}title ${TEXT}$`),
  new RegExp(`^ {4}x-axis \\[${TEXT}(?:, ${TEXT})+\\]$`),
  new RegExp(`^ {4}y-axis ${TEXT} 0 --> 100$`),
];
const LINE = new RegExp(`^ {4}line \\[${NUMBER}(?:, ${NUMBER})+\\]$`);

/** Holds a chart against the grammar. */
export function expectMermaid(block: readonly string[]): void {
  const head = block.slice(0, GRAMMAR.length);
  for (const [at, form] of GRAMMAR.entries()) expect(head[at]).toMatch(form);
  const lines = block.slice(GRAMMAR.length, -2);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(LINE);
  expect(block.slice(-2)).toEqual(['```', '']);
}
