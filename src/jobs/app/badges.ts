import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RepositoryOverview } from '../../model/overview.js';
import type { StoredRepository } from '../../store/store.js';
import type { App } from './app.js';

/**
 * Badges of private repositories are for whoever has a token. It is made from the secret of the installation and a
 * random part that is kept with the repository: another random part, or another installation, and it is void.
 */

/** The cursor that keeps the random part: it goes with its repository. */
const CURSOR = 'badge';
const RANDOM_BYTES = 16;

type Stores = Pick<App, 'store'>;

/** What a badge is made of: `reading` before the first report. Null: missing, or private and not that token. */
export async function badgeOverview(
  { store }: Stores,
  owner: string,
  name: string,
  token: string | null,
): Promise<RepositoryOverview | 'reading' | null> {
  const repository = await store.repositories.named(owner, name);
  if (repository === null) return null;
  if (repository.private) {
    const own = await keptToken({ store }, repository);
    if (own === null || token === null || !isSame(own, token)) return null;
  }
  return (await store.reports.overviews([repository.id])).get(repository.id)?.overview ?? 'reading';
}

/** The token of a private repository, made where there is none yet; null for a public one, which needs none. */
export async function badgeToken({ store }: Stores, owner: string, name: string): Promise<string | null> {
  const repository = await store.repositories.named(owner, name);
  if (repository === null || !repository.private) return null;
  return (await keptToken({ store }, repository)) ?? (await newToken({ store }, repository));
}

/** Makes a new token: those from before are void. */
export async function renewBadgeToken({ store }: Stores, owner: string, name: string): Promise<void> {
  const repository = await store.repositories.named(owner, name);
  if (repository?.private) await newToken({ store }, repository);
}

async function newToken({ store }: Stores, repository: StoredRepository): Promise<string | null> {
  await store.cursors.set(repository.id, CURSOR, randomBytes(RANDOM_BYTES).toString('base64url'));
  return keptToken({ store }, repository);
}

async function keptToken({ store }: Stores, { id, installation }: StoredRepository): Promise<string | null> {
  const random = await store.cursors.get(id, CURSOR);
  const secret = (await store.installations.find(installation))?.secret;
  if (random === null || secret === undefined) return null;
  return createHmac('sha256', secret).update(`badge ${id} ${random}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
