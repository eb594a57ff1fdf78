import type { App } from './app.js';
import { dueOf } from './due.js';
import { eraseRepository } from './erase-repository.js';
import { importsOf } from './import-history.js';

/** A mirror of what is archived, or suspended, is kept so long: it can be fetched again. */
const IDLE_SECONDS = 30 * 24 * 60 * 60;

/**
 * Asks for what is due, which a queue may have lost, or was never told: imports that are not at their end, changes to be
 * judged, what was not reconciled for a day. Mirrors on this machine go, of repositories that are no more (they were
 * erased while nobody here was told), or that were not worked on for a month.
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
  const worked = new Set(workable);
  const isIdle = (id: number): boolean =>
    !worked.has(id) && app.mirrors.touchedAt(id) < app.now() - IDLE_SECONDS;
  for (const id of app.mirrors.there()) {
    if (!known.has(id)) await eraseRepository(app, id);
    else if (isIdle(id)) await app.mirrors.remove(id);
  }
}
