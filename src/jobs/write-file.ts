import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that nobody ever sees half of it: whole under another name, then put in its place. What is there and is no
 * file (a pipe, a device) is written into instead: nothing may be put in its place.
 */
export async function writeWhole(
  asked: string,
  content: string | Iterable<string>,
  mode = 0o644,
): Promise<void> {
  // A link leads to what is to be written, and stays.
  const path = await realpath(asked).catch(() => asked);
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile()) {
    await writeFile(path, content);
    return;
  }
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
