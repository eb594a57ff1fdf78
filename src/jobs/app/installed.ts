import type { StoredInstallation } from '../../store/installations.js';
import type { StoredRepository } from '../../store/repositories.js';
import type { App } from './app.js';

export interface Installed {
  readonly repository: StoredRepository;
  readonly installation: StoredInstallation;
}

/** A repository that may be worked on; null where it is not installed (any more), is archived, or its owner is suspended. */
export async function installedRepository(app: Pick<App, 'store'>, id: number): Promise<Installed | null> {
  const repository = await app.store.repositories.find(id);
  if (repository === null || repository.archived) return null;
  const installation = await app.store.installations.find(repository.installation);
  return installation === null || installation.suspended ? null : { repository, installation };
}
