import { Gone } from '../../github/failures.js';
import { installationById, repositoriesOf } from '../../github/repositories.js';
import type { Happening, RepositoryRef } from '../../model/forge.js';
import type { StoredDelivery } from '../../store/store.js';
import type { App } from './app.js';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/** Follows what becomes of an installation: what is installed is imported, what is taken away is erased. */
export async function changeInstallation(
  app: App,
  { installation: id }: StoredDelivery,
  { change, repositories }: Of<'installation'>,
): Promise<void> {
  if (id === null) return;
  if (!(await bringUpToDate(app, id))) return;
  if (change === 'created') await install(app, id, repositories.length > 0 ? repositories : null);
  if (change === 'unsuspended' || change === 'permissions') {
    // What was given up for a permission that was missing gets another go.
    await app.store.outbox.revive();
    await lookAgain(app, id);
  }
  app.log.info({ installation: id, change }, 'an installation has changed');
}

/** Repositories that were added to an installation, or taken from it. */
export async function changeRepositories(
  app: App,
  { installation: id }: StoredDelivery,
  { added, removed }: Of<'repositories'>,
): Promise<void> {
  if (id === null) return;
  // Whether they are there is asked for, not believed: the webhooks of one repository may come in any order.
  if (await bringUpToDate(app, id)) await install(app, id, [...added, ...removed]);
}

/**
 * Stores an installation as GitHub has it now, whatever a webhook said: one that comes late must not bring back what is
 * gone. False where it is gone; then all of it is erased.
 */
async function bringUpToDate(app: App, id: number): Promise<boolean> {
  const now = await installationById(app.github, id).catch((error: unknown) => {
    if (error instanceof Gone) return null;
    throw error;
  });
  if (now !== null) {
    await app.store.installations.put(now);
    return true;
  }
  for (const repository of await app.store.repositories.of(id)) await erase(app, repository.id);
  await app.store.installations.remove(id);
  return false;
}

/** @param named only these are looked at; null: all that the installation has */
async function install(
  app: App,
  installation: number,
  named: readonly RepositoryRef[] | null,
): Promise<void> {
  const there = await repositoriesOf(app.github, installation);
  for (const repository of there) {
    if (named !== null && !named.some(({ id }) => id === repository.id)) continue;
    await app.store.repositories.put({ ...repository, installation });
    await app.queue.add({ kind: 'import', subject: String(repository.id) });
    await app.queue.add({ kind: 'reconcile', subject: String(repository.id) });
  }
  for (const { id } of named ?? []) if (!there.some((it) => it.id === id)) await erase(app, id);
}

/** Rows go at once; what is on disk may be in use, and goes when it is not. */
async function erase(app: App, id: number): Promise<void> {
  await app.store.repositories.erase(id, app.now());
  await app.queue.add({ kind: 'erase', subject: String(id) });
}

async function lookAgain(app: App, installation: number): Promise<void> {
  for (const { id } of await app.store.repositories.of(installation))
    await app.queue.add({ kind: 'reconcile', subject: String(id) });
}
