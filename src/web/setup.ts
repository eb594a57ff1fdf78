import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { setUpPage, setupPage } from '../pages/setup.js';
import { messagePage } from '../pages/waiting.js';
import { HOOK_PATH } from './hooks.js';

/** What setting up needs of the world. */
export interface Setup {
  /** Where this server is reached; null while nobody has said so. */
  readonly publicUrl: string | null;
  /** The page of GitHub on which an app is made; null for one of the user's own account. */
  readonly formUrl: (organisation: string | null, state: string) => string;
  /** The manifest of the app. @param urls where it is reached, and where GitHub sends people back to */
  readonly manifest: (urls: {
    readonly publicUrl: string;
    readonly hookUrl: string;
    readonly redirectUrl: string;
  }) => string;
  /** Trades the code for credentials, and keeps and uses them. @throws Error that says the next step */
  readonly convert: (code: string) => Promise<{ readonly name: string; readonly installUrl: string }>;
}

const COOKIE = 'holdfast-setup';
/** GitHub takes a code for an hour. */
const HOUR = 60 * 60;

/** The pages of the set-up. They are there only while there is no app. */
export function setupRoutes({ publicUrl, formUrl, manifest, convert }: Setup): Hono {
  const app = new Hono();
  app.get('/setup', (context) => {
    const wanted = context.req.query('organisation') ?? '';
    const organisation = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(wanted) ? wanted : null;
    const state = randomBytes(16).toString('base64url');
    // Whoever sets up is here, on a name of the machine: GitHub must send them back to it, and not to where it will be.
    const { origin } = new URL(context.req.url);
    setCookie(context, COOKIE, state, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/setup',
      maxAge: HOUR,
      secure: origin.startsWith('https:'),
    });
    const at = publicUrl ?? origin;
    const hookUrl = publicUrl === null ? null : `${publicUrl}${HOOK_PATH}`;
    return context.html(
      setupPage({
        action: formUrl(organisation, state),
        manifest: manifest({
          publicUrl: at,
          hookUrl: `${at}${HOOK_PATH}`,
          redirectUrl: `${origin}/setup/made`,
        }),
        organisation,
        hookUrl,
      }),
    );
  });
  app.get('/setup/made', async (context) => {
    const code = context.req.query('code') ?? '';
    const given = context.req.query('state') ?? '';
    // The cookie says that it was this browser that began; otherwise somebody else's app could be slipped in.
    if (!isSame(getCookie(context, COOKIE) ?? '', given))
      return context.html(
        messagePage('Not set up', 'This did not begin on the set-up page here: begin again there.'),
        403,
      );
    if (!/^[\w-]{1,100}$/.test(code))
      return context.html(
        messagePage('Not set up', 'GitHub gave no code: begin again on the set-up page.'),
        400,
      );
    try {
      const { name, installUrl } = await convert(code);
      return context.html(setUpPage(name, installUrl));
    } catch (error) {
      return context.html(messagePage('Not set up', (error as Error).message), 502);
    }
  });
  return app;
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
};
