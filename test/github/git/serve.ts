import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { installationCaller, may } from '../rest/authorise.js';
import { Refusal } from '../rest/reply.js';
import { fullName, repositoryByFormerName, repositoryByName } from '../state/find.js';
import type { Repository } from '../state/state.js';
import { keeps, type World } from '../world.js';
import { GIT_ENVIRONMENT } from './run.js';

export interface GitRequest {
  readonly name: string;
  /** What follows the repository: `info/refs` or `git-upload-pack`. */
  readonly service: string;
}

/** The two requests of git's smart protocol that read; null for anything else. */
export function gitRequest(pathname: string): GitRequest | null {
  const match = /^\/([^/]+\/[^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(pathname);
  return match === null ? null : { name: match[1] ?? '', service: match[2] ?? '' };
}

/** The repository that may be read with this header. @throws Refusal as GitHub refuses */
export function admit(
  world: World,
  { name, service }: GitRequest,
  authorization: string | undefined,
  pathname: string,
): Repository {
  const found = repositoryByName(world, name);
  const moved = found === null ? repositoryByFormerName(world, name) : null;
  if (keeps(world, 'git-token')) {
    const caller = installationCaller(world, tokenOf(authorization));
    const wanted = found ?? moved;
    if (wanted === null || !caller.repositories.includes(wanted)) {
      throw new Refusal(404, 'Repository not found.');
    }
    if (service === 'git-receive-pack' || !may(world, caller.permissions, ['contents', 'read'])) {
      throw new Refusal(403, 'Write access to repository not granted.');
    }
  }
  if (moved !== null) {
    const location = `${world.origin}/${fullName(world, moved)}.git${pathname.slice(pathname.indexOf(`/${service}`))}`;
    throw new Refusal(301, 'Moved Permanently', { headers: { location } });
  }
  if (found === null) throw new Refusal(404, 'Repository not found.');
  return found;
}

function tokenOf(authorization: string | undefined): string {
  const asked = () =>
    new Refusal(401, 'Authentication required', { headers: { 'www-authenticate': 'Basic realm="GitHub"' } });
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) throw asked();
  const [user, ...password] = Buffer.from(basic, 'base64').toString().split(':');
  if (user !== 'x-access-token') throw asked();
  return password.join(':');
}

/** Hands the request to `git http-backend`, as a web server does (CGI). */
export function serveGit(
  world: World,
  { id }: Repository,
  { service }: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
): Promise<number> {
  const one = (name: string) => String(request.headers[name] ?? '');
  const child = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: world.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${id}.git/${service}`,
      QUERY_STRING: search.replace(/^\?/, ''),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: one('content-type'),
      HTTP_CONTENT_ENCODING: one('content-encoding'),
      GIT_PROTOCOL: one('git-protocol'),
      REMOTE_ADDR: '127.0.0.1',
      // The repositories may belong to whoever runs the tests.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  response.on('close', () => child.kill());
  return new Promise((done, reject) => {
    let head = Buffer.alloc(0);
    let status = 200;
    const start = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      child.stdout.off('data', start);
      for (const line of head.subarray(0, end).toString().split('\r\n')) {
        const [name = '', ...value] = line.split(': ');
        if (name.toLowerCase() === 'status') status = Number.parseInt(value.join(': '), 10);
        else response.setHeader(name, value.join(': '));
      }
      response.writeHead(status);
      response.write(head.subarray(end + 4));
      child.stdout.pipe(response);
    };
    child.stdout.on('data', start);
    child.on('error', reject);
    child.on('close', () => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
      done(status);
    });
  });
}
