import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { stream } from 'hono/streaming';
import type { ReportChanges } from '../jobs/report-changes.js';
import { WITH_EVIDENCE } from '../jobs/report-draft.js';
import type { ChangeFilter } from '../model/change-query.js';
import type { ReportHead, ReportRow } from '../model/report.js';
import { CSV_HEAD, csvLines } from '../reports/csv.js';
import { isWhole } from '../reports/filter.js';
import { ReportJson } from '../reports/json.js';
import { type LatestChanges, reportMarkdown } from '../reports/markdown.js';
import { selectChanges } from '../trends/select-changes.js';
import { isKnown, mayBeKept } from './kept-pages.js';

/** A report as a filter shows it, whose changes are read as they are written. */
export interface Whole {
  readonly view: ReportHead;
  readonly filter: ChangeFilter;
  readonly changes: ReportChanges;
  /** The changes of the filter, newest first. */
  readonly ids: readonly string[];
  readonly version: string;
}

interface Format {
  readonly name: string;
  /** How an address ends that asks for it. */
  readonly end: string;
  readonly type: string;
  readonly body: (whole: Whole) => AsyncIterable<string>;
}

/** The formats of a report besides its page. */
export const FORMATS: readonly Format[] = [
  { name: 'JSON', end: 'json', type: 'application/json', body: json },
  { name: 'CSV', end: 'csv', type: 'text/csv; charset=utf-8', body: csv },
  { name: 'Markdown', end: 'md', type: 'text/markdown; charset=utf-8', body: markdown },
];

/** The format that the end of a name asks for; null for the page. */
export const formatOf = (file: string): Format | null =>
  FORMATS.find(({ end }) => file.endsWith(`.${end}`)) ?? null;

/** The format that the `Accept` header asks for; null for the page. */
export function acceptedFormat(context: Context): Format | null {
  const mediaOf = ({ type }: Format): string => type.split(';', 1)[0] ?? '';
  const asked = accepts(context, {
    header: 'Accept',
    supports: ['text/html', ...FORMATS.map(mediaOf)],
    default: 'text/html',
  });
  return FORMATS.find((format) => mediaOf(format) === asked) ?? null;
}

/** A download's tag is made before it is written, so what writes it must be the same too. */
const WRITER = randomUUID();

export function sendReport(context: Context, whole: Whole, format: Format): Response {
  const { version, filter } = whole;
  const made = createHash('sha256').update(JSON.stringify([WRITER, version, filter, format.end]));
  const tag = `W/"${made.digest('base64url').slice(0, 22)}"`;
  for (const [name, value] of Object.entries({ ...mayBeKept, etag: tag })) context.header(name, value);
  if (isKnown(context, tag)) return context.body(null, 304);
  context.header('content-type', format.type);
  return stream(context, async (to) => {
    for await (const piece of format.body(whole)) await to.write(piece);
  });
}

/** So many changes are read at a time. */
const AT_ONCE = 200;

async function* pagesOf({ changes, ids }: Whole): AsyncGenerator<readonly ReportRow[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE)
    yield await changes.rows(ids.slice(from, from + AT_ONCE));
}

async function* json(whole: Whole): AsyncGenerator<string> {
  const { view, filter } = whole;
  const pieces = new ReportJson(isWhole(filter) ? view : { ...view, filter });
  yield pieces.begin;
  let count = 0;
  for await (const rows of pagesOf(whole)) {
    yield pieces.rows(rows.map((row, at) => (count + at < WITH_EVIDENCE ? row : { ...row, findings: null })));
    count += rows.length;
  }
  yield pieces.end();
}

async function* csv(whole: Whole): AsyncGenerator<string> {
  yield CSV_HEAD;
  for await (const rows of pagesOf(whole)) yield csvLines(rows);
}

/** Only the newest changes are in it, and how many there are besides. */
async function* markdown({ view, filter, changes }: Whole): AsyncGenerator<string> {
  const index = await changes.index();
  const latest = async (ids: readonly string[]): Promise<LatestChanges> => ({
    rows: await changes.rows(ids.slice(0, MARKDOWN_ROWS)),
    total: ids.length,
  });
  const all = { ...filter, class: null, counts: 'x' } as const;
  const judged = ['first', 'with', 'after', 'untested'] as const;
  const isJudged = new Set(
    judged.flatMap((name) => selectChanges(index, { ...all, indicator: null, class: name }).ids),
  );
  yield reportMarkdown(view, {
    filter,
    judged: await latest([...index.ids].reverse().filter((id) => isJudged.has(id))),
    refactored: await latest(selectChanges(index, { ...all, indicator: 'refactoring.share' }).ids),
  });
}

const MARKDOWN_ROWS = 50;
