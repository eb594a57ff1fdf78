import type { App } from './app.js';
import { dueOf } from './due.js';
import { eraseRepository } from './erase-repository.js';
import { importsOf } from './import-history.js';

/**
 * Asks for what is due, which a queue may have lost, or was never told: imports that are not at their end, changes to be
 * judged, what was not reconciled for a day. Mirrors on this machine of repositories that are no more go (they were
 * erased while nobody here was told).
 */
export async function resume(app: App): Promise<void> {
  const there = await app.store.repositories.all();
  const installations = await app.store.installations.all();
  const active = new Set(installations.flatMap(({ id, suspended }) => (suspended ? [] : [id])));
  const workable = there
    .filter(({ archived, installation }) => !archived && active.has(installation))
    .map(({ id }) => id);
  const imports = await importsOf(app);
  for (const id of workable)
    if (imports.get(id)?.next !== null) await app.queue.add({ kind: 'import', subject: String(id) });
  for (const job of await dueOf(app, workable)) await app.queue.add(job);
  const known = new Set(there.map(({ id }) => id));
  for (const id of app.mirrors.there()) if (!known.has(id)) await eraseRepository(app, id);
}
