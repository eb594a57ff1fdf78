import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type StartedDouble, startDouble } from '../github/start.js';
import { freePort, type RunningApp, runApp } from '../services/app.js';
import { putEmptyDatabase } from '../services/embedded.js';
import { type Postgresql, postgresqlHere } from '../services/postgresql.js';
import { type RedisServer, redisServer } from '../services/redis.js';
import { readTables, type Tables } from './tables.js';

export type Backend = 'embedded' | 'shared';

/** One process of the app: `all` of it, or a part. */
export interface Actor {
  readonly role: 'all' | 'web' | 'worker';
  readonly home: string;
  readonly isRunning: () => boolean;
  readonly pid: () => number | undefined;
  readonly start: () => Promise<void>;
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** All that its processes have written. */
  readonly output: () => string;
  /** What `/metrics` says, by name and labels. */
  readonly measures: () => Promise<ReadonlyMap<string, number>>;
}

/** The double, the app, and what it keeps its things in. */
export interface Stage {
  readonly github: StartedDouble;
  readonly actors: readonly Actor[];
  /** Where webhooks go. */
  readonly url: string;
  readonly postgresql: Postgresql | null;
  readonly redis: RedisServer | null;
  /** The embedded one only while no process has it. */
  readonly database: { readonly url: string } | { readonly folder: string };
  /** Null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Starts whoever does not run. */
  readonly start: () => Promise<void>;
  /** Kills all, or those of a role, without notice; how many. */
  readonly kill: (role?: Actor['role']) => Promise<number>;
  /** Waits until nothing is to be done any more. @throws Error with what is left and what the app wrote */
  readonly quiet: () => Promise<void>;
  /** Everything in the database. The embedded one is read while nobody has it: its process is ended and started again. */
  readonly tables: () => Promise<Tables>;
  readonly close: () => Promise<void>;
}

/** What a slow machine needs for everything that hundreds of deliveries ask for. */
const PATIENCE_MS = 15 * 60_000;
/** The dispatcher looks every two seconds: what is still nothing after this is nothing. */
const STILL_MS = 3_000;

export async function openStage(backend: Backend): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-crash-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/api/github/webhooks`;
  const github = await startDouble({ webhookUrl: url });
  const secrets = await github.control.app();
  const shared = backend === 'shared' ? await services() : null;
  const env = shared === null ? {} : { DATABASE_URL: shared.url, REDIS_URL: shared.redis.url };
  const actor = (role: Actor['role'], at: number, name: string): Actor =>
    actorOf({
      role,
      port: at,
      home: join(folder, name),
      github: { url: github.url, secrets },
      args: role === 'all' ? [] : ['--role', role],
      env,
    });
  const actors =
    shared === null
      ? [actor('all', port, 'all')]
      : [
          actor('web', port, 'web'),
          actor('worker', await freePort(), 'worker-1'),
          actor('worker', await freePort(), 'worker-2'),
        ];
  if (shared === null) await putEmptyDatabase(join(folder, 'all', 'database'));
  const start = async (): Promise<void> => {
    // One after the other: each start fills a core of a small machine.
    for (const one of actors) await one.start();
  };
  const kill = async (role?: Actor['role']): Promise<number> => {
    const victims = actors.filter((one) => one.isRunning() && (role === undefined || one.role === role));
    await Promise.all(victims.map((one) => one.kill()));
    return victims.length;
  };
  const database =
    shared === null ? { folder: join(actors[0]?.home ?? '', 'database') } : { url: shared.url };
  return {
    github,
    actors,
    url,
    database,
    databaseUrl: shared?.url ?? null,
    postgresql: shared?.postgresql ?? null,
    redis: shared?.redis ?? null,
    start,
    kill,
    quiet: () => quiet(github, actors),
    tables: async () => {
      if (shared !== null) return readTables(database);
      const wereRunning = actors.some((one) => one.isRunning());
      await kill();
      const tables = await readTables(database);
      if (wereRunning) await start();
      return tables;
    },
    close: async () => {
      await kill();
      await github.close();
      await shared?.postgresql.stop();
      await shared?.redis.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function services(): Promise<{ url: string; postgresql: Postgresql; redis: RedisServer }> {
  const here = postgresqlHere();
  if ('missing' in here) throw new Error(here.missing);
  const postgresql = await here.start();
  return { postgresql, url: await postgresql.database(), redis: await redisServer() };
}

type Place = Required<Omit<Parameters<typeof runApp>[0], 'github'>> & {
  readonly role: Actor['role'];
  readonly github: NonNullable<Parameters<typeof runApp>[0]['github']>;
};

function actorOf({ role, ...options }: Place): Actor {
  let app: RunningApp | null = null;
  let written = '';
  return {
    role,
    home: options.home,
    isRunning: () => app !== null,
    pid: () => app?.process.pid,
    start: async () => {
      app ??= await runApp(options);
    },
    kill: async (signal = 'SIGKILL') => {
      await app?.kill(signal);
      if (signal !== 'SIGKILL' || app === null) return;
      written += app.output();
      app = null;
    },
    output: () => written + (app?.output() ?? ''),
    measures: async () => {
      const text = await fetch(`http://127.0.0.1:${options.port}/metrics`).then((it) => it.text());
      return new Map(
        text
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .map((line) => [
            line.slice(0, line.lastIndexOf(' ')),
            Number(line.slice(line.lastIndexOf(' ') + 1)),
          ]),
      );
    },
  };
}

const OPEN = [
  'holdfast_inbox_waiting',
  'holdfast_outbox_waiting',
  'holdfast_queue_jobs{state="waiting"}',
  'holdfast_queue_jobs{state="running"}',
];

async function quiet(github: StartedDouble, actors: readonly Actor[]): Promise<void> {
  const [watched] = actors;
  const until = Date.now() + PATIENCE_MS;
  let still = 0;
  let left = 'nobody answered';
  while (Date.now() < until) {
    await github.control.settled();
    const measures = await watched?.measures().catch(() => null);
    const open = OPEN.filter((name) => measures?.get(name) !== 0);
    left = open.map((name) => `${name} ${measures?.get(name)}`).join(', ');
    if (measures && open.length === 0) {
      if (still > 0 && Date.now() - still > STILL_MS) return;
      still ||= Date.now();
    } else still = 0;
    await wait(250);
  }
  const words = actors.map((one) => one.output().slice(-3000)).join('\n---\n');
  throw new Error(`it does not come to an end (${left}):\n${words}`);
}
