import type { ChangeIndex } from '../model/change-index.js';
import type { ReportRow } from '../model/report.js';

/** The changes of a report, wherever they are kept: none is read that nobody asks for. */
export interface ReportChanges {
  /** What each of them counts for. */
  readonly index: () => Promise<ChangeIndex>;
  /** Those of these ids that are there, in the order of the ids; each with its evidence as far as that is kept. */
  readonly rows: (ids: readonly string[]) => Promise<readonly ReportRow[]>;
}

/** So many are read at a time. */
const AT_ONCE = 200;

/** All of them, newest first, a few hundred at a time. */
export async function* newestFirst(changes: ReportChanges): AsyncGenerator<ReportRow> {
  const { ids } = await changes.index();
  for (let end = ids.length; end > 0; end -= AT_ONCE)
    yield* await changes.rows(ids.slice(Math.max(0, end - AT_ONCE), end).reverse());
}

/** Those of a report that is in memory as a whole. */
export function changesOf(rows: readonly ReportRow[], index: ChangeIndex): ReportChanges {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    index: async () => index,
    rows: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
  };
}
