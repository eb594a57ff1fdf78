/** A line of text, or why it is none, as what follows its name in a sentence. Lines count from 1. */
export type Line = { readonly at: number } & ({ readonly text: string } | { readonly why: string });

/** No comment with its diffs is longer; what comes in one piece must fit into memory. */
const MOST_BYTES = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a stream, one after the other: nothing but the line at hand is held. Empty ones are left out. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  let at = 1;
  const add = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (bytes > MOST_BYTES) pieces = [];
    else pieces.push(piece);
  };
  const finish = (): Line | null => {
    const line =
      bytes > MOST_BYTES ? { at, why: 'is longer than 32 MiB' } : lineOf(at, Buffer.concat(pieces));
    pieces = [];
    bytes = 0;
    at += 1;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      const line = finish();
      if (line !== null) yield line;
    }
    add(chunk.subarray(from));
  }
  const line = finish();
  if (line !== null) yield line;
}

function lineOf(at: number, bytes: Uint8Array): Line | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return text === '' ? null : { at, text };
  } catch {
    return { at, why: 'is no UTF-8 text' };
  }
}
