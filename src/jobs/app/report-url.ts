import type { RepositoryRef } from '../../model/forge.js';
import type { App } from './app.js';

/** Where a repository's report is; null where nobody has said where this server is reached. */
export const reportUrl = (
  { publicUrl }: Pick<App, 'publicUrl'>,
  { owner, name }: RepositoryRef,
): string | null =>
  publicUrl === null ? null : `${publicUrl}/r/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
