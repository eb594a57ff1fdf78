import type { Hono } from 'hono';
import type { GitHub } from '../../src/github/app.js';
import { manifestFormUrl } from '../../src/github/manifest.js';
import type { Users } from '../../src/github/users.js';
import type { OpenDoor } from '../../src/jobs/access/door.js';
import { cannotAsk } from '../../src/jobs/access/failures.js';
import { keysOf } from '../../src/jobs/access/seal.js';
import { beginSession } from '../../src/jobs/access/sessions.js';
import { KeptOverviews } from '../../src/jobs/app/kept-overviews.js';
import { ParsedReports, storedReport } from '../../src/jobs/app/stored-report.js';
import type { LocalReport, LocalReports } from '../../src/jobs/local-reports.js';
import { changesOf } from '../../src/jobs/report-changes.js';
import type { FirstSteps } from '../../src/pages/first-steps.js';
import { embeddedQueue } from '../../src/queue/embedded.js';
import type { StoredRepository } from '../../src/store/repositories.js';
import type { Store } from '../../src/store/store.js';
import { accessThrough, type OpenAccess } from '../../src/web/access.js';
import { appBadges } from '../../src/web/app-badges.js';
import { coachOfApp, organisationsOfApp } from '../../src/web/app-coach.js';
import { digestOfApp } from '../../src/web/app-digest.js';
import { appRoutes } from '../../src/web/app-routes.js';
import { coachRoutes } from '../../src/web/coach-routes.js';
import { digestRoutes } from '../../src/web/digest-routes.js';
import { organisationRoutes } from '../../src/web/organisation-routes.js';
import { routes } from '../../src/web/routes.js';
import { setupRoutes } from '../../src/web/setup.js';
import { signInPages } from '../../src/web/sign-in.js';
import { fullReport } from '../made-reports.js';
import { MADE_NOW } from '../made-team.js';
import { FORGE } from './made-pages.js';
import { served } from './served.js';

/** Who signs in: `ada` reads all and writes most, `bob` reads two, `dee` writes them too, `cy` has none. */
export type Reader = 'ada' | 'bob' | 'cy' | 'dee';

const MAY_READ: Readonly<Record<Reader, (repository: StoredRepository) => boolean>> = {
  ada: () => true,
  bob: ({ id }) => id === 7 || id === 9,
  cy: () => false,
  dee: ({ id }) => id === 7 || id === 9,
};
const mayWrite = (login: string, { id }: StoredRepository): boolean =>
  login === 'dee' || (login === 'ada' && id < 100);

/**
 * Servers by the first part of their name: an app with readers, one that was just set up, one whose histories are being
 * read, one that GitHub does not answer, and the two of local repositories, of which one does not know its address.
 */
export type Host = 'app' | 'new' | 'importing' | 'unanswered' | 'local' | 'unset';

export interface Stage {
  readonly urlOf: (host: Host) => string;
  /** What the browser of somebody who has just signed in holds. */
  readonly cookieOf: (reader: Reader) => Promise<{ readonly name: string; readonly value: string }>;
  readonly close: () => Promise<void>;
}

const now = () => MADE_NOW;
const log = { info: () => {}, warn: () => {}, error: () => {} };
const INSTALL_URL = `${FORGE}/apps/our-holdfast/installations/new`;

/**
 * Serves all pages from a store by the routes that a server has. Only GitHub is not there: what it would say of readers is
 * said here, and all else of a session (its cookie, its forms, its end) is what it is.
 */
