import type { RepositoryReport } from '../../model/report.js';
import type { App } from './app.js';
import { importProgress } from './import-history.js';

/** A report as it was made last, or how far the history has been read that it is made from. */
export type StoredReport =
  | { readonly state: 'ready'; readonly report: RepositoryReport }
  | { readonly state: 'reading'; readonly done: number; readonly total: number };

/** The report of a public repository; null where there is none that anybody may read. */
export async function publicReport(
  { store }: Pick<App, 'store'>,
  owner: string,
  name: string,
): Promise<StoredReport | null> {
  const repository = await store.repositories.named(owner, name);
  if (repository === null || repository.private) return null;
  const kept = await store.reports.get(repository.id);
  if (kept !== null) return { state: 'ready', report: JSON.parse(kept.text) as RepositoryReport };
  const progress = await importProgress({ store }, repository.id);
  return { state: 'reading', done: progress?.done ?? 0, total: progress?.total ?? 0 };
}
