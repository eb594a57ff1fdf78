import type { Conversation } from '../model/review.js';
import { conversationSchema } from './conversation-schema.js';

export { conversationSchema } from './conversation-schema.js';

/** A pull request's review, or what is wrong with its line, a sentence each. */
type ParsedConversation =
  | { readonly kind: 'conversation'; readonly number: number; readonly conversation: Conversation }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Nobody mends more of one line at once. */
const MOST_PROBLEMS = 20;

/** Reads one line of a file of reviews. Never throws. */
export function parseConversation(text: string): ParsedConversation {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'wrong', problems: [`expected JSON, got what is none: ${(error as Error).message}`] };
  }
  const parsed = conversationSchema.safeParse(value);
  if (parsed.success) {
    const { number, conversation } = parsed.data;
    return { kind: 'conversation', number, conversation };
  }
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => {
    const name = path.map((key, at) =>
      typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${String(key)}`,
    );
    const expected = message.startsWith('Invalid input') ? 'an object' : message;
    return `${name.length === 0 ? '' : `${name.join('')}: `}expected ${expected}`;
  });
  return { kind: 'wrong', problems };
}

/** A line of a file of reviews, as `parseConversation` reads it. */
export const conversationLine = (number: number, conversation: Conversation): string =>
  `${JSON.stringify({ schemaVersion: 1, number, conversation })}\n`;
