/**
 * What the pages about many repositories take on the server, with 500 of them: the reading of the database included.
 *
 * npm run bench:coach -- [--backend embedded|postgresql] [--repositories N]
 */
import { parseArgs } from 'node:util';
import { KeptOverviews } from '../../src/jobs/app/kept-overviews.js';
import { embeddedQueue } from '../../src/queue/embedded.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import type { Access, Admitted } from '../../src/web/access.js';
import { coachOfApp, organisationsOfApp } from '../../src/web/app-coach.js';
import { coachRoutes } from '../../src/web/coach-routes.js';
import { organisationRoutes } from '../../src/web/organisation-routes.js';
import { madeListed } from '../made-listed.js';
import { madeOutcome, monday } from '../made-reports.js';
import { embeddedFolders } from '../services/embedded.js';
import { postgresqlHere } from '../services/postgresql.js';
import { repository } from '../store/made.js';

const RUNGS = [
  'no-baseline',
  'no-signal',
  'early-win',
  'holding',
  'sustained',
  'anchored',
  'slipping',
] as const;
const RUNS = 20;
/** What is promised of the slowest one in twenty. */
const MOST_MS = 300;
const PATHS = [
  '/coach',
  '/coach?sort=name&page=3',
  '/coach?practice=refactoring&rung=slipping',
  '/coach.csv',
  '/o/acme',
  '/o/acme.json',
];

/** Repositories with three practices, a year of periods and twenty interventions each. */
async function fill(store: Store, count: number): Promise<Admitted[]> {
  await store.installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  const interventions = Array.from({ length: 20 }, (_, at) =>
    madeOutcome({ title: `Session ${at}`, start: monday(at * 2), end: monday(at * 2) }),
  );
  const admitted: Admitted[] = [];
  for (let id = 1; id <= count; id++) {
    const rung = (of: number) => RUNGS[(id * of) % RUNGS.length] ?? 'holding';
    const rungs = { 'test-first': rung(1), refactoring: rung(3), 'review-feedback': rung(5) };
    const { overview } = madeListed(`shop-${id}`, rungs, monday(30), interventions);
    await store.repositories.put(repository(id));
    if (overview !== null) await store.reports.put(id, { version: '1', head: '', index: '', overview }, 1);
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

/** Measures on a store that is empty. */
async function measureCoach(store: Store, count: number): Promise<void> {
  const queue = embeddedQueue();
  const overviews = new KeptOverviews(store);
  const app = { store, queue, overviews, now: () => Date.parse(monday(53)) / 1000 };
  const access = readerOf(await fill(store, count));
  const pages = coachRoutes(coachOfApp(app, access, async () => null));
  pages.route('/', organisationRoutes(organisationsOfApp(app, access)));
  for (const path of PATHS) {
    const first = await timed(() => pages.request(path));
    const runs: Awaited<ReturnType<typeof timed>>[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await timed(() => pages.request(path)));
    const of = (pick: 'ms' | 'cpu', share: number): number =>
      runs.map((it) => it[pick]).sort((a, b) => a - b)[Math.floor(share * (RUNS - 1))] ?? 0;
    const verdict = of('ms', 0.95) <= MOST_MS ? '' : `  more than ${MOST_MS} ms`;
    console.log(
      `${path.padEnd(44)} p50 ${of('ms', 0.5).toFixed(0)} ms, p95 ${of('ms', 0.95).toFixed(0)} ms, processor ${of('cpu', 0.5).toFixed(0)} ms, the first ${first.ms.toFixed(0)} ms, ${(first.bytes / 1024).toFixed(0)} KiB${verdict}`,
    );
  }
  await queue.close(0);
}

async function timed(ask: () => Response | Promise<Response>) {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const response = await ask();
  const bytes = (await response.arrayBuffer()).byteLength;
  const { user, system } = process.cpuUsage(used);
  if (response.status !== 200) throw new Error(`a page answered ${response.status}`);
  return { bytes, ms: performance.now() - start, cpu: (user + system) / 1000 };
}

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'embedded' },
    repositories: { type: 'string', default: '500' },
  },
});
const here = postgresqlHere();
if (values.backend === 'postgresql' && 'missing' in here) throw new Error(here.missing);
const server = values.backend === 'postgresql' && 'start' in here ? await here.start() : null;
const folders = server === null ? await embeddedFolders() : null;
const store = await openStore({
  url: server === null ? null : await server.database(),
  folder: folders?.copy() ?? '',
});
await measureCoach(store, Number(values.repositories));
await store.close();
await server?.stop();
folders?.remove();
