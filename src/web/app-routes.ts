import { Hono } from 'hono';
import { CannotAsk } from '../jobs/access/failures.js';
import type { Measures } from '../jobs/app/measures.js';
import type { StoredReport } from '../jobs/app/stored-report.js';
import { appHomePage } from '../pages/app-home.js';
import type { FirstSteps } from '../pages/first-steps.js';
import { messagePage } from '../pages/waiting.js';
import type { Access } from './access.js';
import { assets } from './assets.js';
import { type Badges, badgePages } from './badge-pages.js';
import { hooks, type Receive } from './hooks.js';
import { metricsText } from './metrics.js';
import { policed } from './policy.js';
import { type FindShown, repositoryPages } from './repository-pages.js';
import type { SignInPages } from './sign-in.js';
import { summaryPages } from './summary-pages.js';

/** What the pages of the app need of jobs. */
export interface AppPages {
  /** Null where webhooks are not heard here: on a worker. */
  readonly receive: Receive | null;
  /** @throws Error when the database or the queue can't be reached */
  readonly ready: () => Promise<void>;
  readonly measures: () => Promise<Measures>;
  readonly access: Access;
  readonly signIn: SignInPages;
  /** The report of a repository, whoever asks: `access` says who may. */
  readonly report: (repository: number) => Promise<StoredReport>;
  /** Where GitHub is, such as `https://github.com`: pages lead to its pull requests, commits and lines. */
  readonly forgeUrl: string;
  readonly badges: Badges;
  readonly firstSteps: () => Promise<FirstSteps>;
  /** Whether people reach this server by https. */
  readonly https: boolean;
  /** Pages about many repositories. */
  readonly many: readonly Hono[];
  /** Where the app can be installed; null while it is not known. */
  readonly installUrl: () => Promise<string | null>;
  /** Told what went wrong in a page. */
  readonly onError: (error: unknown) => void;
}

/** The app's door for GitHub, for those who watch over it, and for readers. */
export function appRoutes({
  receive,
  ready,
  measures,
  access,
  signIn,
  report,
  forgeUrl,
  https,
  badges,
  firstSteps,
  installUrl,
  many,
  onError,
}: AppPages): Hono {
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
  app.use(policed([], https));
  app.route('/', assets());
  app.route('/', signIn.pages);
  for (const pages of many) app.route('/', pages);
  app.get('/', async (context) => {
    const reader = (await access.reader(context)) ?? (signIn.open ? 'anybody' : 'closed');
    return context.html(appHomePage(await installUrl(), reader, await firstSteps()));
  });
  const find: FindShown = async (context, asked) => {
    const [owner = '', name = ''] = asked.split('/');
    const admitted = await access.repository(context, owner, name);
    if (admitted === null) return null;
    // As GitHub calls it now, whatever it was asked for by.
    const called = `${admitted.owner}/${admitted.name}`;
    const place = { name: called, path: `/r/${called}`, home: '/', forge: `${forgeUrl}/${called}` };
    return { ...place, ...(await report(admitted.id)) };
  };
  for (const pages of [repositoryPages, summaryPages])
    app.route('/', pages(':owner/:name', find, signIn.missing));
  app.route('/', badgePages(':owner/:name', find, signIn.missing, badges));
  app.notFound((context) => context.html(messagePage('Not found', 'There is no such page.'), 404));
  app.onError((error, context) => {
    if (error instanceof CannotAsk)
      return context.html(messagePage('GitHub cannot be asked', error.message), 502, {
        'retry-after': String(error.seconds),
      });
    onError(error);
    return context.html(messagePage('Something went wrong', 'The error is in the log of the server.'), 500);
  });
  return app;
}
