import type { Within } from './database.js';
import { big } from './database.js';

/** What a write under a fencing number came to. `stale`: somebody else has begun the same since. */
export type Written = 'written' | 'stale' | 'erased';

/**
 * Looks whether there is a repository that was not erased, and holds it until the end of the transaction: an erasure
 * waits until everybody has let go, and who comes after it sees the tombstone. `shared` lets others write at the same
 * time, `alone` doesn't. A repository that was never put is as good as an erased one.
 */
export async function held(within: Within, repository: number, how: 'shared' | 'alone'): Promise<boolean> {
  const id = big(repository);
  // The weakest locks that do it: names and states of a repository can change meanwhile under the first one.
  const rows =
    how === 'shared'
      ? await within.$queryRaw<
          { erasedAt: bigint | null }[]
        >`SELECT "erasedAt" FROM "Repository" WHERE id = ${id} FOR KEY SHARE`
      : await within.$queryRaw<
          { erasedAt: bigint | null }[]
        >`SELECT "erasedAt" FROM "Repository" WHERE id = ${id} FOR NO KEY UPDATE`;
  return rows[0] !== undefined && rows[0].erasedAt === null;
}
