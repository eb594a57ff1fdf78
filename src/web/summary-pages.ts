import { type Context, Hono } from 'hono';
import { summarise } from '../jobs/summarise.js';
import { summaryPage } from '../pages/summary.js';
import type { Summary } from '../reports/summary.js';
import { summaryMarkdown } from '../reports/summary-markdown.js';
import { askedFor, type FindShown, notReady } from './repository-pages.js';

/** The formats of a summary besides its page. */
const FORMATS: readonly {
  readonly name: string;
  readonly end: string;
  readonly type: string;
  readonly body: (summary: Summary) => string;
}[] = [
  { name: 'Markdown', end: 'md', type: 'text/markdown; charset=utf-8', body: summaryMarkdown },
  {
    name: 'JSON',
    end: 'json',
    type: 'application/json',
    body: (summary) => `${JSON.stringify(summary, null, 2)}\n`,
  },
];

/**
 * The page of a repository for those who lead, and the same in other formats.
 *
 * @param at what its name is made of: one part of the path, or the owner besides
 * @param missing what is said where there is none
 */
export function summaryPages(
  at: ':name' | ':owner/:name',
  find: FindShown,
  missing: (context: Context) => Response | Promise<Response>,
): Hono {
  const pages = new Hono();
  pages.get(`/r/${at}/summary`, async (context) => {
    const shown = await find(context, askedFor(context));
    if (shown === null) return missing(context);
    if (shown.state !== 'ready') return notReady(context, shown, true);
    const downloads = FORMATS.map(({ name, end }) => ({ name, href: `${shown.path}/summary.${end}` }));
    return context.html(summaryPage(summarise(shown.report), { report: shown.path, downloads }));
  });
  for (const { end, type, body } of FORMATS)
    pages.get(`/r/${at}/summary.${end}`, async (context) => {
      const shown = await find(context, askedFor(context));
      if (shown === null) return missing(context);
      if (shown.state !== 'ready') return notReady(context, shown, false);
      return context.body(body(summarise(shown.report)), 200, { 'content-type': type });
    });
  return pages;
}
