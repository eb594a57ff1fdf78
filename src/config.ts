import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What GitHub knows the app by. */
export interface Credentials {
  readonly id: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** What people sign in with; null: nobody can. */
  readonly client: { readonly id: string; readonly secret: string } | null;
}

/** What the environment says, read once. */
export interface Config {
  /** A folder in which what was found is kept for the next run; null: nothing is kept. */
  readonly keepIn: string | null;
  readonly host: string;
  readonly port: number;
  /** The folder of a server: its database, mirrors and credentials, where they are not elsewhere. */
  readonly home: string;
  /** Null: there is no app, and only local repositories are served. */
  readonly app: Credentials | null;
  /** PostgreSQL; null: PGlite in `home`. */
  readonly databaseUrl: string | null;
  /** Redis; null: the queue of this process. */
  readonly redisUrl: string | null;
  /** Where people reach this server; null: checks have no links. */
  readonly publicUrl: string | null;
  readonly github: {
    /** For people, and for git. */
    readonly url: string;
    /** The REST interface. */
    readonly api: string;
  };
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const PORT = 3000;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** A shorter one can be guessed. */
const SECRET_LENGTH = 16;

/** The file in a server's folder in which the set-up page keeps what GitHub gave. */
export const credentialsFile = (home: string): string => join(home, 'credentials.json');

/**
 * Reads `HOST`, `PORT`, `HOLDFAST_HOME`, `APP_ID`, `PRIVATE_KEY` (or `PRIVATE_KEY_PATH`), `WEBHOOK_SECRET`, `CLIENT_ID`,
 * `CLIENT_SECRET`, `DATABASE_URL`, `REDIS_URL`, `HOLDFAST_URL`, `GITHUB_URL`, `LOG_LEVEL` and what `keepIn` reads.
 * @throws Error that names every value that is wrong, and holds no secret
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const wrong: string[] = [];
  const port = readPort(environment.PORT, wrong);
  const home = homeOf(environment);
  const app = withClient(readCredentials(environment, home, wrong), environment, wrong);
  const host = environment.HOST || '127.0.0.1';
  const config: Config = {
    host,
    port,
    keepIn: keepIn(environment),
    home,
    app,
    databaseUrl: readUrl(environment, 'DATABASE_URL', ['postgresql:', 'postgres:'], wrong),
    redisUrl: readUrl(environment, 'REDIS_URL', ['redis:', 'rediss:'], wrong),
    github: readGitHub(environment, wrong),
    publicUrl: readUrl(environment, 'HOLDFAST_URL', ['https:', 'http:'], wrong)?.replace(/\/+$/, '') ?? null,
    logLevel: readLevel(environment.LOG_LEVEL, wrong),
  };
  if (app === null && wrong.length === 0 && !isLoopback(host))
    wrong.push(
      `HOST is ${JSON.stringify(host)}, and without the credentials of an app anybody could read the pages: leave it out (127.0.0.1), or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET`,
    );
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return Object.freeze(config);
}

export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/.test(host);

/** `HOLDFAST_CACHE` (a folder, or `off`); otherwise the user's own cache folder. */
export function keepIn(environment: NodeJS.ProcessEnv): string | null {
  const { HOLDFAST_CACHE: wanted, XDG_CACHE_HOME: cache, HOME: home } = environment;
  if (wanted === 'off') return null;
  if (wanted) return resolve(wanted);
  if (cache) return join(cache, 'holdfast');
  return home ? join(home, '.cache', 'holdfast') : null;
}

function homeOf({ HOLDFAST_HOME: wanted, XDG_DATA_HOME: data, HOME: home }: NodeJS.ProcessEnv): string {
  if (wanted) return resolve(wanted);
  if (data) return join(data, 'holdfast');
  return home ? join(home, '.local', 'share', 'holdfast') : resolve('.holdfast');
}

function readPort(written: string | undefined, wrong: string[]): number {
  const port = written === undefined || written === '' ? PORT : Number(written);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    wrong.push(`PORT must be a number from 0 to 65535, got ${JSON.stringify(written)}`);
  return port;
}

function readCredentials(environment: NodeJS.ProcessEnv, home: string, wrong: string[]): Credentials | null {
  const { APP_ID, WEBHOOK_SECRET } = environment;
  const written = {
    APP_ID,
    'PRIVATE_KEY (or PRIVATE_KEY_PATH)': environment.PRIVATE_KEY || environment.PRIVATE_KEY_PATH,
    WEBHOOK_SECRET,
  };
  const missing = Object.entries(written).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === 3) return keptCredentials(home, wrong);
  if (missing.length > 0) {
    wrong.push(`${missing.join(' and ')} must be set too: an app has a number, a key and a secret`);
    return null;
  }
  const id = Number(APP_ID);
  if (!Number.isInteger(id) || id < 1)
    wrong.push('APP_ID must be the number of the app, as its settings page on GitHub shows it');
  const privateKey = readKey(environment, wrong);
  if ((WEBHOOK_SECRET ?? '').length < SECRET_LENGTH)
    wrong.push(`WEBHOOK_SECRET must have ${SECRET_LENGTH} characters or more: a shorter one can be guessed`);
  return { id, privateKey, webhookSecret: WEBHOOK_SECRET ?? '', client: null };
}

