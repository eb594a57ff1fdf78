/** Pages about many repositories, for `bench:pages`. */
import type { Hono } from 'hono';
import { KeptOverviews } from '../../src/jobs/app/kept-overviews.js';
import { embeddedQueue } from '../../src/queue/embedded.js';
import type { Store } from '../../src/store/store.js';
import type { Access, Admitted } from '../../src/web/access.js';
import { coachOfApp, organisationsOfApp } from '../../src/web/app-coach.js';
import { coachRoutes } from '../../src/web/coach-routes.js';
import { organisationRoutes } from '../../src/web/organisation-routes.js';
import { madeListed } from '../made-listed.js';
import { madeOutcome, monday } from '../made-reports.js';
import { repository } from '../store/made.js';
import { random } from './random.js';

const RUNGS = [
  'no-baseline',
  'no-signal',
  'early-win',
  'holding',
  'sustained',
  'anchored',
  'slipping',
] as const;
/** What is promised of the slowest one in twenty. */
export const MOST_MS = 300;
export const PATHS = [
  '/coach',
  '/coach?sort=name&page=3',
  '/coach?practice=refactoring&rung=slipping',
  '/coach.csv',
  '/o/acme',
  '/o/acme?sort=help&page=5',
  '/o/acme.json',
];

/** Beyond the numbers of repositories that are there already. */
const FIRST = 1001;

/** Repositories with three practices, a year of periods and twenty interventions each; no two lines are alike. */
export async function fillMany(store: Store, count: number): Promise<Admitted[]> {
  await store.installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  const interventions = Array.from({ length: 20 }, (_, at) =>
    madeOutcome({ title: `Session ${at}`, start: monday(at * 2), end: monday(at * 2) }),
  );
  const admitted: Admitted[] = [];
  const dice = random(1);
  for (let id = FIRST; id < FIRST + count; id++) {
    const rung = (of: number) => RUNGS[(id * of) % RUNGS.length] ?? 'holding';
    const rungs = { 'test-first': rung(1), refactoring: rung(3), 'review-feedback': rung(5) };
    const { overview } = madeListed(`shop-${id}`, rungs, monday(30), interventions);
    await store.repositories.put(repository(id));
    if (overview === null) continue;
    const indicators = overview.indicators.map((one) => ({
      ...one,
      recent: one.recent.map((period) => ({ ...period, x: Math.round(dice() * period.n) })),
    }));
    const told = { ...overview, indicators };
    await store.reports.put(id, { version: '1', head: '', index: '', overview: told }, 1);
    admitted.push({ id, owner: 'acme', name: `shop-${id}`, private: true, mayWrite: true });
  }
  return admitted;
}

const readerOf = (mine: readonly Admitted[]): Access => ({
  repositories: async () => mine,
  repository: async () => null,
  formToken: async () => 'token',
  isOurForm: async () => false,
  reader: async () => ({ login: 'reader' }),
});

/** The pages as whoever may read and push to all of these sees them. */
export function manyPages(
  store: Store,
  mine: readonly Admitted[],
): { readonly pages: Hono; readonly close: () => Promise<void> } {
  const queue = embeddedQueue();
  const overviews = new KeptOverviews(store);
  const app = { store, queue, overviews, now: () => Date.parse(monday(53)) / 1000 };
  const access = readerOf(mine);
  const pages = coachRoutes(coachOfApp(app, access, async () => null));
  pages.route('/', organisationRoutes(organisationsOfApp(app, access)));
  return { pages, close: () => queue.close(0) };
}
