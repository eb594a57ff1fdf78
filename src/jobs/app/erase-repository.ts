import type { App } from './app.js';

/** Takes away what is on disk of a repository that was erased; one that was installed again meanwhile keeps it. */
export async function eraseRepository(app: App, id: number): Promise<void> {
  if ((await app.store.repositories.find(id)) !== null) return;
  await app.mirrors.remove(id);
}
