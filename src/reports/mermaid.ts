import { plainText } from './untrusted.js';

/** A chart of lines over named places, as Mermaid's `xychart-beta` draws it; values in percent. */
export interface LineChart {
  readonly title: string;
  /** What the numbers are. */
  readonly unit: string;
  /** Names along the chart, no two alike: Mermaid takes those that are for one place. */
  readonly places: readonly string[];
  /** Each as long as `places`. */
  readonly lines: readonly (readonly number[])[];
}

/** More of a name is not read in a chart. */
const LONGEST = 60;

/**
 * A text in quotes. Within them Mermaid reads anything but their end and nothing; what could end the block of Markdown
 * around it, be taken for an entity (`#quot;`) or for a directive (`%%{init…}%%`), goes too.
 */
function quoted(text: string): string {
  const plain = plainText(text)
    .replace(/["`#;<>&\\{}]/g, ' ')
    .replace(/%{2,}/g, '%')
    .trim()
    .slice(0, LONGEST);
  return `"${plain === '' ? '-' : plain}"`;
}

/** As a block of Markdown, which GitHub draws; nothing for less than two places, which are no line. */
export function lineChart({ title, unit, places, lines }: LineChart): string[] {
  if (places.length < 2) return [];
  return [
    '```mermaid',
    'xychart-beta',
    `    title ${quoted(title)}`,
    `    x-axis [${places.map(quoted).join(', ')}]`,
    `    y-axis ${quoted(unit)} 0 --> 100`,
    ...lines.map((line) => `    line [${line.map((value) => Math.round(value)).join(', ')}]`),
    '```',
    '',
  ];
}
