import { NotAllowed } from '../../github/failures.js';
import { installations } from '../../github/repositories.js';
import type { App } from './app.js';
import { reconciled } from './due.js';
import { messageOf } from './failures.js';
import { meetInstallation } from './follow-installation.js';

/** Finds what no webhook told: new installations and repositories, a suspension that began or ended, and what is gone. */
export async function reconcileInstallations(app: App): Promise<void> {
  const there = await installations(app.github);
  const known = await app.store.installations.all();
  for (const id of new Set([...there, ...known].map((it) => it.id))) {
    try {
      await meetInstallation(app, id);
    } catch (error) {
      // Suspended a moment ago: that must not keep the others from being found.
      if (!(error instanceof NotAllowed)) throw error;
      app.log.warn({ installation: id, error: messageOf(error) }, 'an installation was not looked at');
    }
  }
  await reconciled(app, 0);
}
