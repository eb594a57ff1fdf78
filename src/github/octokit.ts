import { ProbotOctokit } from 'probot';
import { said } from './failures.js';
import { reach } from './network.js';

/** Where what is worth knowing goes; pino's loggers fit. */
export interface Log {
  readonly warn: (fields: object, message: string) => void;
}

export const DEFAULT_BASE_URL = 'https://api.github.com';

/**
 * Octokit without its pauses and second tries: they would sleep inside a job.
 *
 * @param baseUrl as `rootOf` gives it
 */
export const octokitAt = (baseUrl: string, log: Log): typeof ProbotOctokit =>
  ProbotOctokit.defaults({
    baseUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { fetch: reach },
    log: quiet(log),
  });

/** @throws Error when it is no address that a token may be sent to */
export function rootOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isLoopback = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (
    url === null ||
    url.username !== '' ||
    !(url.protocol === 'https:' || (isLoopback && url.protocol === 'http:'))
  )
    throw new Error(
      `the address of GitHub's API must be an https URL such as ${DEFAULT_BASE_URL} or https://HOST/api/v3`,
    );
  return baseUrl.replace(/\/+$/, '');
}

/** Probot's and Octokit's own words: only warnings are worth keeping, and nothing secret may be in them. */
export function quiet(log: Log): {
  readonly [level in 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal']: (...words: unknown[]) => void;
} & { readonly child: () => unknown } {
  const nothing = (): void => {};
  const warn = (...words: unknown[]): void => {
    const message = words.find((word) => typeof word === 'string');
    log.warn({}, said(`octokit: ${message ?? 'a warning without words'}`));
  };
  const logger = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn,
    error: warn,
    fatal: warn,
    child: () => logger,
  };
  return logger;
}