export async function openStage(store: Store): Promise<Stage> {
  const queue = embeddedQueue();
  const hosts = new Map<Host, Hono>();
  const server = await served((request) => {
    const host = new URL(request.url).hostname.split('.', 1)[0] as Host;
    return hosts.get(host)?.fetch(request) ?? new Response('no such host', { status: 421 });
  });
  const urlOf = (host: Host): string => server.url.replace('127.0.0.1', `${host}.localhost`);
  const users = { authorizeUrl: () => `${FORGE}/login`, revoke: async () => {} } as unknown as Users;
  const publicUrl = urlOf('app');
  const signIn = { users, keys: keysOf('a secret'), publicUrl, callbackUrl: `${publicUrl}/signed-in` };
  const door: OpenDoor = { store, github: {} as GitHub, signIn, log, now };
  const app = { store, queue, now, publicUrl, canSignIn: true, overviews: new KeptOverviews(store) };
  const parsed = new ParsedReports();

  const appOn = (steps: FirstSteps, access: OpenAccess, canSignIn: boolean): Hono =>
    appRoutes({
      receive: null,
      ready: store.ping,
      measures: () => Promise.reject(new Error('nobody measures here')),
      access,
      signIn: signInPages(canSignIn ? door : { ...door, signIn: null }, access),
      report: async (id) => {
        if ((await store.repositories.find(id))?.name === 'broken') throw new Error('a page that breaks');
        return storedReport({ store }, parsed, id);
      },
      forgeUrl: FORGE,
      badges: appBadges(app, access),
      firstSteps: async () => steps,
      many: [
        coachRoutes(coachOfApp(app, access, async () => INSTALL_URL)),
        organisationRoutes(organisationsOfApp(app, access)),
        digestRoutes(digestOfApp(app, access.repositories)),
      ],
      https: false,
      installUrl: async () => INSTALL_URL,
      onError: () => {},
    });

  const access = accessOf(door);
  hosts.set('app', appOn({ state: 'ready' }, access, true));
  hosts.set('new', appOn({ state: 'not-installed' }, access, false));
  const steps = { state: 'reading', reports: 12, repositories: 48, more: false } as const;
  hosts.set('importing', appOn(steps, access, true));
  const repository = () => Promise.reject(cannotAsk(new Error('no answer'), MADE_NOW));
  hosts.set('unanswered', appOn({ state: 'ready' }, { ...access, repository }, true));
  hosts.set('local', localPages('https://holdfast.example'));
  hosts.set('unset', localPages(null));

  let people = 0;
  return {
    urlOf,
    cookieOf: async (login) => {
      // Somebody else each time, so that the list of their browsers does not grow.
      people += 1;
      const tokens = { token: 'x', endsAt: null, refreshToken: null };
      await beginSession({ ...door, now: () => MADE_NOW - 600 }, { user: people, login, tokens });
      return { name: 'holdfast', value: await beginSession(door, { user: people, login, tokens }) };
    },
    close: async () => {
      await server.close();
      await queue.close(0);
    },
  };
}

function accessOf(door: OpenDoor): OpenAccess {
  const own = accessThrough(door);
  const { repositories } = door.store;
  return {
    ...own,
    repository: async (context, owner, name) => {
      const [found, session] = [await repositories.named(owner, name), await own.session(context)];
      if (found === null) return null;
      const isTheirs = session !== null && MAY_READ[session.login as Reader](found);
      if (!isTheirs) return found.private ? null : { ...found, mayWrite: false };
      return { ...found, mayWrite: mayWrite(session.login, found) };
    },
    repositories: async (context) => {
      const session = await own.session(context);
      if (session === null) return null;
      const theirs = (await repositories.all()).filter(MAY_READ[session.login as Reader]);
      return theirs.map((one) => ({ ...one, mayWrite: mayWrite(session.login, one) }));
    },
  };
}

/** The pages of repositories of a machine, one in each state, where no app is set up yet. */
function localPages(publicUrl: string | null): Hono {
  const { changes, ...report } = fullReport(60);
  const index = { ids: [], mergedAt: [], classes: [], areas: [], counted: [], hotspots: [] };
  const all: readonly LocalReport[] = [
    {
      ...{ name: 'team', slug: 'team', state: 'ready', report: { ...report, changes } },
      ...{ changes: changesOf(changes, index), version: '1', madeAt: MADE_NOW },
    },
    { name: 'being-read', slug: 'being-read', state: 'reading', done: 120, total: 3_000 },
    {
      ...{ name: 'moved-away', slug: 'moved-away', state: 'failed' },
      message:
        '/srv/repositories/moved-away: no git repository here (any more): give another path with --repo',
    },
  ];
  const reports = {
    all: () => all,
    find: async (slug: string) => all.find((it) => it.slug === slug) ?? null,
  };
  const setup = setupRoutes({
    publicUrl,
    formUrl: (organisation, state) => manifestFormUrl(FORGE, organisation, state),
    manifest: (urls) => JSON.stringify(urls),
    convert: async () => ({ name: 'our-holdfast', installUrl: INSTALL_URL }),
  });
  return routes(reports as unknown as LocalReports, () => true, { pages: setup, forms: [FORGE] });
}
