import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { type Config, type Credentials, checkKey, credentialsFile, signInLacks } from './config.js';
import { openLauncher } from './git/launcher.js';
import { type GitHubOptions, openGitHub } from './github/app.js';
import { Configurations } from './github/content.js';
import { convertManifest, manifestFormUrl, manifestOf } from './github/manifest.js';
import { openUsers } from './github/users.js';
import type { SignIn } from './jobs/access/door.js';
import { keysOf } from './jobs/access/seal.js';
import type { App } from './jobs/app/app.js';
import type { Edges } from './jobs/app/diagnose.js';
import type { Kept } from './jobs/app/erase-by-hand.js';
import { firstSteps } from './jobs/app/first-steps.js';
import { installUrlOf } from './jobs/app/install-url.js';
import { KeptOverviews } from './jobs/app/kept-overviews.js';
import { measure } from './jobs/app/measures.js';
import { mirrorsOf } from './jobs/app/mirrors.js';
import { receiveDelivery } from './jobs/app/receive-delivery.js';
import { ParsedReports, storedReport } from './jobs/app/stored-report.js';
import { startTimers } from './jobs/app/timers.js';
import { handlerOf } from './jobs/app/work.js';
import { LocalReports } from './jobs/local-reports.js';
import { bullQueue } from './queue/bullmq.js';
import { embeddedQueue } from './queue/embedded.js';
import { examine } from './queue/redis.js';
import { lookAtStore } from './store/look.js';
import { openStore } from './store/open-store.js';
import { accessThrough } from './web/access.js';
import { appBadges } from './web/app-badges.js';
import { coachOfApp, organisationsOfApp } from './web/app-coach.js';
import { digestOfApp } from './web/app-digest.js';
import { appRoutes } from './web/app-routes.js';
import { coachRoutes } from './web/coach-routes.js';
import { digestRoutes } from './web/digest-routes.js';
import { HOOK_PATH } from './web/hooks.js';
import { organisationRoutes } from './web/organisation-routes.js';
import { routes } from './web/routes.js';
import { setupRoutes } from './web/setup.js';
import { SIGNED_IN_PATH, signInPages } from './web/sign-in.js';

export interface Server {
  readonly url: string;
  /** Takes no more work, finishes what runs within the deadline, and lets go of everything. */
  readonly close: () => Promise<void>;
}

/** What a server does: answer GitHub and readers, do the work, or both. */
export type Role = 'all' | 'web' | 'worker';

/** What keeps a server from starting, in one line that says the next step. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What an app is registered with. */
const APP_YML = new URL('../app.yml', import.meta.url);

/**
 * Jobs at once. Beside the door for webhooks two: their queries and judgements share one thread with it, and what comes must be
 * acknowledged at once. Eight were no faster (bench:app, when each start of git still held this process up). What
 * computes has threads of its own anyway.
 */
const CONCURRENCY: Readonly<Record<Role, number>> = { all: 2, web: 0, worker: 4 };
/** An orchestrator kills after 30 s or later; what is not done by then is done again. */
const DEADLINE_MS = 20_000;
/** Requests that are still under way get so long at the end: who sends or reads slowly must not use up that deadline. */
const SLOW_CLIENT_MS = 3_000;

/** Opens the repositories, listens, and begins to read. Where there is no app yet, one can be set up; it takes over then. */
export async function startLocal(config: Config, repositories: readonly string[]): Promise<Server> {
  const { host, keepIn } = config;
  const reports = await LocalReports.open(repositories, keepIn);
  const local = ['127.0.0.1', 'localhost', '[::1]', host];
  let app: Opened | null = null;
  const setup = setupRoutes({
    publicUrl: config.publicUrl,
    formUrl: (organisation, state) => manifestFormUrl(config.github.url, organisation, state),
    manifest: ({ publicUrl, hookUrl, redirectUrl }) =>
      JSON.stringify(
        manifestOf(readFileSync(APP_YML, 'utf8'), {
          home: publicUrl,
          webhooks: hookUrl,
          created: redirectUrl,
          signedIn: `${publicUrl}${SIGNED_IN_PATH}`,
        }),
      ),
    convert: async (code) => {
      const made = await convertManifest(code, config.github.api);
      const credentials = {
        id: made.appId,
        privateKey: made.privateKey,
        webhookSecret: made.webhookSecret,
        client: { id: made.clientId, secret: made.clientSecret },
      };
      keepCredentials(config.home, credentials);
      app = await openApp(config, credentials, 'all');
      return { name: made.slug, installUrl: `${made.url}/installations/new` };
    },
  });
  const pages = routes(
    reports,
    (name) => local.includes(name.replace(/:\d+$/, '')),
    config.app === null ? { pages: setup, forms: [config.github.url] } : null,
    onPageError(logOf(config)),
  );
  const { url, close } = await listen((request) => (app?.pages ?? pages).fetch(request), config);
  void reports.begin();
  return {
    url,
    close: async () => {
      await close();
      await app?.close();
    },
  };
}

