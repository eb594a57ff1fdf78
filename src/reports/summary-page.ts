import stringWidth from 'string-width';
import { type Summary, sentencesOf } from './summary.js';
import { fit } from './terminal.js';
import { plainText } from './untrusted.js';

/** So many of each are told on one page, and so many columns of what the team wrote; the JSON has all. */
const MOST = { focus: 3, tried: 3, next: 6, unknown: 6 } as const;
const COLUMNS = { name: 60, vision: 320, area: 60, goal: 120, title: 80, expected: 90 } as const;

/** With so many characters and more a sheet needs smaller letters. */
const MUCH = 2900;

/** A summary that fits on one page, and how many entries that left out. What the team wrote is one plain line each. */
export interface OnePage {
  readonly summary: Summary;
  readonly leftOut: Readonly<Record<'focus' | 'tried' | 'next', number>>;
  /** Whether it is so much that it takes smaller letters on paper. */
  readonly isMuch: boolean;
}

export function onePage(whole: Summary): OnePage {
  const { repository, vision, focus, tried, next, unknown } = whole;
  const over = (list: readonly unknown[], most: number): number => Math.max(0, list.length - most);
  const summary: Summary = {
    ...whole,
    repository: { ...repository, name: cut(repository.name, COLUMNS.name) },
    vision: vision === null ? null : cut(vision, COLUMNS.vision),
    focus: focus.slice(0, MOST.focus).map(({ name, goal, ...area }) => ({
      ...area,
      name: cut(name, COLUMNS.area),
      goal: goal === null ? null : cut(goal, COLUMNS.goal),
    })),
    tried: tried.slice(0, MOST.tried).map(({ title, expected, ...attempt }) => ({
      ...attempt,
      title: cut(title, COLUMNS.title),
      expected: expected === null ? null : cut(expected, COLUMNS.expected),
    })),
    next: next.slice(0, MOST.next),
    unknown: unknown.slice(0, MOST.unknown),
  };
  return {
    summary,
    leftOut: {
      focus: over(focus, MOST.focus),
      tried: over(tried, MOST.tried),
      next: over(next, MOST.next),
    },
    isMuch: columnsOf(summary) >= MUCH,
  };
}

const columnsOf = (summary: Summary): number =>
  [
    ...sentencesOf(summary),
    summary.vision ?? '',
    ...summary.focus.flatMap(({ name, goal }) => [name, goal ?? '']),
    ...summary.tried.flatMap(({ title, expected }) => [title, expected ?? '']),
  ].reduce((sum, text) => sum + stringWidth(text), 0);

const cut = (text: string, columns: number): string => fit(plainText(text), columns);

/** That there is more of the same, and where. */
export const moreWords = (n: number): string => `And ${n} more, in the JSON of this summary.`;
