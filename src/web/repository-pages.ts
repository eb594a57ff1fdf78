import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { ReportChanges } from '../jobs/report-changes.js';
import type { ChangeFilter } from '../model/change-query.js';
import type { ReportHead } from '../model/report.js';
import type { Around } from '../pages/around.js';
import { changePage, changesPage, indicatorPage } from '../pages/detail.js';
import { reportPage } from '../pages/report.js';
import { messagePage, progressWords, waitingPage } from '../pages/waiting.js';
import { changeQueryFrom, filterFrom, isWhole, queryText } from '../reports/filter.js';
import { viewOf } from '../reports/view.js';
import { partOf, selectChanges } from '../trends/select-changes.js';
import { SCRIPT_PATH } from './assets.js';
import { KeptPages } from './kept-pages.js';
import { localeOf } from './say.js';
import { acceptedFormat, FORMATS, formatOf, sendReport } from './send-report.js';

/** A repository that whoever asks may read, and how far its report is. */
export type Shown = Place & (Ready | Reading | Failed);

interface Place {
  readonly name: string;
  /** The path of its page; those of its other pages begin with it. */
  readonly path: string;
  /** The page that lists it with others; null where there is none. */
  readonly home: string | null;
  /** Where the repository is on its forge, such as `https://github.com/owner/name`; null for one on this disk. */
  readonly forge: string | null;
}

interface Ready {
  readonly state: 'ready';
  readonly report: ReportHead;
  readonly changes: ReportChanges;
  /** Another one where the report says something else. */
  readonly version: string;
  /** Seconds since 1970, UTC. */
  readonly madeAt: number;
}

interface Reading {
  readonly state: 'reading';
  readonly done: number;
  readonly total: number;
  /** What is counted: changes, if left out. */
  readonly what?: 'pull requests';
}

interface Failed {
  readonly state: 'failed';
  readonly message: string;
}

/** Null where there is none, or it is not for whoever asks: both look the same. */
export type FindShown = (context: Context, name: string) => Promise<Shown | null>;

/** So many changes are on the page of a repository, and on a page of changes. */
const LATEST = 10;
const PAGE = 50;

