import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { STYLE } from '../pages/style.js';

/** In seconds: for so long a browser asks by https only, whatever a link says. */
const YEAR = 365 * 24 * 60 * 60;

/**
 * Pages hold what repositories wrote: nothing may run but our own script, nothing may be loaded, no site may frame them.
 * @param forms where forms may go besides here
 * @param https whether this server is reached by https, and by nothing else
 */
export const policed = (forms: readonly string[], https = false): MiddlewareHandler => {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...forms].join(' ')}`,
    "frame-ancestors 'none'",
  ].join('; ');
  return async (context, next) => {
    await next();
    // An answer that has a policy of its own, or may be kept for a while, says so itself.
    if (!context.res.headers.has('content-security-policy'))
      context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    // Not no-referrer: browsers would send the forms of these pages with the origin `null`, like those of anybody.
    context.header('referrer-policy', 'same-origin');
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
    if (https) context.header('strict-transport-security', `max-age=${YEAR}`);
  };
};
