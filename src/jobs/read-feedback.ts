import { z } from 'zod';
import { readComment } from '../analyses/review-feedback/comment.js';
import { lineChanged } from '../analyses/review-feedback/line-changed.js';
import type { ReadFeedback } from '../reports/feedback.js';
import { readLines } from './read-lines.js';

/** A review comment as a line of NDJSON. Other keys may be there, and are not read. */
export const feedbackLine = z
  .object({
    id: z.union([z.string(), z.number()], 'a text or a number').describe('Comes back as it is'),
    text: z.string('a text').describe('Markdown'),
    diffHunk: z
      .string('a text')
      .nullish()
      .describe('The lines of a unified diff that the comment stands under; the last one is commented'),
    path: z.string('a text').nullish(),
    laterFileDiff: z
      .string('a text')
      .nullish()
      .describe('The diff of the whole file at a later time, against the same base'),
  })
  .describe('A review comment, as holdfast feedback reads it');

export type FeedbackOrProblem =
  | { readonly kind: 'read'; readonly feedback: ReadFeedback }
  | { readonly kind: 'wrong'; readonly line: number; readonly problem: string };

/** Reads comments line by line, in their order; a line that is wrong takes no other with it. */
export async function* readFeedback(stream: AsyncIterable<Uint8Array>): AsyncGenerator<FeedbackOrProblem> {
  for await (const line of readLines(stream)) {
    const wrong = (problem: string): FeedbackOrProblem => ({ kind: 'wrong', line: line.at, problem });
    if ('why' in line) yield wrong(line.why);
    else yield feedbackOf(line.text, wrong);
  }
}

function feedbackOf(text: string, wrong: (problem: string) => FeedbackOrProblem): FeedbackOrProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong(`expected JSON, got what is none: ${(error as Error).message}`);
  }
  const parsed = feedbackLine.safeParse(value);
  if (!parsed.success) return wrong(parsed.error.issues.map((issue) => problemOf(issue, value)).join('; '));
  const { id, text: body, diffHunk = null, laterFileDiff = null } = parsed.data;
  const reading = readComment(body, diffHunk);
  const after =
    laterFileDiff === null
      ? {}
      : { lineChanged: diffHunk === null ? null : lineChanged(diffHunk, laterFileDiff) };
  return { kind: 'read', feedback: { id, reading, ...after } };
}

/** What is wrong with a value or one of its keys. */
function problemOf({ path: [key], message }: z.core.$ZodIssue, value: unknown): string {
  if (key === undefined) return `expected an object, got ${shown(value)}`;
  return `${String(key)}: expected ${message}, got ${shown((value as Record<PropertyKey, unknown>)[key])}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 60) : value);
}