/** Opens an app, and answers for it. @throws StartError */
export async function startApp(config: Config, credentials: Credentials, role: Role): Promise<Server> {
  const app = await openApp(config, credentials, role);
  const server = await listen((request) => app.pages.fetch(request), config);
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await app.close();
    },
  };
}

interface Opened {
  readonly pages: Hono;
  readonly close: () => Promise<void>;
}

/** Opens the database, the queue and GitHub, and begins to work. @throws StartError */
async function openApp(config: Config, credentials: Credentials, role: Role): Promise<Opened> {
  if (role !== 'all' && (config.databaseUrl === null || config.redisUrl === null))
    throw new StartError(
      `--role ${role} needs DATABASE_URL and REDIS_URL: several processes share what is kept there; without --role one process does everything`,
    );
  checkKey(credentials);
  const log = logOf(config);
  // Before anything is loaded that makes this process large.
  const launcher = role === 'web' ? null : openLauncher();
  const store = await openStore(storePlace(config));
  const queue =
    config.redisUrl === null
      ? embeddedQueue()
      : bullQueue({ url: config.redisUrl, onError: (message) => log.error({ part: 'queue' }, message) });
  const github = await openGitHub(gitHubOptions(config, credentials, log));
  const signIn = signInOf(config, credentials, log);
  const app: App = {
    store,
    queue,
    github,
    configurations: new Configurations(github),
    mirrors: mirrorsOf({ folder: join(config.home, 'mirrors'), gitUrl: config.github.url, github }),
    log,
    publicUrl: config.publicUrl,
    canSignIn: signIn !== null,
    now: () => Math.floor(Date.now() / 1000),
  };
  const door = { store, github, signIn, log, now: app.now };
  const access = accessThrough(door);
  const onError = (error: unknown): void => log.error({ error: String(error) }, 'a delivery was not taken');
  /** Where it is is for the log: anybody may ask whether it can be reached. */
  const reached = async (what: string, ping: () => Promise<void>): Promise<void> => {
    try {
      await ping();
    } catch (error) {
      log.warn({ error: String(error) }, `${what} cannot be reached`);
      throw new Error(`${what} cannot be reached: see the log`);
    }
  };
  const parsed = new ParsedReports();
  const installUrl = installUrlOf(app);
  const many = { ...app, overviews: new KeptOverviews(store) };
  const pages = appRoutes({
    receive:
      role === 'worker'
        ? null
        : async (body, headers) =>
            receiveDelivery({ store, queue, onError }, await github.receive(body, headers)),
    ready: async () => {
      await reached('the database', store.ping);
      await reached('the queue', queue.ping);
    },
    measures: () => measure(app),
    access,
    signIn: signInPages(door, access),
    report: (repository) => storedReport(app, parsed, repository),
    forgeUrl: config.github.url,
    https: config.publicUrl?.startsWith('https:') ?? false,
    badges: appBadges(app, access),
    firstSteps: () => firstSteps(app),
    many: [
      coachRoutes(coachOfApp(many, access, installUrl)),
      organisationRoutes(organisationsOfApp(many, access)),
      digestRoutes(digestOfApp(app, access.repositories)),
    ],
    installUrl,
    onError: onPageError(log),
  });
  let endTimers = async (): Promise<void> => {};
  if (role !== 'web') {
    queue.work(handlerOf(app), CONCURRENCY[role]);
    endTimers = startTimers(app);
  }
  log.info(
    { role, database: config.databaseUrl === null ? 'embedded' : 'postgresql' },
    'Holdfast is running',
  );
  return {
    pages,
    close: async () => {
      await endTimers();
      await queue.close(DEADLINE_MS);
      launcher?.close();
      await store.close();
    },
  };
}

