import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.js';
import { openEmbedded } from './embedded.js';
import { FolderInUse } from './folder-lock.js';
import { pendingOf } from './migrate.js';
import { migrations } from './migrations.js';
import { storeOn } from './open-store.js';
import { openPostgresql } from './postgresql.js';
import type { Store } from './store.js';

/** A database as it is found. */
export type Looked =
  /** Embedded, and nobody has begun one. */
  | { readonly kind: 'missing' }
  /** Embedded, and a server has it. `holder`: its process number; empty where it did not say. */
  | { readonly kind: 'in-use'; readonly holder: string }
  /** `pending`: what it lacks to be up to date; the store may be asked only where that is nothing. */
  | { readonly kind: 'open'; readonly pending: readonly string[]; readonly store: Store };

/**
 * Opens what is kept as it is: nothing is made, and nothing brought up to date, which is for a server to do.
 *
 * @throws Error that says the next step, without credentials
 */
export async function lookAtStore({
  url,
  folder,
}: {
  readonly url: string | null;
  readonly folder: string;
}): Promise<Looked> {
  if (url === null && (await stat(join(folder, 'data')).catch(() => null)) === null)
    return { kind: 'missing' };
  let pending: readonly string[] = [];
  const look = async (database: Database): Promise<void> => {
    ({ pending } = await pendingOf(database, migrations()));
  };
  try {
    const opened = await (url === null ? openEmbedded(folder, look) : openPostgresql(url, look));
    return { kind: 'open', pending, store: storeOn(opened) };
  } catch (error) {
    if (error instanceof FolderInUse) return { kind: 'in-use', holder: error.holder };
    throw error;
  }
}
