import { type Context, Hono } from 'hono';
import type { ReportChanges } from '../jobs/report-changes.js';
import type { ReportHead } from '../model/report.js';
import { messagePage, waitingPage } from '../pages/waiting.js';
import { FORMATS, formatOf, sendReport } from './send-report.js';

/** A repository that whoever asks may read, and how far its report is. */
export type Shown = {
  readonly name: string;
  /** The path of its page; those of its other pages begin with it. */
  readonly path: string;
  /** The page that lists it with others; null where there is none. */
  readonly home: string | null;
  /** Where the repository is on its forge, such as `https://github.com/owner/name`; null for one on this disk. */
  readonly forge: string | null;
} & (
  | {
      readonly state: 'ready';
      readonly report: ReportHead;
      readonly changes: ReportChanges;
      /** Another one where the report says something else. */
      readonly version: string;
      /** Seconds since 1970, UTC. */
      readonly madeAt: number;
    }
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | { readonly state: 'failed'; readonly message: string }
);

/** Null where there is none, or it is not for whoever asks: both look the same. */
export type FindShown = (context: Context, name: string) => Promise<Shown | null>;

/**
 * The pages of a repository: its report, and the same in other formats.
 *
 * @param at what its name is made of: one part of the path, or the owner besides
 * @param missing what is said where there is none
 */
export function repositoryPages(
  at: ':name' | ':owner/:name',
  find: FindShown,
  missing: (context: Context) => Response | Promise<Response>,
): Hono {
  const pages = new Hono();
  pages.get(`/r/${at}`, async (context) => {
    const asked = askedFor(context);
    // A repository may be called `a.json`: its own name goes before a format.
    const whole = await find(context, asked);
    const format = whole === null ? formatOf(asked) : null;
    const shown = format === null ? whole : await find(context, asked.slice(0, -format.end.length - 1));
    if (shown === null) return missing(context);
    if (shown.state === 'failed') return context.html(messagePage(shown.name, shown.message), 500);
    if (shown.state === 'reading') {
      if (format === null) return context.html(waitingPage(shown.name, shown.done, shown.total));
      return context.text('The report is still being made: ask again in a few seconds.\n', 503, {
        'retry-after': '2',
      });
    }
    return sendReport(context, shown, format, {
      downloads: FORMATS.map(({ name, end }) => ({ name, href: `${shown.path}.${end}` })),
      home: shown.home,
    });
  });
  return pages;
}

/** What the path calls the repository, as `find` takes it: `name`, or `owner/name`. */
function askedFor(context: Context): string {
  const { owner, name = '' } = context.req.param();
  return owner === undefined ? name : `${owner}/${name}`;
}
