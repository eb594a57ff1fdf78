import { plainText } from '../../src/reports/untrusted.js';
import type { ReplayStep } from '../github/replay/replay.js';
import type { CheckRun } from '../github/state/state.js';

/** Whether a terminal is there to colour what is told. */
export type Paint = (code: number, text: string) => string;

export const paintFor = (isTerminal: boolean): Paint =>
  isTerminal ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_, text) => text;

const DONE: Readonly<Record<string, readonly [string, number]>> = {
  success: ['✓', 32],
  failure: ['✗', 31],
};

/** `#12 opened  Add b`; only the opening has the title. */
export const stepLine = ({ kind, number, title }: ReplayStep, paint: Paint): string =>
  `${paint(1, `#${number}`)} ${kind}${kind === 'opened' ? `: ${plainText(title)}` : ''}`;

/** `   ✓ Holdfast success: test-first 1 of 2 …`. */
export function checkLine(number: number, { name, conclusion, output }: CheckRun, paint: Paint): string {
  const [symbol, colour] = DONE[conclusion ?? ''] ?? ['■', 2];
  return `   ${paint(colour, `${symbol} ${name} ${conclusion}`)} on #${number}: ${plainText(output.title ?? '')}`;
}
