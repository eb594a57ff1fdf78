import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { runCommand } from './control/index.js';
import { type Fault, takeFault } from './faults.js';
import { admit, gitRequest, serveGit } from './git/serve.js';
import { answerGraphql } from './graphql/serve.js';
import { Refusal, type Reply } from './rest/reply.js';
import { answer, refuseUnknown, route } from './rest/serve.js';
import { ACCESS_TOKEN, AUTHORIZE, accessToken, authorizePage } from './sign-in.js';
import { repositoryByName } from './state/find.js';
import { now, violate, type World } from './world.js';

/** Where tests steer the double; GitHub has nothing there. */
export const CONTROL = '/_double/';

/** Serves all faces and the control on one port. */
export function serve(world: World): Server {
  return createServer((request, response) => {
    answerAny(world, request, response).catch((error: unknown) => {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      violate(world, { face: 'rest', where: `${request.method} ${request.url}`, what });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function answerAny(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin);
  if (url.pathname.startsWith(CONTROL)) return control(world, url, request, response);
  // By the double's clock: clients mend theirs by this header.
  response.setHeader('date', new Date(now(world) * 1000).toUTCString());
  const asked = gitRequest(url.pathname);
  if (asked !== null) return git(world, url, request, response);
  if (url.pathname === AUTHORIZE || url.pathname === ACCESS_TOKEN)
    return signIn(world, url, request, response);
  if (/^(\/api)?\/graphql$/.test(url.pathname)) return graphql(world, request, response);
  return rest(world, url, request, response);
}

/** Faults of these two are faults of REST, by their address. */
async function signIn(world: World, url: URL, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request);
  const fault = takeFault(world, 'rest', [url.pathname]);
  if (await cutBefore(world, fault, response)) return;
  let reply: Reply;
  try {
    if (fault?.kind === 'server-error') throw new Refusal(fault.status ?? 502, 'Server Error');
    const wanted = url.pathname === AUTHORIZE ? 'GET' : 'POST';
    if (request.method !== wanted) throw new Refusal(404, 'Not Found');
    reply =
      url.pathname === AUTHORIZE
        ? authorizePage(world, url)
        : accessToken(world, body, request.headers.accept);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = { status: error.status, body: { message: error.message }, headers: error.headers };
  }
  world.requests.add({ face: 'rest', what: url.pathname, status: reply.status, repository: null, points: 0 });
  if (await cutAfter(world, fault, response)) return;
  sendReply(response, reply);
}

async function rest(world: World, url: URL, request: IncomingMessage, response: ServerResponse) {
  const method = request.method ?? 'GET';
  const prefix = url.pathname.startsWith('/api/v3/') ? '/api/v3' : '';
  url.pathname = url.pathname.slice(prefix.length);
  const body = await bodyOf(request);
  const routed = route(world, method, url.pathname);
  if (routed === null) return sendReply(response, refuseUnknown(world, method, url.pathname));
  const fault = takeFault(world, 'rest', [routed.operation.id]);
  if (await cutBefore(world, fault, response)) return;
  const incoming = { method, url, headers: request.headers, body, base: world.origin + prefix };
  const reply = await answer(world, routed, incoming, fault);
  const { owner, repo } = routed.path;
  const repository = repo === undefined ? null : `${owner}/${repo}`;
  const record = {
    face: 'rest',
    what: routed.operation.id,
    status: reply.status,
    repository,
    points: 0,
  } as const;
  world.requests.add(record, pullsMeant(world, repository, routed.path.ref, body));
  if (await cutAfter(world, fault, response)) return;
  sendReply(response, reply);
}

/** The pull requests whose head a REST request names. */
function pullsMeant(
  world: World,
  repository: string | null,
  ref: string | undefined,
  body: string,
): string[] {
  const sha = ref ?? /"head_sha":"([0-9a-f]{40})"/.exec(body)?.[1];
  if (sha === undefined || repository === null) return [];
  const found = (repositoryByName(world, repository)?.pulls ?? []).filter(({ head }) => head.sha === sha);
  return found.map(({ number }) => `${repository}#${number}`);
}

async function graphql(world: World, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request);
  const fault = takeFault(world, 'graphql', operationNames(body));
  if (await cutBefore(world, fault, response)) return;
  const reply = await answerGraphql(world, request.headers.authorization, body, fault);
  if (await cutAfter(world, fault, response)) return;
  sendReply(response, reply);
}

/** What the operations of a query are called, as far as they are named. */
const operationNames = (body: string): string[] =>
  [...body.matchAll(/\b(?:query|mutation) (\w+)/g)].map((match) => match[1] ?? '');

async function git(world: World, url: URL, request: IncomingMessage, response: ServerResponse) {
  const asked = gitRequest(url.pathname);
  if (asked === null) return;
  const fault = takeFault(world, 'git', [asked.service]);
  if (await cutBefore(world, fault, response)) return;
  const record = (status: number) =>
    world.requests.add({ face: 'git', what: asked.service, status, repository: asked.name, points: 0 });
  try {
    const refusal = gitFault(fault);
    if (refusal !== null) throw refusal;
    const repository = admit(world, asked, request.headers.authorization, url.pathname);
    if (fault?.kind === 'cut-after') {
      // A line of 61 bytes is promised, and never comes.
      record(200);
      response.write('003d', () => response.destroy());
      return;
    }
    record(await serveGit(world, repository, asked, request, response, url.search));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    record(error.status);
    request.resume();
    response.writeHead(error.status, { ...error.headers, 'content-type': 'text/plain' }).end(error.message);
  }
}

function gitFault(fault: Fault | null): Refusal | null {
  switch (fault?.kind) {
    case 'too-many':
      return new Refusal(429, 'Too Many Requests', {
        headers: { 'retry-after': String(fault.retryAfter ?? 60) },
      });
    case 'server-error':
      return new Refusal(fault.status ?? 502, 'Server Error');
    case 'token-expired':
      return new Refusal(401, 'Bad credentials', { headers: { 'www-authenticate': 'Basic realm="GitHub"' } });
    default:
      return null;
  }
}

/** Whether the connection was ended before anything happened; a slow answer waits here. */
async function cutBefore(world: World, fault: Fault | null, response: ServerResponse): Promise<boolean> {
  if (fault?.kind === 'slow') await new Promise((done) => setTimeout(done, fault.milliseconds));
  if (fault?.kind === 'hold' && fault.when === 'before') return held(world, response);
  if (fault?.kind !== 'cut-before') return false;
  response.destroy();
  return true;
}

/** Whether the answer is lost; what was asked for has happened. */
async function cutAfter(world: World, fault: Fault | null, response: ServerResponse): Promise<boolean> {
  if (fault?.kind === 'hold' && fault.when === 'after') return held(world, response);
  if (fault?.kind !== 'cut-after') return false;
  response.destroy();
  return true;
}

/** Waits until it is let go; true where nobody waits for the answer any more. */
async function held(world: World, response: ServerResponse): Promise<boolean> {
  if (response.destroyed) return true;
  await new Promise<void>((done) => {
    const go = (): void => {
      world.waiting.delete(go);
      done();
    };
    world.waiting.add(go);
    response.once('close', go);
  });
  return response.destroyed;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function sendReply(response: ServerResponse, { status, body, raw, headers }: Reply): void {
  response.writeHead(status, {
    'x-github-request-id': 'DOUBLE',
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(raw ?? (body === undefined ? '' : JSON.stringify(body)));
}

async function control(world: World, url: URL, request: IncomingMessage, response: ServerResponse) {
  const name = url.pathname.slice(CONTROL.length);
  const text = await bodyOf(request);
  try {
    const result = await runCommand(world, name, text === '' ? undefined : JSON.parse(text));
    sendReply(response, { status: 200, body: result ?? null });
  } catch (error) {
    sendReply(response, {
      status: 400,
      body: { error: error instanceof Error ? error.message : String(error) },
    });
  }
}
