import { z } from 'zod';

/** What `--reviews` reads, a line a pull request. The published JSON Schema is made from it. */

const sha = z
  .string({ error: 'the name of a commit' })
  .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, { error: 'the name of a commit, 40 or 64 hexadecimal digits' });
const moment = z.number({ error: 'seconds since 1970, UTC' });
const line = z
  .number({ error: 'the number of a line' })
  .int()
  .min(1, { error: 'the number of a line, from 1' });
const count = z.number({ error: 'a whole number' }).int().min(0, { error: 'a whole number' });
const id = z.string({ error: 'a name that tells it apart' }).max(200, { error: 'at most 200 characters' });
const text = z.string({ error: 'a text' });

const actor = z
  .object({
    key: z
      .string({ error: 'a key that tells people apart' })
      .min(1, { error: 'a key that tells people apart' })
      .max(200, { error: 'at most 200 characters' })
      .describe('Tells people apart within the file; it is never shown, so let it be no name'),
    bot: z.boolean({ error: 'true or false' }).describe('A program; AI reviewers are programs'),
  })
  .nullable()
  .describe('Null: the account was deleted');

const comment = z.object({
  id,
  at: moment,
  author: actor,
  body: text,
  hunk: text.nullable().describe('The end of the diff that it stands under; null where there is none'),
});

const review = z.object({
  id,
  state: z.enum(['approved', 'changes-requested', 'commented', 'dismissed'], {
    error: 'approved, changes-requested, commented or dismissed',
  }),
  at: moment,
  author: actor,
  body: text,
  commit: sha.nullable(),
});

const thread = z.object({
  id,
  path: text.describe('As the file was called when the thread was opened'),
  subject: z.enum(['line', 'file'], { error: 'line or file' }),
  side: z.enum(['before', 'after'], { error: 'before or after' }),
  lines: z
    .object({ first: line, last: line })
    .nullable()
    .describe(
      'As they were numbered in the commit (side after), or in what the change stands on (side before)',
    ),
  commit: sha.nullable().describe('The head that its first comment was written on'),
  resolved: z.boolean({ error: 'true or false' }),
  resolvedBy: actor,
  outdated: z.boolean({ error: 'true or false' }),
  comments: z
    .array(comment, { error: 'a list' })
    .min(1, { error: 'at least one comment' })
    .describe('The one that opened it first, then the replies'),
});

const commit = z.object({
  sha,
  at: moment,
  author: actor,
  coAuthors: z.array(actor.unwrap(), { error: 'a list' }),
  subject: text,
});

const conversation = z.object({
  author: actor,
  openedAt: moment,
  readyAt: moment.describe('When a review was first asked for, or the draft was made ready'),
  mergedAt: moment.nullable(),
  mergedBy: actor,
  base: sha,
  head: sha,
  additions: count,
  deletions: count,
  inPerson: z
    .boolean({ error: 'true or false' })
    .describe('A label or a trailer says that it was reviewed in person'),
  reviews: z.array(review, { error: 'a list' }),
  threads: z.array(thread, { error: 'a list' }),
  comments: z.array(comment, { error: 'a list' }).describe('On the pull request as a whole'),
  commits: z.array(commit, { error: 'a list' }).describe('Oldest first'),
  pushes: z.array(z.object({ at: moment, before: sha.nullable(), after: sha }), { error: 'a list' }),
  incomplete: z.array(text, { error: 'a list' }).describe('What is not whole, in words'),
});

export const conversationSchema = z
  .object({
    schemaVersion: z.literal(1, { error: '1' }),
    number: z.number({ error: 'the number of a pull request' }).int().min(1),
    conversation,
  })
  .describe(
    'The review of one pull request, a line of what --reviews reads; times are seconds since 1970, UTC',
  );
