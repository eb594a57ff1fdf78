import { type ServerType, serve } from '@hono/node-server';
import type { Config } from './config.js';
import { LocalReports } from './jobs/local-reports.js';
import { routes } from './web/routes.js';

interface Server {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What keeps a server from starting, in one line that says the next step. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Opens the repositories, listens, and begins to read. */
export async function startServer(
  { host, port, keepIn }: Config,
  repositories: readonly string[],
): Promise<Server> {
  const reports = await LocalReports.open(repositories, keepIn);
  const local = ['127.0.0.1', 'localhost', '[::1]', host];
  const app = routes(reports, (name) => host === '0.0.0.0' || local.includes(name.replace(/:\d+$/, '')));
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(starting));
    starting.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  void reports.begin();
  return {
    url: `http://${host}:${at}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  const where = `${host}:${port}`;
  const words =
    error.code === 'EADDRINUSE'
      ? `${where} is in use: end what listens there, or choose another port with PORT=${port === 65535 ? 3000 : port + 1}`
      : error.code === 'EACCES'
        ? `${where} may not be used by this user: choose a port above 1023 with PORT`
        : `cannot listen on ${where}: ${error.message}`;
  return new StartError(words, { cause: error });
}
