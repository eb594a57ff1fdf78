import type { App } from './app.js';
import { eraseRepository } from './erase-repository.js';
import { importsOf } from './import-history.js';

/**
 * Takes up what nothing else would: an import that was begun or should have been (its job was lost with the queue), and
 * mirrors on this machine of repositories that are no more (erased while nobody here was told).
 */
export async function resume(app: App): Promise<void> {
  const there = await app.store.repositories.all();
  const imports = await importsOf(app);
  for (const { id } of there)
    if (imports.get(id)?.next !== null) await app.queue.add({ kind: 'import', subject: String(id) });
  const known = new Set(there.map(({ id }) => id));
  for (const id of app.mirrors.there()) if (!known.has(id)) await eraseRepository(app, id);
}
