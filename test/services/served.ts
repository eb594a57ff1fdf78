import { existsSync } from 'node:fs';
import { type ServerType, serve } from '@hono/node-server';

/** Where a browser is, or null. */
export const chromiumHere: string | null =
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync) ?? null;

export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Pages as a server gives them. */
export async function served(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = await new Promise<ServerType>((resolve) => {
    const starting = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(starting));
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
