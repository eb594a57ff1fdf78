import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Answer } from '../jobs/app/receive-delivery.js';

/** Where GitHub delivers webhooks; Probot's own path, so that a set-up made for it goes on working. */
export const HOOK_PATH = '/api/github/webhooks';

/** GitHub sends no larger ones. */
const LARGEST = 25 * 1024 * 1024;

/** How a delivery is taken: all of it before the answer. */
export type Receive = (body: Uint8Array, headers: Headers) => Promise<Answer>;

/** The door for GitHub. */
export function hooks(receive: Receive): Hono {
  const app = new Hono();
  app.post(
    HOOK_PATH,
    bodyLimit({
      maxSize: LARGEST,
      onError: (context) => context.text('larger than 25 MB, which GitHub never sends\n', 413),
    }),
    async (context) => {
      const body = new Uint8Array(await context.req.arrayBuffer());
      const { status, text } = await receive(body, context.req.raw.headers);
      return context.text(`${text}\n`, status);
    },
  );
  return app;
}
