import { isKnownBot } from '../../git/identity.js';
import type { Settings } from '../../model/settings.js';
import { pathPattern } from '../../settings/pattern.js';
import type { App } from './app.js';

const CURSOR = 'bots';

/**
 * Which names are programs, by custom and by what the configuration of a repository said when it was last read: a pull
 * request is read before the configuration that it is judged by.
 */
export async function knownBots(
  app: Pick<App, 'store'>,
  repository: number,
): Promise<(name: string) => boolean> {
  const kept = await app.store.cursors.get(repository, CURSOR);
  const patterns = ((kept === null ? [] : JSON.parse(kept)) as string[]).map(pathPattern);
  return (name) => isKnownBot(name, '') || patterns.some((pattern) => pattern.matches(name));
}

/** Keeps what a configuration says of bots, for the next time. */
export async function rememberBots(
  app: Pick<App, 'store'>,
  repository: number,
  { bots }: Pick<Settings, 'bots'>,
): Promise<void> {
  const now = JSON.stringify(bots.map(({ source }) => source));
  const kept = await app.store.cursors.get(repository, CURSOR);
  if (now !== (kept ?? '[]')) await app.store.cursors.set(repository, CURSOR, now);
}