const logOf = ({ logLevel }: Pick<Config, 'logLevel'>) =>
  pino({
    level: logLevel,
    redact: ['token', 'secret', 'privateKey', '*.token', '*.secret', '*.refreshToken'],
  });

const onPageError =
  (log: Pick<App['log'], 'error'>) =>
  (error: unknown): void =>
    log.error(
      { error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      'a page failed',
    );

/** How people sign in; null where they cannot, and the log says what is missing. */
function signInOf(config: Config, credentials: Credentials, log: GitHubOptions['log']): SignIn | null {
  const { publicUrl, github } = config;
  const { client } = credentials;
  const lacks = signInLacks(config, credentials);
  if (client === null || publicUrl === null || lacks !== null) {
    log.warn({ lacks }, 'nobody can sign in: only reports of public repositories are shown');
    return null;
  }
  const now = (): number => Math.floor(Date.now() / 1000);
  const at = { webUrl: github.url, baseUrl: github.api };
  return {
    users: openUsers({ clientId: client.id, clientSecret: client.secret, ...at, log, now }),
    keys: keysOf(client.secret),
    publicUrl,
    callbackUrl: `${publicUrl}${SIGNED_IN_PATH}`,
  };
}

const storePlace = ({ databaseUrl, home }: Config) => ({ url: databaseUrl, folder: join(home, 'database') });

const gitHubOptions = ({ github }: Config, { id, ...secrets }: Credentials, log: GitHubOptions['log']) => ({
  ...{ appId: id, privateKey: secrets.privateKey, webhookSecret: secrets.webhookSecret },
  baseUrl: github.api,
  log,
});

/** What a server keeps, to be erased by hand. */
export const keptBy = (config: Config): Kept => ({
  home: config.home,
  look: () => lookAtStore(storePlace(config)),
});

/** The edges of an app, to be looked at one by one; without an app, only those that the environment names. */
export function edgesOf(config: Config): Edges {
  const { app, databaseUrl, redisUrl, home, publicUrl } = config;
  const quiet = { warn: () => {} };
  return {
    home,
    hookUrl: publicUrl === null ? null : `${publicUrl}${HOOK_PATH}`,
    database:
      app === null && databaseUrl === null
        ? null
        : { embedded: databaseUrl === null, look: () => lookAtStore(storePlace(config)) },
    redis:
      redisUrl === null
        ? app === null
          ? null
          : 'embedded'
        : { examine: () => examine(redisUrl), open: () => bullQueue({ url: redisUrl, onError: () => {} }) },
    github:
      app === null
        ? null
        : async () => {
            checkKey(app);
            return openGitHub(gitHubOptions(config, app, quiet));
          },
  };
}

/** Keeps what GitHub gave in a file that only this user can read; whole or not at all. */
export function keepCredentials(home: string, credentials: Credentials): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = credentialsFile(home);
  // GitHub gives them once: they are on the disk before anything is said of them.
  const whole = openSync(`${file}.new`, 'w', 0o600);
  try {
    fchmodSync(whole, 0o600);
    writeFileSync(whole, JSON.stringify(credentials));
    fsyncSync(whole);
  } finally {
    closeSync(whole);
  }
  renameSync(`${file}.new`, file);
  const folder = openSync(home, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Server> {
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve({ fetch, hostname: host, port }, () => resolve(starting));
    starting.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host}:${at}`,
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, SLOW_CLIENT_MS);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        // Connections that are kept open for the next request would hold the server for ever.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  const where = `${host}:${port}`;
  const words =
    error.code === 'EADDRINUSE'
      ? `${where} is in use: end what listens there, or choose another port with PORT=${port === 65535 ? 3000 : port + 1}`
      : error.code === 'EACCES'
        ? `${where} may not be used by this user: choose a port above 1023 with PORT`
        : `cannot listen on ${where}: ${error.message}`;
  return new StartError(words, { cause: error });
}