/**
 * The pages of a repository: its report, the same in other formats, and what its numbers count.
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
  const kept = new KeptPages();
  pages.use(`/r/*`, compress());

  /** Answers with a page of a report that is there; what keeps it from that is said instead. */
  const ofReady =
    (answer: (context: Context, shown: Place & Ready) => Promise<Response>) =>
    async (context: Context): Promise<Response> => {
      const shown = await find(context, askedFor(context));
      if (shown === null) return missing(context);
      if (shown.state !== 'ready') return notReady(context, shown, true);
      return answer(context, shown);
    };

  pages.get(`/r/${at}/progress.json`, async (context) => {
    const shown = await find(context, askedFor(context));
    if (shown === null) return missing(context);
    const progress = shown.state === 'reading' ? shown : { done: 0, total: 0 };
    const { done, total } = progress;
    return context.json({ state: shown.state, done, total, words: progressWords(progress) });
  });

  pages.get(
    `/r/${at}/changes`,
    ofReady(async (context, shown) => {
      const { query, problems } = changeQueryFrom(context.req.query(), shown.report);
      return kept.send(context, keyOf(context, shown, ['changes', query, problems]), async () => {
        const { ids, x, n } = selectChanges(await shown.changes.index(), query);
        const from = (query.page - 1) * PAGE;
        const rows = await shown.changes.rows(ids.slice(from, from + PAGE));
        return changesPage(
          shown.report,
          { query, rows, total: ids.length, pages: Math.max(1, Math.ceil(ids.length / PAGE)), x, n },
          { around: aroundOf(context, shown, query), problems, script: SCRIPT_PATH },
        );
      });
    }),
  );

  pages.get(
    `/r/${at}/changes/:id`,
    ofReady(async (context, shown) => {
      const id = context.req.param('id') ?? '';
      const [row] = /^[0-9a-f]{40,64}$/.test(id) ? await shown.changes.rows([id]) : [];
      if (row === undefined)
        return context.html(
          messagePage(
            'Not found',
            'No change of that name was judged here: its whole object name is asked for.',
            {
              href: `${shown.path}/changes`,
              words: 'All changes',
            },
          ),
          404,
        );
      const { query } = filterFrom(context.req.query(), shown.report);
      return kept.send(context, keyOf(context, shown, ['change', row, query]), async () =>
        changePage(shown.report, row, { around: aroundOf(context, shown, query), script: SCRIPT_PATH }),
      );
    }),
  );

  pages.get(
    `/r/${at}/indicators/:indicator`,
    ofReady(async (context, shown) => {
      const { query, problems } = filterFrom(context.req.query(), shown.report);
      const name = context.req.param('indicator');
      if (!shown.report.indicators.some((it) => it.name === name))
        return context.html(
          messagePage('Not found', 'There is no such indicator in this report.', {
            href: shown.path,
            words: 'The report',
          }),
          404,
        );
      return kept.send(context, keyOf(context, shown, ['indicator', name, query, problems]), async () => {
        const view = await viewed(shown, query);
        const indicator = view.indicators.find((it) => it.name === name);
        if (indicator === undefined) throw new Error(`a view has lost ${name}`);
        const around = aroundOf(context, shown, query);
        return indicatorPage(view, indicator, { around, problems, script: SCRIPT_PATH });
      });
    }),
  );

  pages.get(`/r/${at}`, async (context) => {
    const asked = askedFor(context);
    // A repository may be called `a.json`: its own name goes before a format.
    const whole = await find(context, asked);
    const ending = whole === null ? formatOf(asked) : null;
    const shown = ending === null ? whole : await find(context, asked.slice(0, -ending.end.length - 1));
    const format = ending ?? acceptedFormat(context);
    if (shown === null) return missing(context);
    if (shown.state !== 'ready') return notReady(context, shown, format === null);
    const { query, problems } = filterFrom(context.req.query(), shown.report);
    if (format !== null) {
      if (problems.length > 0) return context.text(`${problems.join('\n')}\n`, 400);
      const { ids } = selectChanges(await shown.changes.index(), { ...query, ...EVERY });
      const { changes, version } = shown;
      return sendReport(
        context,
        { view: await viewed(shown, query), filter: query, changes, ids, version },
        format,
      );
    }
    return kept.send(context, keyOf(context, shown, ['report', query, problems]), async () => {
      const { ids } = selectChanges(await shown.changes.index(), { ...query, ...EVERY });
      const changes = await shown.changes.rows(ids.slice(0, LATEST));
      return reportPage(
        { ...(await viewed(shown, query)), changes },
        {
          around: aroundOf(context, shown, query),
          links: [
            { name: 'One page in plain words', href: `${shown.path}/summary` },
            { name: 'Badges', href: `${shown.path}/badges` },
            ...FORMATS.map(({ name, end }) => ({ name, href: `${shown.path}.${end}${queryText(query)}` })),
          ],
          home: shown.home,
          olderChanges: ids.length - changes.length,
          problems,
          script: SCRIPT_PATH,
        },
      );
    });
  });
  return pages;
}

const EVERY = { indicator: null, file: null, counts: 'n', class: null } as const;

/** The report as a filter shows it. */
async function viewed({ report, changes }: Ready, filter: ChangeFilter): Promise<ReportHead> {
  return isWhole(filter) ? report : viewOf(report, filter, partOf(await changes.index(), filter));
}

/** What a page depends on: the report, where it leads, who reads it, and what was asked. */
const keyOf = (context: Context, { path, forge, version, home }: Place & Ready, asked: unknown): string =>
  JSON.stringify([path, forge, home, version, localeOf(context.req.header('accept-language')).tag, asked]);

const aroundOf = (context: Context, { path, forge }: Place, filter: ChangeFilter): Around => ({
  say: localeOf(context.req.header('accept-language')).say,
  path,
  forge,
  filter: { focus: filter.focus, from: filter.from, to: filter.to },
});

/** A report that is not there yet, or can't be made. @param isPage whether people look at it, who want to see how far it is */
export function notReady(
  context: Context,
  shown: Exclude<Shown, { readonly state: 'ready' }>,
  isPage: boolean,
): Response | Promise<Response> {
  if (shown.state === 'failed') return context.html(messagePage(shown.name, shown.message), 500);
  if (!isPage)
    return context.text('The report is still being made: ask again in a few seconds.\n', 503, {
      'retry-after': '2',
    });
  return context.html(
    waitingPage(shown.name, shown, { script: SCRIPT_PATH, ask: `${shown.path}/progress.json` }),
  );
}

/** What the path calls the repository, as `find` takes it: `name`, or `owner/name`. */
export function askedFor(context: Context): string {
  const { owner, name = '' } = context.req.param();
  return owner === undefined ? name : `${owner}/${name}`;
}
