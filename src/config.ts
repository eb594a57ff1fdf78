import { join, resolve } from 'node:path';

/** What the environment says, read once. */
export interface Config {
  /** A folder in which what was found is kept for the next run; null: nothing is kept. */
  readonly keepIn: string | null;
  readonly host: string;
  readonly port: number;
}

const PORT = 3000;

/** Reads `HOST`, `PORT` and what `keepIn` reads. @throws Error that names every value that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const port = environment.PORT === undefined || environment.PORT === '' ? PORT : Number(environment.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT must be a number from 0 to 65535, got ${JSON.stringify(environment.PORT)}`);
  }
  return Object.freeze({ host: environment.HOST || '127.0.0.1', port, keepIn: keepIn(environment) });
}

/** `HOLDFAST_CACHE` (a folder, or `off`); otherwise the user's own cache folder. */
export function keepIn(environment: NodeJS.ProcessEnv): string | null {
  const { HOLDFAST_CACHE: wanted, XDG_CACHE_HOME: cache, HOME: home } = environment;
  if (wanted === 'off') return null;
  if (wanted) return resolve(wanted);
  if (cache) return join(cache, 'holdfast');
  return home ? join(home, '.cache', 'holdfast') : null;
}
