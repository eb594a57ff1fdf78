import type { Fault } from '../faults.js';
import { type Operation, type RestSchemas, restSchemas } from '../schemas/rest.js';
import { fullName, repositoryById } from '../state/find.js';
import { keeps, violate, type World } from '../world.js';
import { type Caller, callerOf, may } from './authorise.js';
import { linkHeader } from './pages.js';
import { budget, charge, limitHeaders } from './rate-limit.js';
import { reachedRepository } from './reach.js';
import { type Call, Refusal, type Reply, type Route } from './reply.js';
import { ROUTES } from './routes.js';

/** A request as it came over the wire, without `/api/v3`. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Call['headers'];
  readonly body: string;
  readonly base: string;
}

export interface Routed {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

let schemas: RestSchemas | null = null;
/** Read when the first request comes: it takes a quarter of a second. */
export const loadedSchemas = (): RestSchemas => {
  schemas ??= restSchemas(Object.keys(ROUTES));
  return schemas;
};

const patterns = new Map<string, RegExp>();

function pattern(template: string): RegExp {
  let known = patterns.get(template);
  if (known === undefined) {
    const text = template.replace(/\{(\w+)\}/g, (_, name: string) =>
      // Paths and refs may have slashes in them.
      name === 'path' || name === 'ref' ? `(?<${name}>.*)` : `(?<${name}>[^/]+)`,
    );
    known = new RegExp(`^${text}$`);
    patterns.set(template, known);
  }
  return known;
}

/** Which operation a request is, by GitHub's specification; null where there is none that we have. */
export function route(world: World, method: string, pathname: string): Routed | null {
  const at = asNamed(world, pathname);
  for (const operation of loadedSchemas().operations.values()) {
    if (operation.method !== method.toLowerCase()) continue;
    const match = pattern(operation.path).exec(at);
    if (match === null) continue;
    const path = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
    );
    return { operation, path };
  }
  return null;
}

/** `/repositories/{id}/…` is the same as `/repos/{owner}/{repo}/…`. */
function asNamed(world: World, pathname: string): string {
  const [, id, rest] = /^\/repositories\/(\d+)(\/.+)$/.exec(pathname) ?? [];
  const repository = id === undefined ? null : repositoryById(world, Number(id));
  return repository === null ? pathname : `/repos/${fullName(world, repository)}${rest}`;
}

/** Records a request that nothing here answers. */
export function refuseUnknown(world: World, method: string, pathname: string): Reply {
  const known = loadedSchemas().known.find(
    (one) => one.method === method.toLowerCase() && pattern(one.path).test(pathname),
  );
  const what = known === undefined ? 'GitHub has no such route' : `the double does not answer ${known.id}`;
  violate(world, { face: 'rest', where: `${method} ${pathname}`, what });
  return { status: 404, body: failure(404, 'Not Found') };
}

const failure = (status: number, message: string, more: object = {}) => ({
  message,
  documentation_url: 'https://docs.github.com/rest',
  status: String(status),
  ...more,
});

/** Answers one request; what is wrong with it or with the answer is recorded. */
export async function answer(
  world: World,
  { operation, path }: Routed,
  incoming: Incoming,
  fault: Fault | null,
): Promise<Reply> {
  const route = ROUTES[operation.id];
  if (route === undefined) throw new Error(`no handler for ${operation.id}`);
  let caller: Caller = { kind: 'nobody' };
  let reply: Reply;
  try {
    caller = callerOf(world, header(incoming, 'authorization'));
    const call = admitted(world, route, operation, caller, path, incoming);
    const injected = faulty(world, fault, caller);
    if (injected !== null) throw injected;
    reply = await handled(world, route, operation, call, incoming.url);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = {
      status: error.status,
      body: failure(error.status, error.message, error.more),
      headers: error.headers,
    };
  }
  checkReply(world, operation, reply);
  const spent = limitHeaders(budget(world, caller, 'rest'), 'core');
  return { ...reply, headers: { ...spent, ...reply.headers } };
}

