import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Door, OpenDoor } from '../jobs/access/door.js';
import { BeginAgain, CannotAsk } from '../jobs/access/failures.js';
import { browsersOf } from '../jobs/access/sessions.js';
import { BEGUN_FOR, beginSignIn, endSignIn, signOut } from '../jobs/access/sign-in.js';
import {
  notYoursPage,
  signedOutPage,
  signInFailedPage,
  signInOfferPage,
  signOutPage,
} from '../pages/sign-in.js';
import type { OpenAccess } from './access.js';
import { ownCookie, sessionCookie } from './session-cookie.js';

/** Where GitHub sends people back to. */
export const SIGNED_IN_PATH = '/signed-in';

/** A form of ours has a token and a button. */
const LARGEST_FORM = 10_000;

/** The pages on which people sign in and out, and what is said where there is nothing for them. */
export interface SignInPages {
  readonly pages: Hono;
  /** Whether people can sign in here. */
  readonly open: boolean;
  /** For an address where nothing is, or nothing for whoever asks. */
  readonly missing: (context: Context) => Promise<Response>;
}

export function signInPages(door: Door, access: OpenAccess): SignInPages {
  const missing = async (context: Context): Promise<Response> => {
    const reader = await access.reader(context);
    if (reader !== null) return context.html(notYoursPage(reader.login), 404);
    const { pathname, search } = new URL(context.req.url);
    return context.html(signInOfferPage(door.signIn === null ? null : ownPath(`${pathname}${search}`)), 404);
  };
  const { signIn } = door;
  return {
    open: signIn !== null,
    missing,
    pages: signIn === null ? closedPages() : openPages({ ...door, signIn }, access),
  };
}

/** Where nobody can sign in. */
function closedPages(): Hono {
  const pages = new Hono();
  for (const path of ['/sign-in', SIGNED_IN_PATH, '/sign-out'])
    pages.get(path, (context) => context.html(signInOfferPage(null), 404));
  return pages;
}

function openPages(door: OpenDoor, access: OpenAccess): Hono {
  const pages = new Hono();
  const { publicUrl } = door.signIn;
  const cookie = sessionCookie(publicUrl);
  const begunCookie = ownCookie('holdfast-sign-in', publicUrl);

  pages.get('/sign-in', (context) => {
    const { url, begun } = beginSignIn(door, ownPath(context.req.query('next')));
    begunCookie.set(context, begun, BEGUN_FOR);
    return context.redirect(url);
  });

  pages.get(SIGNED_IN_PATH, async (context) => {
    const begun = begunCookie.get(context) ?? '';
    const { error, code = '', state = '' } = context.req.query();
    if (error !== undefined) return refused(context, error);
    begunCookie.remove(context);
    const before = await access.session(context);
    try {
      const { secret, next } = await endSignIn(door, { begun, code, state });
      cookie.set(context, secret);
      if (before !== null) await signOut(door, before, false);
      return context.redirect(next);
    } catch (failure) {
      if (failure instanceof BeginAgain)
        return context.html(signInFailedPage('Not signed in', `${failure.message} Begin again.`, '/'), 400);
      if (failure instanceof CannotAsk)
        return context.html(signInFailedPage('Not signed in', failure.message, '/'), 502, {
          'retry-after': String(failure.seconds),
        });
      throw failure;
    }
  });

  pages.get('/sign-out', async (context) => {
    const session = await access.session(context);
    const csrf = await access.formToken(context);
    if (session === null || csrf === null) return context.redirect('/');
    const browsers = await browsersOf(door, session);
    return context.html(signOutPage({ login: session.login, browsers, csrf }));
  });

  pages.post('/sign-out', bodyLimit({ maxSize: LARGEST_FORM }), async (context) => {
    const session = await access.session(context);
    const form = await context.req.parseBody();
    const token = typeof form.csrf === 'string' ? form.csrf : undefined;
    // It is over already.
    if (session === null) return context.redirect('/', 303);
    if (!(await access.isOurForm(context, token)))
      return context.html(
        signInFailedPage(
          'Not signed out',
          'This did not come from a page of this server, so nothing was done. Open /sign-out here and press the button there.',
          null,
        ),
        403,
      );
    const taken = await signOut(door, session, form.everywhere === 'yes');
    cookie.remove(context);
    return context.html(signedOutPage(taken));
  });
  return pages;
}

/** What GitHub says instead of a code. Anybody can write this address: nothing of it is shown. */
function refused(context: Context, error: string): Response | Promise<Response> {
  if (error === 'access_denied')
    return context.html(
      signInFailedPage(
        'Not signed in',
        'You did not agree on GitHub, so nothing was kept of you. Reports of public repositories need no sign-in.',
        '/',
      ),
      403,
    );
  const words =
    error === 'redirect_uri_mismatch'
      ? `The app does not know this server. Ask who runs it: its HOLDFAST_URL with ${SIGNED_IN_PATH} must be a callback URL on the settings page of the app.`
      : 'GitHub did not sign you in, and not for a reason that this server knows. Try again, and ask who runs it if that does not help.';
  return context.html(signInFailedPage('Not signed in', words, '/'), 502);
}

const LONGEST_PATH = 1_000;

/** A path of this server, to go on to; the start for anything else: nobody may be led away from here. */
export function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST_PATH || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted))
    return '/';
  const base = 'http://here.invalid';
  if (!URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search } = new URL(wanted, base);
  // A path may become another server's by its dots: `/.//evil.example`.
  if (origin !== base || pathname.startsWith('//') || /^\/sign(ed)?-(in|out)\b/.test(pathname)) return '/';
  return `${pathname}${search}`;
}
