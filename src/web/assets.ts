import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { enhance } from './enhance.js';

const SCRIPT = `(${enhance.toString()})();\n`;

/** Named by what is in it, so that it may be kept for ever. */
export const SCRIPT_PATH = `/assets/holdfast-${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 16)}.js`;

/** The one script of ours. */
export function assets(): Hono {
  const app = new Hono();
  app.get(SCRIPT_PATH, (context) =>
    context.body(SCRIPT, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  );
  return app;
}
