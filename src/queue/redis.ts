import { once } from 'node:events';
import { Redis, type RedisOptions } from 'ioredis';
import { oneLine } from './outcome.js';

/** Who asks for something gets an answer within this time: a webhook has ten seconds in all. */
export const PATIENCE_MS = 4_000;

/** A connection on which nothing comes back for so long is dead, whatever the network says. */
const SILENCE_MS = 20_000;

/** Milliseconds between attempts to connect: soon at first, then every three seconds. */
const reconnect = (times: number): number => Math.min(100 * times, 3_000);

/** The same trouble is told once in this time: every attempt to connect meets it again. */
const REPEAT_MS = 60_000;

/** For whoever asks and waits: fails fast. */
export const asking = {
  maxRetriesPerRequest: 1,
  connectTimeout: PATIENCE_MS,
  commandTimeout: PATIENCE_MS,
  retryStrategy: reconnect,
} satisfies RedisOptions;

/** For whoever works: waits for as long as it takes. */
export const working = {
  maxRetriesPerRequest: null,
  connectTimeout: PATIENCE_MS,
  socketTimeout: SILENCE_MS,
  retryStrategy: reconnect,
} satisfies RedisOptions;

export function connect(
  url: string,
  options: typeof asking | typeof working,
  tell: (error: unknown) => void,
): Redis {
  const client = new Redis(url, options);
  client.on('error', tell);
  return client;
}

/** Hands errors on without the password of the URL, and the same one not again and again. */
export function teller(url: string, onError: (message: string) => void): (error: unknown) => void {
  const told = new Map<string, number>();
  return (error) => {
    const message = withoutSecrets(url, error);
    const now = performance.now();
    for (const [known, at] of told) if (now - at > REPEAT_MS) told.delete(known);
    if (told.has(message)) return;
    told.set(message, now);
    onError(message);
  };
}

/** Where several addresses were tried, Node's error has no message of its own. */
const nested = (error: unknown): unknown =>
  error instanceof AggregateError && error.message === '' ? error.errors[0] : error;

const withoutSecrets = (url: string, error: unknown): string =>
  secretsOf(url).reduce((text, secret) => text.replaceAll(secret, '***'), oneLine(nested(error)));

function secretsOf(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const { password } = new URL(url);
  if (password === '') return [];
  let plain = password;
  try {
    plain = decodeURIComponent(password);
  } catch {
    // A password with a stray % is what it is.
  }
  return [password, plain];
}

/**
 * Asks only while Redis can be reached, and waits for the answer no longer than whoever asks can: what is asked of a
 * connection that is down would pile up until it is back.
 */
export function asker(client: Redis): <T>(question: () => Promise<T>) => Promise<T> {
  let reachable: Promise<unknown> | null = null;
  return async (question) => {
    if (client.status !== 'ready') {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      reachable ??= once(client, 'ready', { signal }).finally(() => {
        reachable = null;
      });
      await inTime(reachable);
    }
    return inTime(question());
  };
}

/** @throws Error when it takes too long */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const why = `Redis did not answer within ${PATIENCE_MS / 1000} seconds. Is it running, and is its URL right?`;
    timer = setTimeout(() => reject(new Error(why)), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const OLDEST = [6, 2] as const;

/** What is wrong with a Redis for keeping jobs, by what its `INFO` says. */
export function complaints(info: string): string[] {
  const says = (key: string): string | undefined => new RegExp(`^${key}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const found: string[] = [];
  const policy = says('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    found.push(
      `Redis throws keys away when its memory is full (maxmemory-policy ${policy}), jobs among them: set maxmemory-policy to noeviction.`,
    );
  }
  const version = says('redis_version');
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const tooOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (version !== undefined && tooOld) {
    found.push(`Redis ${version} is too old to keep jobs: update it to ${OLDEST.join('.')} or later.`);
  }
  return found;
}

/** What is wrong with a Redis for keeping jobs; nothing where it is fit. @throws Error when it can't be reached */
export async function examine(url: string): Promise<readonly string[]> {
  let trouble = '';
  const client = connect(url, asking, (error) => {
    trouble ||= withoutSecrets(url, error);
  });
  try {
    return complaints(await asker(client)(() => client.info()));
  } catch (error) {
    throw new Error(
      `Redis can't be used (${trouble || withoutSecrets(url, error)}): check that it runs, and REDIS_URL`,
    );
  } finally {
    client.disconnect();
  }
}
