import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/**
 * A cookie of this server alone, out of reach of scripts and of other sites: `__Host-`, `HttpOnly`, `Secure`, `SameSite=Lax`.
 * Strict would hide it from whoever comes back from GitHub.
 */
export interface OwnCookie {
  readonly get: (context: Context) => string | undefined;
  /** @param seconds until the browser forgets it; without, when it is closed */
  readonly set: (context: Context, value: string, seconds?: number) => void;
  readonly remove: (context: Context) => void;
}

/** What a browser holds of a session. */
export const sessionCookie = (publicUrl: string): OwnCookie => ownCookie('holdfast', publicUrl);

/** @param publicUrl where people reach this server: over plain http, a browser takes neither `Secure` nor `__Host-` */
export function ownCookie(name: string, publicUrl: string): OwnCookie {
  const base = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
  const isSecure = publicUrl.startsWith('https:');
  const options = isSecure ? ({ ...base, secure: true, prefix: 'host' } as const) : base;
  return {
    get: (context) => (isSecure ? getCookie(context, name, 'host') : getCookie(context, name)),
    set: (context, value, seconds) =>
      setCookie(context, name, value, seconds === undefined ? options : { ...options, maxAge: seconds }),
    remove: (context) => {
      deleteCookie(context, name, options);
    },
  };
}
