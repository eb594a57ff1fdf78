import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The version of git that is used, as `2.39.5`; null where there is none. */
export async function gitVersion(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['--version'], { timeout: 10_000 });
    return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