const header = ({ headers }: Incoming, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The call, once it is known who calls. @throws Refusal for those who may not */
function admitted(
  world: World,
  route: Route,
  operation: Operation,
  caller: Caller,
  path: Routed['path'],
  incoming: Incoming,
): Call {
  if (header(incoming, 'user-agent') === undefined) {
    throw new Refusal(403, 'Request forbidden by administrative rules. A User-Agent header is required.');
  }
  const query = Object.fromEntries(incoming.url.searchParams);
  const rest = /^\/repos\/[^/]+\/[^/]+(.*)$/.exec(incoming.url.pathname)?.[1] ?? '';
  const body = parsed(world, operation, incoming.body);
  const call = { world, caller, path, query, body, headers: incoming.headers, rest, base: incoming.base };
  refuseStranger(route, caller);
  if (operation.id !== 'rate-limit/get' && !charge(world, caller, 'rest', 1)) {
    throw limitRefusal(world, caller);
  }
  // What a token does not reach does not exist for it, whatever it may do elsewhere.
  if ('repo' in path) reachedRepository(call);
  const { needs } = route;
  if (needs !== undefined && caller.kind === 'installation' && !may(world, caller.permissions, needs)) {
    throw new Refusal(403, 'Resource not accessible by integration');
  }
  return call;
}

function refuseStranger({ auth }: Route, { kind }: Caller): void {
  if (auth === 'none' || auth === 'any' || auth === kind) return;
  if (auth === 'reader' && (kind === 'installation' || kind === 'signed-in')) return;
  if (kind === 'nobody') throw new Refusal(401, 'Requires authentication');
  if (auth === 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
  const by = kind === 'user' ? 'personal access token' : 'integration';
  throw new Refusal(403, `Resource not accessible by ${by}`);
}

function parsed(world: World, operation: Operation, text: string): Call['body'] {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    violate(world, { face: 'rest', where: operation.id, what: 'the body is no JSON' });
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

async function handled(
  world: World,
  route: Route,
  operation: Operation,
  call: Call,
  url: URL,
): Promise<Reply> {
  const wrong = [
    ...loadedSchemas().request(
      operation.id,
      operation.hasBody || Object.keys(call.body).length > 0 ? call.body : null,
    ),
    ...loadedSchemas().query(operation.id, call.query),
  ].filter((one) => keeps(world, 'fifty-annotations') || !one.includes('NOT have more than 50 items'));
  for (const what of wrong) violate(world, { face: 'rest', where: `${operation.id} request`, what });
  if (wrong.length > 0) throw new Refusal(422, `Invalid request.\n\n${wrong.join('\n')}`);
  const reply = await route.handle(call);
  const address = new URL(`${call.base}${url.pathname}${url.search}`);
  const link = linkHeader(call, address, reply.pages);
  return link === null ? reply : { ...reply, headers: { ...reply.headers, link } };
}

function checkReply(world: World, { id }: Operation, { status, body, raw }: Reply): void {
  if (raw !== undefined) return;
  for (const what of loadedSchemas().reply(id, status, body)) {
    violate(world, { face: 'rest', where: `${id} reply ${status}`, what });
  }
}

const limitRefusal = (world: World, caller: Caller): Refusal =>
  new Refusal(403, `API rate limit exceeded for ${caller.kind}.`, {
    headers: limitHeaders({ ...budget(world, caller, 'rest'), remaining: 0 }, 'core'),
  });

/** What a fault answers instead; null for the faults of the connection, which are no answers. */
function faulty(world: World, fault: Fault | null, caller: Caller): Refusal | null {
  switch (fault?.kind) {
    case 'primary-limit':
      return limitRefusal(world, caller);
    case 'secondary-limit':
    case 'too-many': {
      const after = String(fault.retryAfter ?? 60);
      const text =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      return new Refusal(fault.kind === 'too-many' ? 429 : 403, text, { headers: { 'retry-after': after } });
    }
    case 'server-error':
      return new Refusal(fault.status ?? 502, 'Server Error');
    case 'token-expired':
      return new Refusal(401, 'Bad credentials');
    case 'missing-permission':
      return new Refusal(403, 'Resource not accessible by integration');
    default:
      return null;
  }
}
