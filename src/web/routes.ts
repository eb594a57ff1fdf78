import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { LocalReport, LocalReports } from '../jobs/local-reports.js';
import { reportPage } from '../pages/report.js';
import { STYLE } from '../pages/style.js';
import { homePage, messagePage, waitingPage } from '../pages/waiting.js';
import { reportCsv } from '../reports/csv.js';
import { reportJson } from '../reports/json.js';
import { reportMarkdown } from '../reports/markdown.js';
import { ratioWords } from '../reports/words.js';

/** Pages hold what repositories wrote: nothing may run, nothing may be loaded, no site may frame them. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FORMATS = [
  { name: 'JSON', end: 'json' },
  { name: 'CSV', end: 'csv' },
  { name: 'Markdown', end: 'md' },
] as const;

/**
 * The pages of local reports.
 *
 * @param hosts names that a request may call this server by; another name is a foreign page that reaches in (DNS rebinding)
 */
export function routes(reports: LocalReports, hosts: (host: string) => boolean): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!hosts(context.req.header('host') ?? ''))
      return context.text('This server answers to its own name only.\n', 421);
    await next();
    context.header('content-security-policy', POLICY);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
    context.header('cache-control', 'no-store');
    return undefined;
  });
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/', (context) => {
    const all = reports.all();
    const [only] = all;
    if (all.length === 1 && only !== undefined) return context.redirect(`/r/${only.slug}`);
    return context.html(
      homePage(all.map((it) => ({ name: it.name, href: `/r/${it.slug}`, words: stateWords(it) }))),
    );
  });
  app.get('/r/:file', async (context) => {
    const file = context.req.param('file');
    // A repository may be called `a.json`: its own name goes before a format.
    const whole = await reports.find(file);
    const end = whole === null ? FORMATS.find((format) => file.endsWith(`.${format.end}`))?.end : undefined;
    const found = end === undefined ? whole : await reports.find(file.slice(0, -end.length - 1));
    if (found === null)
      return context.html(messagePage('Not found', 'No repository of that name is served here.'), 404);
    if (found.state === 'failed') return context.html(messagePage(found.name, found.message), 500);
    if (found.state === 'reading') {
      if (end === undefined) return context.html(waitingPage(found.name, found.done, found.total));
      return context.text('The report is still being made: ask again in a few seconds.\n', 503, {
        'retry-after': '2',
      });
    }
    switch (end) {
      case 'json':
        return context.body([...reportJson(found.report)].join(''), 200, {
          'content-type': 'application/json',
        });
      case 'csv':
        return context.body(reportCsv(found.report), 200, { 'content-type': 'text/csv; charset=utf-8' });
      case 'md':
        return context.body(reportMarkdown(found.report), 200, {
          'content-type': 'text/markdown; charset=utf-8',
        });
      default:
        return context.html(
          reportPage(found.report, {
            downloads: FORMATS.map((format) => ({
              name: format.name,
              href: `/r/${found.slug}.${format.end}`,
            })),
            home: reports.all().length > 1 ? '/' : null,
          }),
        );
    }
  });
  app.notFound((context) => context.html(messagePage('Not found', 'There is no such page.'), 404));
  app.onError((error, context) => {
    console.error(error);
    return context.html(messagePage('Something went wrong', 'The error is in the log of the server.'), 500);
  });
  return app;
}

function stateWords(report: LocalReport): string {
  if (report.state === 'failed') return report.message;
  if (report.state === 'reading') return 'being read';
  const [observed] = report.report.indicators;
  return observed === undefined ? '' : ratioWords(observed);
}
