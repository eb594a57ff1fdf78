import { type Context, Hono } from 'hono';
import type { LocalReport, LocalReports } from '../jobs/local-reports.js';
import { homePage, messagePage } from '../pages/waiting.js';
import { overviewOf } from '../reports/overview.js';
import { ratioWords } from '../reports/words.js';
import { assets } from './assets.js';
import { badgePages } from './badge-pages.js';
import { coachRoutes } from './coach-routes.js';
import { coachOfLocal, organisationOfLocal } from './local-coach.js';
import { organisationRoutes } from './organisation-routes.js';
import { policed } from './policy.js';
import { type FindShown, repositoryPages } from './repository-pages.js';
import { summaryPages } from './summary-pages.js';

/**
 * The pages of local reports.
 *
 * @param setup the pages on which an app is set up, and where their forms go; null where there is one
 * @param onError told what went wrong in a page
 * @param hosts names that a request may call this server by; another name is a foreign page that reaches in (DNS rebinding)
 */
export function routes(
  reports: LocalReports,
  hosts: (host: string) => boolean,
  setup: { readonly pages: Hono; readonly forms: readonly string[] } | null = null,
  onError: (error: unknown) => void = () => {},
): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!hosts(context.req.header('host') ?? ''))
      return context.text('This server answers to its own name only.\n', 421);
    return next();
  });
  app.use(policed(setup?.forms ?? []));
  if (setup !== null) app.route('/', setup.pages);
  app.route('/', assets());
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.route('/', coachRoutes(coachOfLocal(reports)));
  app.route('/', organisationRoutes(organisationOfLocal(reports)));
  app.get('/', (context) => {
    const all = reports.all();
    const [only] = all;
    if (all.length === 1 && only !== undefined) return context.redirect(`/r/${only.slug}`);
    return context.html(
      homePage(
        all.map((it) => ({ name: it.name, href: `/r/${it.slug}`, words: stateWords(it) })),
        setup === null ? null : '/setup',
      ),
    );
  });
  const find: FindShown = async (_context, slug) => {
    const found = await reports.find(slug);
    const home = reports.all().length > 1 ? '/' : null;
    return found && { ...found, path: `/r/${found.slug}`, home, forge: null };
  };
  const missing = (context: Context): Response | Promise<Response> =>
    context.html(messagePage('Not found', 'No repository of that name is served here.'), 404);
  for (const pages of [repositoryPages, summaryPages]) app.route('/', pages(':name', find, missing));
  app.route(
    '/',
    badgePages(':name', find, missing, {
      overview: async (_context, slug) => {
        const found = await reports.find(slug);
        return found && (found.state === 'ready' ? overviewOf(found.report) : 'reading');
      },
      token: async () => null,
      renew: async () => {},
      publicUrl: null,
      forms: null,
    }),
  );
  app.notFound((context) => context.html(messagePage('Not found', 'There is no such page.'), 404));
  app.onError((error, context) => {
    onError(error);
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
