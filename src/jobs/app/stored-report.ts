import type { ChangeIndex } from '../../model/change-index.js';
import type { Examples } from '../../model/example.js';
import type { ReportHead, ReportRow } from '../../model/report.js';
import { rowOf } from '../../reports/counts.js';
import type { ReportVersion } from '../../store/reports.js';
import { BoundedCache } from '../bounded-cache.js';
import type { ReportChanges } from '../report-changes.js';
import type { App } from './app.js';
import { importProgress } from './import-history.js';
import { reviewed } from './refresh-report.js';

/** A report as it was made last, or how far the history has been read that it is made from. */
export type StoredReport =
  | ({
      readonly state: 'ready';
      readonly report: ReportHead;
      readonly changes: ReportChanges;
    } & ReportVersion)
  | {
      readonly state: 'reading';
      readonly done: number;
      readonly total: number;
      readonly what: 'pull requests';
    };

/**
 * What reports that are asked for again and again are read from: parsing one of five years takes longer than all else.
 * Bytes of JSON; what is parsed takes about three times as much.
 */
const ROOM = 32 * 1024 * 1024;

/** What was parsed last, within a bound. */
export class ParsedReports {
  readonly #heads = new BoundedCache<ReportHead>(ROOM);
  readonly #indexes = new BoundedCache<ChangeIndex>(ROOM);

  async head(
    { store }: Pick<App, 'store'>,
    id: number,
  ): Promise<(ReportVersion & { report: ReportHead }) | null> {
    const now = await store.reports.version(id);
    const known = now === null ? undefined : this.#heads.get(`${id} ${now.version}`);
    if (now !== null && known !== undefined) return { ...now, report: known };
    const kept = await store.reports.head(id);
    if (kept === null) return null;
    const report = JSON.parse(kept.head) as ReportHead;
    this.#heads.set(`${id} ${kept.version}`, report, kept.head.length);
    return { version: kept.version, madeAt: kept.madeAt, report };
  }

  async index({ store }: Pick<App, 'store'>, id: number, version: string): Promise<ChangeIndex> {
    const known = this.#indexes.get(`${id} ${version}`);
    if (known !== undefined) return known;
    const text = await store.reports.index(id);
    if (text === null) return NOTHING;
    const index = { ...NOTHING, ...JSON.parse(text) } as ChangeIndex;
    // Made anew meanwhile it is a newer one: as good, and never kept under the name of this one.
    const now = await store.reports.version(id);
    if (now?.version === version) this.#indexes.set(`${id} ${version}`, index, text.length);
    return index;
  }
}

const NOTHING: ChangeIndex = { ids: [], mergedAt: [], classes: [], areas: [], counted: [], hotspots: [] };

/** The report of a repository, whoever may read it. */
export async function storedReport(
  app: Pick<App, 'store'>,
  parsed: ParsedReports,
  id: number,
): Promise<StoredReport> {
  const kept = await parsed.head(app, id);
  if (kept !== null)
    return {
      state: 'ready',
      ...kept,
      changes: {
        index: () => parsed.index(app, id, kept.version),
        rows: (ids) => rowsOf(app, id, ids),
      },
    };
  const progress = await importProgress(app, id);
  return {
    state: 'reading',
    done: progress?.done ?? 0,
    total: progress?.total ?? 0,
    what: 'pull requests',
  };
}

/** What a repository's history has to learn from, as its last report has it; null without one. */
export async function storedExamples(
  app: Pick<App, 'store' | 'parsed'>,
  id: number,
): Promise<Examples | null> {
  return (await app.parsed.head(app, id))?.report.examples ?? null;
}

async function rowsOf(
  { store }: Pick<App, 'store'>,
  id: number,
  ids: readonly string[],
): Promise<readonly ReportRow[]> {
  const judged = await store.changes.some(id, ids);
  const numbers = judged.flatMap(({ judgement: { change } }) => change.number ?? []);
  const reviews = new Map((await store.reviews.some(id, numbers)).map((review) => [review.number, review]));
  const byId = new Map(
    judged.map(({ judgement }) => {
      const review = judgement.change.number === null ? undefined : reviews.get(judgement.change.number);
      const { change, findings } = review === undefined ? judgement : reviewed(judgement, review);
      return [change.id, rowOf(change, findings)] as const;
    }),
  );
  return ids.flatMap((one) => byId.get(one) ?? []);
}
