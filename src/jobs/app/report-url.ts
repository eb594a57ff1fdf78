import type { StoredRepository } from '../../store/store.js';
import type { App } from './app.js';

/**
 * Where a repository's report is; null where nobody could read it there: it is private and nobody can sign in, or nobody
 * said where this server is.
 */
export const reportUrl = (
  { publicUrl, canSignIn }: Pick<App, 'publicUrl' | 'canSignIn'>,
  { owner, name, private: isPrivate }: Pick<StoredRepository, 'owner' | 'name' | 'private'>,
): string | null =>
  publicUrl === null || (isPrivate && !canSignIn)
    ? null
    : `${publicUrl}/r/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
