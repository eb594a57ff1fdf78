import type { RepositoryReport } from '../../model/report.js';
import type { App } from './app.js';
import { importProgress } from './import-history.js';

/** A report as it was made last, or how far the history has been read that it is made from. */
export type StoredReport =
  | { readonly state: 'ready'; readonly report: RepositoryReport }
  | { readonly state: 'reading'; readonly done: number; readonly total: number };

/** The report of a repository, for somebody who may read it. */
export async function storedReport({ store }: Pick<App, 'store'>, repository: number): Promise<StoredReport> {
  const kept = await store.reports.get(repository);
  if (kept !== null) return { state: 'ready', report: JSON.parse(kept.text) as RepositoryReport };
  const progress = await importProgress({ store }, repository);
  return { state: 'reading', done: progress?.done ?? 0, total: progress?.total ?? 0 };
}
