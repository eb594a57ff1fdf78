import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineChart } from '../../src/reports/mermaid.js';
import { expectMermaid } from './mermaid-grammar.js';

describe('a chart that GitHub draws', () => {
  test('is a block of Mermaid', () => {
    const block = lineChart({
      title: 'test-first observed',
      unit: 'share, %',
      places: ['01-05', '01-12', '01-19'],
      lines: [
        [0, 33.34, 100],
        [20, 20, 20],
      ],
    });
    expect(block.join('\n')).toBe(`\`\`\`mermaid
xychart-beta
    title "test-first observed"
    x-axis ["01-05", "01-12", "01-19"]
    y-axis "share, %" 0 --> 100
    line [0, 33, 100]
    line [20, 20, 20]
\`\`\`
`);
    expectMermaid(block);
  });

  test('is none of less than two places', () => {
    const one = { title: 'a', unit: '%', places: ['a'], lines: [[1]] };
    expect(lineChart(one)).toEqual([]);
    expect(lineChart({ ...one, places: [], lines: [] })).toEqual([]);
  });

  test('keeps to the grammar, whatever its words are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 90 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 2, maxLength: 20 }),
        (title, places) => {
          const line = places.map((_, at) => (at * 37) % 101);
          expectMermaid(lineChart({ title, unit: title, places, lines: [line] }));
        },
      ),
    );
  });
});
