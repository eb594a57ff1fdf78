import type { RepositoryReport } from '../../model/report.js';
import type { App } from './app.js';

/** A report as it was made last, or why there is none yet. */
export interface StoredReport {
  readonly report: RepositoryReport | null;
  readonly words: string;
}

/** The report of a public repository; null where there is none that anybody may read. */
export async function publicReport(
  { store }: Pick<App, 'store'>,
  owner: string,
  name: string,
): Promise<StoredReport | null> {
  const repository = await store.repositories.named(owner, name);
  if (repository === null || repository.private) return null;
  const kept = await store.reports.get(repository.id);
  return {
    report: kept === null ? null : (JSON.parse(kept.text) as RepositoryReport),
    words: 'The history is still being read: ask again in a few minutes.',
  };
}
