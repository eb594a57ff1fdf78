import { Hono } from 'hono';
import type { Measures } from '../jobs/app/measures.js';
import type { StoredReport } from '../jobs/app/stored-report.js';
import { appHomePage } from '../pages/app-home.js';
import { messagePage } from '../pages/waiting.js';
import { hooks, type Receive } from './hooks.js';
import { metricsText } from './metrics.js';
import { policed } from './policy.js';
import { repositoryPages } from './repository-pages.js';

/** What the pages of the app need of jobs. */
export interface AppPages {
  /** Null where webhooks are not heard here: on a worker. */
  readonly receive: Receive | null;
  /** @throws Error when the database or the queue can't be reached */
  readonly ready: () => Promise<void>;
  readonly measures: () => Promise<Measures>;
  /**
   * The report of a public repository; null where there is none that anybody may read: private and missing look the same.
   */
  readonly publicReport: (owner: string, name: string) => Promise<StoredReport | null>;
  /** Where GitHub is, such as `https://github.com`: pages lead to its pull requests, commits and lines. */
  readonly forgeUrl: string;
  /** Where the app can be installed; null while it is not known. */
  readonly installUrl: string | null;
}

/** The app's door for GitHub, for those who watch over it, and for readers. */
export function appRoutes({ receive, ready, measures, publicReport, forgeUrl, installUrl }: AppPages): Hono {
  const app = new Hono();
  if (receive !== null) app.route('/', hooks(receive));
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    try {
      await ready();
      return context.json({ status: 'ready' });
    } catch (error) {
      return context.json({ status: 'not ready', why: (error as Error).message }, 503);
    }
  });
  app.get('/metrics', async (context) =>
    context.text(await metricsText(await measures()), 200, { 'content-type': 'text/plain; version=0.0.4' }),
  );
  app.use(policed([]));
  app.get('/', (context) => context.html(appHomePage(installUrl)));
  app.route(
    '/',
    repositoryPages(
      ':owner/:name',
      async (_context, asked) => {
        const [owner = '', name = ''] = asked.split('/');
        const found = await publicReport(owner, name);
        return (
          found && { name: asked, path: `/r/${asked}`, home: '/', forge: `${forgeUrl}/${asked}`, ...found }
        );
      },
      (context) =>
        context.html(messagePage('Not found', 'There is no such report, or it is not for everybody.'), 404),
    ),
  );
  app.notFound((context) => context.html(messagePage('Not found', 'There is no such page.'), 404));
  app.onError((error, context) => {
    console.error(error);
    return context.html(messagePage('Something went wrong', 'The error is in the log of the server.'), 500);
  });
  return app;
}
