/** More than a million points take. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * All of a stream as text, or why it cannot be had, as what follows its name in a sentence.
 *
 * @param stream of bytes, from a file that may turn out not to be one, or from standard input
 */
export async function readText(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string } | { readonly why: string }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) return { why: 'is larger than 256 MiB' };
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch (error) {
    return { why: whyUnreadable(error) };
  }
}

/** Why a stream gives no text, as what follows its name in a sentence. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === undefined ? undefined : WHY[code];
  return why ?? `cannot be read (${code ?? (error as Error).message})`;
}

const WHY: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  ENOTDIR: 'does not exist',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is no UTF-8 text',
};
