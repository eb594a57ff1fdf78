import { raw } from 'hono/html';
import type { Badge, BadgeColour } from '../reports/badge.js';
import { plainText } from '../reports/untrusted.js';

/** White letters are readable on each of them (4.5 to 1 and more); a frame sets them off from a dark page. */
const FILLS: Readonly<Record<BadgeColour, string>> = {
  lightgrey: '#5b636b',
  blue: '#1f5fbf',
  green: '#1a7f4b',
  brightgreen: '#0f6b3a',
  orange: '#9a6700',
  red: '#b3261e',
};

/** The style of every badge; the policy of its answer names it by its hash. */
export const BADGE_STYLE =
  'text{font:11px Verdana,Geneva,DejaVu Sans,sans-serif;fill:#fff}.label{fill:#3b4249}.frame{fill:none;stroke:#3b4249}@media (prefers-color-scheme:dark){.label{fill:#2b3138}.frame{stroke:#6b747d}}';

const HEIGHT = 20;
/** On each side of a text. */
const PADDING = 6;

/** Letters of Verdana at 11 px, in px: those that are narrower or wider than the others by much. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ijlI|.,:;'!]/, 3.6],
  [/[frt()[\]/\- ]/, 4.6],
  [/[mwMW@%]/, 10.4],
  [/[A-Z]/, 7.8],
  [/[a-z0-9]/, 6.9],
];
const WIDEST = 11;

/** How wide a text is in a badge, in px. The text is drawn to that width, whatever font there is. */
export const textWidth = (text: string): number =>
  Math.round(
    [...text].reduce((sum, letter) => sum + (WIDTHS.find(([own]) => own.test(letter))?.[1] ?? WIDEST), 0),
  );

/** A badge as SVG: no script, nothing loaded, read aloud by its title. */
export function badgeSvg({ label, message, color }: Badge): string {
  const [left, right] = [plainText(label), plainText(message)];
  const [labelWidth, messageWidth] = [left, right].map((text) => textWidth(text) + 2 * PADDING) as [
    number,
    number,
  ];
  const width = labelWidth + messageWidth;
  const title = `${left}: ${right}`;
  return `${String(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      <style>{raw(BADGE_STYLE)}</style>
      <rect class="label" width={labelWidth} height={HEIGHT} />
      <rect x={labelWidth} width={messageWidth} height={HEIGHT} fill={FILLS[color]} />
      <rect class="frame" x=".5" y=".5" width={width - 1} height={HEIGHT - 1} />
      <text x={PADDING} y="14" textLength={labelWidth - 2 * PADDING}>
        {left}
      </text>
      <text x={labelWidth + PADDING} y="14" textLength={messageWidth - 2 * PADDING}>
        {right}
      </text>
    </svg>,
  )}\n`;
}
