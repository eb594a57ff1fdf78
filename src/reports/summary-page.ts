import type { Summary } from './summary.js';
import { fit } from './terminal.js';
import { plainText } from './untrusted.js';

/** So many of each are told on one page, and so many columns of what the team wrote; the JSON has all. */
const MOST = { focus: 3, tried: 3, next: 5, unknown: 6 } as const;
const COLUMNS = { name: 100, vision: 320, area: 60, goal: 140, title: 80, expected: 110 } as const;

/** A summary that fits on one page, and how many entries that left out. What the team wrote is one plain line each. */
export interface OnePage {
  readonly summary: Summary;
  readonly leftOut: Readonly<Record<'focus' | 'tried' | 'next', number>>;
}

export function onePage(summary: Summary): OnePage {
  const { repository, vision, focus, tried, next, unknown } = summary;
  const over = (list: readonly unknown[], most: number): number => Math.max(0, list.length - most);
  return {
    summary: {
      ...summary,
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
    },
    leftOut: {
      focus: over(focus, MOST.focus),
      tried: over(tried, MOST.tried),
      next: over(next, MOST.next),
    },
  };
}

const cut = (text: string, columns: number): string => fit(plainText(text), columns);

/** Where more of the same is. */
export const moreWords = (n: number): string => `${n} more: the report has them.`;
