import { Gone } from '../../github/failures.js';
import {
  type FoundInstallation,
  type FoundRepository,
  installationById,
  repositoriesOf,
  repositoryById,
} from '../../github/repositories.js';
import type { Happening, RepositoryRef } from '../../model/forge.js';
import type { StoredDelivery } from '../../store/store.js';
import type { App } from './app.js';
import { askForReconciling } from './due.js';
import { eraseFrom } from './follow-repository.js';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/** Follows what becomes of an installation: what is installed is imported, what is taken away is erased. */
export async function changeInstallation(
  app: App,
  { installation: id }: StoredDelivery,
  { change, repositories }: Of<'installation'>,
): Promise<void> {
  if (id === null) return;
  const now = await installationNow(app, id);
  if (now === null) return;
  if (change === 'created' && !now.suspended)
    await install(app, id, repositories.length > 0 ? repositories : null);
  if (change === 'unsuspended' || change === 'permissions') {
    // What was given up for a permission that was missing gets another go.
    for (const { id: repository } of await app.store.repositories.of(id))
      await app.store.outbox.revive(repository);
    await app.store.issues.revive(app.now());
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
  if ((await installationNow(app, id)) !== null) await install(app, id, [...added, ...removed]);
}

/** A webhook of a repository may come before that of its installation, or instead of it: GitHub says whether it is installed. */
export async function meetRepository(app: App, installation: number, id: number): Promise<void> {
  const now = await installationNow(app, installation);
  if (now === null || now.suspended) return;
  const found = await repositoryById(app.github, installation, id).catch((error: unknown) => {
    if (error instanceof Gone) return null;
    throw error;
  });
  if (found !== null) await begin(app, installation, found);
}

/** All that GitHub has of an installation, and nothing that it has not. */
export async function meetInstallation(app: App, id: number): Promise<void> {
  const before = await app.store.installations.find(id);
  const now = await installationNow(app, id);
  if (now === null || now.suspended) return;
  await install(app, id, null);
  // That it ended was told by a webhook that never came.
  if (before?.suspended) await lookAgain(app, id);
}

/**
 * Stores an installation as GitHub has it now, whatever a webhook said: one that comes late must not bring back what is
 * gone. Null where it is gone; then all of it is erased.
 */
async function installationNow(app: App, id: number): Promise<FoundInstallation | null> {
  const now = await installationById(app.github, id).catch((error: unknown) => {
    if (error instanceof Gone) return null;
    throw error;
  });
  if (now !== null) {
    await app.store.installations.put(now);
    return now;
  }
  for (const repository of await app.store.repositories.of(id)) await eraseFrom(app, id, repository.id);
  await app.store.installations.remove(id);
  return null;
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
    await begin(app, installation, repository);
  }
  for (const { id } of named ?? [])
    if (!there.some((it) => it.id === id)) await eraseFrom(app, installation, id);
}

/** One that is known is brought up to date, and nothing more: thousands are found again every day. */
async function begin(app: App, installation: number, repository: FoundRepository): Promise<void> {
  const { id } = repository;
  const known = await app.store.repositories.find(id);
  await app.store.repositories.put({ ...repository, installation });
  if (known !== null && known.installation === installation && known.archived === repository.archived) return;
  await app.queue.add({ kind: 'import', subject: String(id) });
  await askForReconciling(app, id);
}

async function lookAgain(app: App, installation: number): Promise<void> {
  for (const { id } of await app.store.repositories.of(installation)) await askForReconciling(app, id);
}
