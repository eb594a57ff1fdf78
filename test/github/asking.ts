import { createSign } from 'node:crypto';
import type { Double } from './client.js';
import type { DoubleOptions } from './double.js';
import { type StartedDouble, startDouble } from './start.js';

/** A plain client of a double, for its own tests: what an answer was, word for word. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers as they come.
export type Loose = any;

export async function ask(
  url: string,
  token: string | null,
  { method = 'GET', body, headers = {} }: Request = {},
): Promise<Answer<Loose>> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: {
      'user-agent': 'test',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

interface Claims {
  readonly iss: string | number;
  readonly iat: number;
  readonly exp: number;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The app's own token, as `@octokit/auth-app` makes it. */
export function jwt(privateKey: string, claims: Claims): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

export async function appToken({ control }: Double, claims: Partial<Claims> = {}): Promise<string> {
  const { id, privateKey } = await control.app();
  const at = await control.clock();
  return jwt(privateKey, { iss: id, iat: at - 30, exp: at + 540, ...claims });
}

/** Mints a token, narrowed as asked. */
export async function tokenFor(double: Double, installation: number, body?: object): Promise<string> {
  const url = `${double.url}/app/installations/${installation}/access_tokens`;
  const request = body === undefined ? { method: 'POST' } : { method: 'POST', body };
  const answer = await ask(url, await appToken(double), request);
  if (answer.status !== 201) throw new Error(`no token: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.token;
}

export const query = (
  { url }: Double,
  token: string,
  text: string,
  variables: object = {},
): Promise<Answer<Loose>> =>
  ask(`${url}/graphql`, token, { method: 'POST', body: { query: text, variables } });

/** Starts a double, lets `work` use it, and ends it. */
export async function withDouble<Result>(
  options: DoubleOptions,
  work: (double: StartedDouble) => Promise<Result>,
): Promise<Result> {
  const double = await startDouble(options);
  try {
    return await work(double);
  } finally {
    await double.close();
  }
}

/** `acme/tool` with one commit on `main` and the app installed in it, and `acme/other`, which it does not reach. */
export async function small(double: Double, owner = 'acme') {
  const { control } = double;
  const first = { message: 'Begin', files: { 'a.ts': 'one\ntwo\nthree\n' } };
  const ids: number[] = [];
  for (const name of ['tool', 'other']) {
    const { id } = await control.createRepository({ owner, name });
    ids.push(id);
    await control.push({ repository: `${owner}/${name}`, by: 'ada', commits: [first] });
  }
  const { id: installation } = await control.install({ account: owner, repositories: [`${owner}/tool`] });
  return { installation, tool: ids[0] ?? 0, other: ids[1] ?? 0 };
}

/** A pull request of one commit that adds a file. */
export const opened = ({ control }: Double, more: object = {}) =>
  control.openPullRequest({
    repository: 'acme/tool',
    author: 'ada',
    title: 'Add b',
    head: 'add-b',
    commits: [{ message: 'Add b', files: { 'b.ts': 'b\n' } }],
    ...more,
  });
