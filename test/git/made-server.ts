import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

export const TOKEN = `ghs_12_${'b.'.repeat(20)}token`;

export interface GitServer {
  readonly url: string;
  /** Every visit: a process that fetches begins with asking what there is, and may go on in several requests. */
  readonly fetches: string[];
  /** Answers the next requests otherwise; null: as git does. */
  answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
}

/** Serves a real repository as GitHub does: smart HTTP, partial clones allowed, nothing without the token. */
export async function serveGit(folder: string): Promise<GitServer> {
  const expected = `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
  const found: { fetches: string[]; answer: GitServer['answer'] } = { fetches: [], answer: null };
  const server = createServer((request, response) => {
    if (found.answer?.(request, response) === true) return;
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => backend(folder, request, response, Buffer.concat(chunks), found.fetches));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(found, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/octo/x.git`,
  });
}

function backend(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  sent: Buffer,
  fetches: string[],
): void {
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  const { pathname, search } = new URL(request.url ?? '', 'http://x');
  if (pathname.endsWith('/info/refs')) fetches.push(pathname);
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH ?? '',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_0: 'uploadpack.allowFilter',
      GIT_CONFIG_VALUE_0: 'true',
      GIT_CONFIG_KEY_1: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_1: 'true',
      GIT_CONFIG_KEY_2: 'safe.directory',
      GIT_CONFIG_VALUE_2: '*',
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname.replace('/octo/x.git', '/.git'),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(body);
  let head = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (response.headersSent) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => line.split(': ', 2) as [string, string]);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.write(head.subarray(end + 4));
  });
  child.stdout.on('end', () => response.end());
}
