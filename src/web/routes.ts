import { Hono } from 'hono';
import type { LocalReport, LocalReports } from '../jobs/local-reports.js';
import { homePage, messagePage } from '../pages/waiting.js';
import { ratioWords } from '../reports/words.js';
import { policed } from './policy.js';
import { repositoryPages } from './repository-pages.js';

/**
 * The pages of local reports.
 *
 * @param setup the pages on which an app is set up, and where their forms go; null where there is one
 * @param hosts names that a request may call this server by; another name is a foreign page that reaches in (DNS rebinding)
 */
export function routes(
  reports: LocalReports,
  hosts: (host: string) => boolean,
  setup: { readonly pages: Hono; readonly forms: readonly string[] } | null = null,
): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!hosts(context.req.header('host') ?? ''))
      return context.text('This server answers to its own name only.\n', 421);
    return next();
  });
  app.use(policed(setup?.forms ?? []));
  if (setup !== null) app.route('/', setup.pages);
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/', (context) => {
    const all = reports.all();
    const [only] = all;
    if (all.length === 1 && only !== undefined) return context.redirect(`/r/${only.slug}`);
    return context.html(
      homePage(all.map((it) => ({ name: it.name, href: `/r/${it.slug}`, words: stateWords(it) }))),
    );
  });
  app.route(
    '/',
    repositoryPages(
      ':name',
      async (_context, slug) => {
        const found = await reports.find(slug);
        return (
          found && {
            ...found,
            path: `/r/${found.slug}`,
            home: reports.all().length > 1 ? '/' : null,
            forge: null,
          }
        );
      },
      (context) => context.html(messagePage('Not found', 'No repository of that name is served here.'), 404),
    ),
  );
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
