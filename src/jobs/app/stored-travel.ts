import type { Travel } from '../../model/organisation.js';
import type { App } from './app.js';

/** Counting takes minutes in a large organisation, and the shares move slowly. */
const OLD_SECONDS = 24 * 60 * 60;

export type StoredTravel =
  | { readonly kind: 'counted'; readonly travel: readonly Travel[]; readonly madeAt: number }
  /** It is of repositories that whoever asks may not read. */
  | { readonly kind: 'withheld' }
  | { readonly kind: 'being-counted' };

/**
 * How practices travel in an installation, as it was counted last; counted anew in the background where that is a day ago.
 *
 * @param repositories the numbers of those that whoever asks may read, of one installation: told only where it is of no others
 */
export async function storedTravel(
  { store, queue, now }: Pick<App, 'store' | 'queue' | 'now'>,
  repositories: readonly number[],
): Promise<StoredTravel> {
  const [first] = repositories;
  const installation = first === undefined ? undefined : (await store.repositories.find(first))?.installation;
  if (installation === undefined) return { kind: 'being-counted' };
  const stored = await store.travels.get(installation);
  if (stored === null || stored.madeAt < now() - OLD_SECONDS)
    await queue.add({ kind: 'travel', subject: String(installation) });
  if (stored === null) return { kind: 'being-counted' };
  const readable = new Set(repositories);
  if (!stored.repositories.every((id) => readable.has(id))) return { kind: 'withheld' };
  return { kind: 'counted', travel: stored.travel, madeAt: stored.madeAt };
}
