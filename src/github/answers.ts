import { Gone, NotAllowed, RateLimited, Refused, said, Unavailable } from './failures.js';
import { fields, list, text } from './fields.js';

/** Without a word from GitHub on how long, so long at least. */
const WAIT_MS = 60_000;

/** What an error of Octokit's holds that tells one from another. */
interface Answer {
  readonly status: number | null;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Errors that GraphQL sends in an answer of status 200. */
  readonly errors: readonly { readonly type: string; readonly message: string }[];
}

function answerOf(error: unknown): Answer {
  const { status, message, headers, response, errors } = fields(error);
  return {
    status: typeof status === 'number' ? status : null,
    message: said(text(message) ?? String(error)),
    headers: fields(headers ?? fields(response).headers),
    errors: list(errors).map((it) => ({
      type: text(fields(it).type) ?? '',
      message: said(text(fields(it).message) ?? ''),
    })),
  };
}

const LIMIT = /rate limit|secondary|abuse|too many requests/i;

/** Until when GitHub asks us to wait, in milliseconds since 1970; null where it does not. */
function waitUntil(
  { status, message, headers, errors }: Answer,
  now: number,
): { readonly until: number; readonly guessed: boolean } | null {
  const isLimit =
    errors.some((it) => it.type === 'RATE_LIMITED' || LIMIT.test(it.message)) ||
    status === 429 ||
    (status === 403 &&
      (headers['x-ratelimit-remaining'] === '0' ||
        headers['retry-after'] !== undefined ||
        LIMIT.test(message)));
  if (!isLimit) return null;
  const after = Number(headers['retry-after']);
  if (after > 0) return { until: now + after * 1000, guessed: false };
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  // A server without limits of its own sends neither.
  return headers['x-ratelimit-remaining'] === '0' && reset > now
    ? { until: reset + 1000, guessed: false }
    : { until: now + WAIT_MS, guessed: true };
}

const FORBIDDEN = /not accessible by integration|forbidden|must have|permission/i;

/** What an error of Octokit's means, in our words. */
export function failureOf(
  error: unknown,
  {
    what,
    permission,
    now,
  }: { readonly what: string; readonly permission: string | null; readonly now: number },
): Error {
  const answer = answerOf(error);
  const { status, message, headers, errors } = answer;
  // Octokit's own error holds the whole request: what was said of somebody is not for a log.
  const options = { cause: new Error(message) };
  const wait = waitUntil(answer, now);
  if (wait !== null) return new RateLimited(wait.until, what, { ...options, guessed: wait.guessed });
  if (errors.length > 0) {
    const isAll = (type: string): boolean => errors.every((it) => it.type === type);
    if (isAll('NOT_FOUND')) return new Gone(what, options);
    if (errors.some((it) => it.type === 'FORBIDDEN' || FORBIDDEN.test(it.message)))
      return notAllowed(permission, what, options);
    return new Unavailable(`GitHub answered ${what} in part (${errors[0]?.message})`, {
      ...options,
      partial: true,
    });
  }
  if (status === null) return new Unavailable(`GitHub cannot be reached for ${what} (${message})`, options);
  if (status === 401)
    return new NotAllowed(
      'credentials',
      null,
      `GitHub refuses the app's credentials (${what}: ${message}): see that the app's number and its private key belong together, and that the clock of this machine is right`,
      options,
    );
  if (status === 403 && /suspended/i.test(message))
    return new NotAllowed(
      'suspended',
      null,
      `the installation is suspended (${what}): its owner can lift that on the page of the installation`,
      options,
    );
  if (status === 403) {
    const accepted = text(headers['x-accepted-github-permissions'])?.replaceAll('=', ':');
    return notAllowed(accepted ? said(accepted) : permission, what, options);
  }
  if (status === 404 || status === 410 || status === 451) return new Gone(what, options);
  if (status === 502 || status === 504)
    return new Unavailable(`GitHub did not answer ${what} in time (${status})`, {
      ...options,
      partial: true,
    });
  if (status >= 500) return new Unavailable(`GitHub failed on ${what} (${status}: ${message})`, options);
  return new Refused(
    `GitHub refused ${what} (${status}: ${message}): this is a mistake of the app, please report it`,
    options,
  );
}

function notAllowed(permission: string | null, what: string, options: ErrorOptions): NotAllowed {
  const which = permission === null ? 'a permission' : `the permission ${permission}`;
  return new NotAllowed(
    'permission',
    permission,
    `the app lacks ${which} (${what}): its owner can accept new permissions on the page of the installation`,
    options,
  );
}