/** Also beside what the set-up page kept: it kept nothing of it before people could sign in. */
function withClient(
  app: Credentials | null,
  { CLIENT_ID: id, CLIENT_SECRET: secret }: NodeJS.ProcessEnv,
  wrong: string[],
): Credentials | null {
  if (!id && !secret) return app;
  if (!id || !secret) {
    wrong.push(
      `${id ? 'CLIENT_SECRET' : 'CLIENT_ID'} must be set too: people sign in by both, or not at all`,
    );
    return app;
  }
  if (!/^[\w.-]{1,100}$/.test(id))
    wrong.push('CLIENT_ID must be the client ID of the app, as its settings page on GitHub shows it');
  if (secret.length < SECRET_LENGTH)
    wrong.push(`CLIENT_SECRET must have ${SECRET_LENGTH} characters or more: a shorter one can be guessed`);
  return app && { ...app, client: { id, secret } };
}

function readKey(
  { PRIVATE_KEY: written, PRIVATE_KEY_PATH: path }: NodeJS.ProcessEnv,
  wrong: string[],
): string {
  let text = written ?? '';
  if (!text && path) {
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      wrong.push(`PRIVATE_KEY_PATH: ${path} cannot be read`);
      return '';
    }
  }
  // Environments rarely hold line ends: they come as \n, or the whole as base64.
  if (!text.includes('-----BEGIN')) text = Buffer.from(text, 'base64').toString('utf8');
  text = text.replaceAll('\\n', '\n');
  if (!text.includes('-----BEGIN')) {
    wrong.push('PRIVATE_KEY must be the key that GitHub gave as a .pem file: its text, or that in base64');
    return '';
  }
  return text;
}

/** What keeps people from signing in; null where nothing does. */
export function signInLacks(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { client }: Pick<Credentials, 'client'>,
): string | null {
  if (client === null) return 'CLIENT_ID and CLIENT_SECRET are not set';
  if (publicUrl === null) return 'HOLDFAST_URL is not set';
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || isLoopback(hostname)
    ? null
    : 'HOLDFAST_URL is not https, so no browser would keep a session';
}

/** @throws Error when it is not a key that can sign */
export function checkKey({ privateKey }: Credentials): void {
  try {
    createPrivateKey(privateKey);
  } catch (cause) {
    throw new Error('PRIVATE_KEY is no private key: make a new one on the settings page of the app', {
      cause,
    });
  }
}

function keptCredentials(home: string, wrong: string[]): Credentials | null {
  const file = credentialsFile(home);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    const { id, privateKey, webhookSecret, client } = JSON.parse(text) as Record<string, unknown>;
    const isApp =
      typeof id === 'number' && typeof privateKey === 'string' && typeof webhookSecret === 'string';
    const known = clientIn(client);
    if (isApp && known !== undefined) return { id, privateKey, webhookSecret, client: known };
  } catch {
    // What it holds is told in no message.
  }
  wrong.push(`${file} is not what the set-up page writes: remove it, and set the app up again`);
  return null;
}

/** Undefined where it is not what the set-up page writes. */
function clientIn(value: unknown): Credentials['client'] | undefined {
  if (value === undefined || value === null) return null;
  const { id, secret } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : undefined;
}

function readUrl(
  environment: NodeJS.ProcessEnv,
  name: string,
  protocols: readonly string[],
  wrong: string[],
): string | null {
  const written = environment[name];
  if (!written) return null;
  // No part of it is told: most have a password inside.
  if (URL.canParse(written) && protocols.includes(new URL(written).protocol)) return written;
  wrong.push(`${name} must be an address that begins with ${protocols.map((it) => `${it}//`).join(' or ')}`);
  return null;
}

/** What `GITHUB_URL` says, for commands that need nothing else of it. @throws Error when it is wrong */
export function gitHubOf(environment: NodeJS.ProcessEnv): Config['github'] {
  const wrong: string[] = [];
  const github = readGitHub(environment, wrong);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return github;
}

function readGitHub({ GITHUB_URL: written }: NodeJS.ProcessEnv, wrong: string[]): Config['github'] {
  const url = (written || 'https://github.com').replace(/\/+$/, '');
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isSafe =
    parsed !== null &&
    (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname)));
  if (parsed === null || !isSafe || parsed.username !== '') {
    wrong.push('GITHUB_URL must be the https:// address of GitHub, as https://github.com');
    return { url, api: url };
  }
  const { host } = parsed;
  if (host === 'github.com') return { url, api: 'https://api.github.com' };
  if (host.endsWith('.ghe.com')) return { url, api: `${parsed.protocol}//api.${host}` };
  return { url, api: `${url}/api/v3` };
}

function readLevel(written: string | undefined, wrong: string[]): Config['logLevel'] {
  const level = LOG_LEVELS.find((it) => it === (written || 'info'));
  if (level === undefined) wrong.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return level ?? 'info';
}
