import type { StoredRepository } from '../../store/store.js';
import type { App } from './app.js';

/** Where a repository's report is; null where nobody could read it there: it is private, or nobody said where this server is. */
export const reportUrl = (
  { publicUrl }: Pick<App, 'publicUrl'>,
  { owner, name, private: isPrivate }: Pick<StoredRepository, 'owner' | 'name' | 'private'>,
): string | null =>
  publicUrl === null || isPrivate
    ? null
    : `${publicUrl}/r/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
