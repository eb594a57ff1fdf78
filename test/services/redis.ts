import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const PROGRAM = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
].find(existsSync);

/** Why there is no Redis of our own here; null where there is one. */
export const noRedis: string | null =
  PROGRAM === undefined ? 'redis-server is not installed (Debian: apt-get install redis-server)' : null;

/** A Redis server of our own, on a free port of this machine, in a folder of its own. It keeps its data over a restart. */
export interface RedisServer {
  readonly url: string;
  /** Starts again on the same port, with what was there. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** It neither answers nor ends, until it is stopped. */
  readonly hang: () => Promise<void>;
  /** Stops it for good, and its folder goes. */
  readonly end: () => Promise<void>;
  /** Everything in it goes. */
  readonly flush: () => Promise<void>;
  readonly command: (name: string, ...words: string[]) => Promise<unknown>;
}

export interface RedisSettings {
  readonly password?: string;
  /** As in redis.conf: `maxmemory-policy` → `allkeys-lru`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False: it is only told where it would be. */
  readonly started?: boolean;
}

/** What would be left of a run of tests that was ended. */
const left = new Set<() => void>();
process.once('exit', () => {
  for (const tidy of left) tidy();
});

/** @throws Error where there is none, or it does not start */
export async function redisServer({
  password = '',
  settings = {},
  started = true,
}: RedisSettings = {}): Promise<RedisServer> {
  if (PROGRAM === undefined) throw new Error(noRedis ?? '');
  const program = PROGRAM;
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'));
  left.add(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const url = `redis://${password === '' ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`;
  const all: Readonly<Record<string, string>> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    ...(password === '' ? {} : { requirepass: password }),
    ...settings,
  };
  let running: ChildProcess | null = null;

  const command = async (name: string, ...words: string[]): Promise<unknown> => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.call(name, ...words);
    } finally {
      client.disconnect();
    }
  };

  const stop = async (): Promise<void> => {
    const server = running;
    running = null;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGCONT');
    server.kill('SIGTERM');
    await ended;
  };

  const start = async (): Promise<void> => {
    const words = Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]);
    const server = spawn(program, words, { stdio: 'ignore' });
    running = server;
    left.add(() => server.kill('SIGKILL'));
    const end = Date.now() + 30_000;
    while ((await command('PING').catch(() => null)) !== 'PONG') {
      if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
      if (Date.now() > end) throw new Error('redis-server did not answer within 30 s');
      await sleep(20);
    }
  };

  if (started) await start();
  return {
    url,
    start,
    stop,
    command,
    hang: async () => {
      running?.kill('SIGSTOP');
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
    flush: async () => {
      await command('FLUSHALL');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
