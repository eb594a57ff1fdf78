import type { ProbotOctokit } from 'probot';
import { failureOf } from './answers.js';
import { RateLimited } from './failures.js';
import { fields, text, whole } from './fields.js';
import type { Bucket, Limits } from './limits.js';

export type Octokit = InstanceType<typeof ProbotOctokit>;

/** An answer as it came: nothing of it is trusted. */
export interface Answered {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Calls under one credential. Both throw `RateLimited`, `Unavailable`, `NotAllowed`, `Gone` or `Refused`, and nothing
 * of Octokit's; neither waits or tries again.
 */
export interface Caller {
  /** @param route as `GET /app` with `{placeholders}` */
  readonly rest: (route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<Answered>;
  /** Gives `data`; an answer with errors is thrown, whatever came with it. */
  readonly graphql: (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export interface CallOptions {
  readonly limits: Limits;
  /** Whose limit it is: an installation, or 0 for the app. */
  readonly whose: number;
  readonly permission: string | null;
}

/** One call, with its failures in our words. 304 is an answer. */
async function call<T>(
  { limits, whose, permission }: CallOptions,
  bucket: Bucket,
  what: string,
  make: () => Promise<T>,
  leftOf: (answered: T) => unknown,
): Promise<T> {
  limits.check(whose, bucket, what);
  try {
    const answered = await make();
    const left = leftOf(answered);
    limits.passed(whose, bucket, left === undefined || left === '' ? null : whole(Number(left)));
    return answered;
  } catch (error) {
    const failure = failureOf(error, { what, permission, now: limits.now() });
    throw failure instanceof RateLimited ? limits.hit(whose, bucket, failure, what) : failure;
  }
}

export const callRest = (
  octokit: Octokit,
  options: CallOptions,
  route: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Answered> =>
  call(
    options,
    'rest',
    route,
    async () => {
      try {
        const { status, data, headers } = await octokit.request(route, { ...parameters });
        return { status: Number(status), data: data as unknown, headers: headersOf(headers) };
      } catch (error) {
        if (fields(error).status !== 304) throw error;
        return { status: 304, data: null, headers: headersOf(fields(fields(error).response).headers) };
      }
    },
    ({ headers }) => headers['x-ratelimit-remaining'],
  );

export const callGraphql = (
  octokit: Octokit,
  options: CallOptions,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  const name = /^\s*query (\w+)/.exec(document)?.[1] ?? 'query';
  return call(
    options,
    'graphql',
    `GraphQL ${name}`,
    () => octokit.graphql<unknown>(document, { ...variables }),
    (data) => fields(fields(data).rateLimit).remaining,
  );
};

const headersOf = (headers: unknown): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(fields(headers)).map(([name, value]) => [name, text(value) ?? undefined]),
  );
