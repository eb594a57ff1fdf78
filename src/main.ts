import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { type Config, type Credentials, checkKey, credentialsFile } from './config.js';
import { openLauncher } from './git/launcher.js';
import { type GitHubOptions, openGitHub } from './github/app.js';
import { Configurations } from './github/content.js';
import { convertManifest, manifestFormUrl, manifestOf } from './github/manifest.js';
import type { App } from './jobs/app/app.js';
import type { Edges } from './jobs/app/diagnose.js';
import { measure } from './jobs/app/measures.js';
import { mirrorsOf } from './jobs/app/mirrors.js';
import { receiveDelivery } from './jobs/app/receive-delivery.js';
import { ParsedReports, publicReport } from './jobs/app/stored-report.js';
import { startTimers } from './jobs/app/timers.js';
import { handlerOf } from './jobs/app/work.js';
import { LocalReports } from './jobs/local-reports.js';
import { bullQueue } from './queue/bullmq.js';
import { embeddedQueue } from './queue/embedded.js';
import { examine } from './queue/redis.js';
import { lookAtStore } from './store/look.js';
import { openStore } from './store/open-store.js';
import { appRoutes } from './web/app-routes.js';
import { routes } from './web/routes.js';
import { setupRoutes } from './web/setup.js';

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
          signedIn: publicUrl,
        }),
      ),
    convert: async (code) => {
      const made = await convertManifest(code, config.github.api);
      const credentials = { id: made.appId, privateKey: made.privateKey, webhookSecret: made.webhookSecret };
      keepCredentials(config.home, credentials);
      app = await openApp(config, credentials, 'all');
      return { name: made.slug, installUrl: `${made.url}/installations/new` };
    },
  });
  const pages = routes(
    reports,
    (name) => local.includes(name.replace(/:\d+$/, '')),
    config.app === null ? { pages: setup, forms: ["'self'", config.github.url] } : null,
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
  const log = pino({
    level: config.logLevel,
    redact: ['token', 'secret', 'privateKey', '*.token', '*.secret'],
  });
  // Before anything is loaded that makes this process large.
  const launcher = role === 'web' ? null : openLauncher();
  const store = await openStore(storePlace(config));
  const queue =
    config.redisUrl === null
      ? embeddedQueue()
      : bullQueue({ url: config.redisUrl, onError: (message) => log.error({ part: 'queue' }, message) });
  const github = await openGitHub(gitHubOptions(config, credentials, log));
  const app: App = {
    store,
    queue,
    github,
    configurations: new Configurations(github),
    mirrors: mirrorsOf({ folder: join(config.home, 'mirrors'), gitUrl: config.github.url, github }),
    log,
    publicUrl: config.publicUrl,
    now: () => Math.floor(Date.now() / 1000),
  };
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
    publicReport: (owner, name) => publicReport(app, parsed, owner, name),
    forgeUrl: config.github.url,
    installUrl: null,
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

const storePlace = ({ databaseUrl, home }: Config) => ({ url: databaseUrl, folder: join(home, 'database') });

const gitHubOptions = ({ github }: Config, { id, ...secrets }: Credentials, log: GitHubOptions['log']) => ({
  ...{ appId: id, privateKey: secrets.privateKey, webhookSecret: secrets.webhookSecret },
  baseUrl: github.api,
  log,
});

/** The edges of an app, to be looked at one by one; without an app, only those that the environment names. */
export function edgesOf(config: Config): Edges {
  const { app, databaseUrl, redisUrl, home } = config;
  const quiet = { warn: () => {} };
  return {
    home,
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
export function keepCredentials(home: string, { id, privateKey, webhookSecret }: Credentials): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = credentialsFile(home);
  writeFileSync(`${file}.new`, JSON.stringify({ id, privateKey, webhookSecret }), { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
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
