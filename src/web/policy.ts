import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { STYLE } from '../pages/style.js';

/**
 * Pages hold what repositories wrote: nothing may run but our own script, nothing may be loaded, no site may frame them.
 * @param forms where forms may go besides here
 */
export const policed = (forms: readonly string[]): MiddlewareHandler => {
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
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
    // What may be kept says so itself.
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  };
};
