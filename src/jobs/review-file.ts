import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Conversation } from '../model/review.js';
import { parseConversation } from '../settings/conversations.js';

interface Place {
  readonly offset: number;
  readonly length: number;
}

type Opened =
  | { readonly kind: 'reviews'; readonly reviews: ReviewFile }
  /** Why there is no text, as what follows its name in a sentence. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** All that is wrong in it, as `LINE: WHAT`. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** No pull request has more text than this. */
const LONGEST_LINE = 64 * 1024 * 1024;
/** Nobody mends more at once. */
const MOST_PROBLEMS = 1000;

/**
 * Reviews of pull requests, a line each (docs/schema/conversation.schema.json). Only where each stands is kept in memory:
 * a long history of reviews is larger than that. A pull request that comes twice has its last line: a later import.
 */
export class ReviewFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly places: ReadonlyMap<number, Place>,
  ) {}

  /** Looks at every line once. A last line that was cut off, as when a program was stopped, is passed over. */
  static async open(path: string): Promise<Opened> {
    const places = new Map<number, Place>();
    const problems: string[] = [];
    try {
      let [line, offset] = [0, 0];
      for await (const { bytes, isWhole } of linesOf(path)) {
        line += 1;
        const text = bytes.toString('utf8').trim();
        const parsed = text === '' ? null : parseConversation(text);
        if (parsed?.kind === 'conversation') places.set(parsed.number, { offset, length: bytes.length });
        else if (parsed !== null && (isWhole || text.endsWith('}')))
          problems.push(...parsed.problems.map((problem) => `${line}: ${problem}`));
        offset += bytes.length;
        if (problems.length >= MOST_PROBLEMS) break;
      }
      if (problems.length > 0) return { kind: 'wrong', problems };
      return { kind: 'reviews', reviews: new ReviewFile(await open(path), places) };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { kind: 'unreadable', why: `cannot be read (${code ?? message})` };
    }
  }

  /** Null where nothing is known of it. */
  async of(number: number): Promise<Conversation | null> {
    const place = this.places.get(number);
    if (place === undefined) return null;
    const bytes = Buffer.alloc(place.length);
    await this.file.read(bytes, 0, place.length, place.offset);
    const parsed = parseConversation(bytes.toString('utf8'));
    if (parsed.kind === 'wrong') throw new Error('a file of reviews changed while it was read: run it again');
    return parsed.conversation;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** The lines of a file, with their ends; the last one may have none. */
async function* linesOf(path: string): AsyncGenerator<{ bytes: Buffer; isWhole: boolean }> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(from, end + 1)]), isWhole: true };
      [parts, held] = [[], 0];
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > LONGEST_LINE) throw new Error('a line is longer than 64 MiB');
  }
  if (held > 0) yield { bytes: Buffer.concat(parts), isWhole: false };
}
