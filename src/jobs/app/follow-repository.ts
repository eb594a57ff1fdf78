import { Gone } from '../../github/failures.js';
import { type FoundRepository, repositoryById } from '../../github/repositories.js';
import type { Happening } from '../../model/forge.js';
import type { StoredDelivery } from '../../store/inbox.js';
import type { App } from './app.js';

/** A new name, owner, default branch or visibility: asked for, not believed, because an old webhook may come late. */
export async function followRepository(
  app: App,
  { installation, repository }: StoredDelivery,
  { private: isPrivate }: Extract<Happening, { kind: 'repository' }>,
): Promise<void> {
  const stored = repository === null ? null : await app.store.repositories.find(repository.id);
  if (stored === null) return;
  // Whoever says that it is private, its report is hidden at once; who may see it again, only GitHub says.
  if (isPrivate) await app.store.repositories.update(stored.id, { private: true });
  await repositoryNow(app, installation ?? stored.installation, stored.id);
}

/**
 * Stores a repository as GitHub has it now within an installation. Null where that has it no more: then it is erased, unless
 * it is another one's by now.
 */
export async function repositoryNow(
  app: App,
  installation: number,
  id: number,
): Promise<FoundRepository | null> {
  const now = await repositoryById(app.github, installation, id).catch((error: unknown) => {
    if (error instanceof Gone) return null;
    throw error;
  });
  if (now === null) {
    await eraseFrom(app, installation, id);
    return null;
  }
  const { owner, name, defaultBranch, archived } = now;
  const known = { owner, name, defaultBranch, archived, private: now.private };
  await app.store.repositories.update(id, { ...known, installation });
  return now;
}

/** What an installation has no more. Rows go at once; what is on disk may be in use, and goes when it is not. */
export async function eraseFrom(app: App, installation: number, id: number): Promise<void> {
  await app.store.repositories.erase(id, app.now(), installation);
  await app.queue.add({ kind: 'erase', subject: String(id) });
}
