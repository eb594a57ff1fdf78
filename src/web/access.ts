import type { Context } from 'hono';
import type { Door, OpenDoor } from '../jobs/access/door.js';
import { type Session, sessionOf } from '../jobs/access/sessions.js';
import { formTokenOf, isSame } from '../jobs/access/sign-in.js';
import { whoMayRead } from '../jobs/access/who-may-read.js';
import { sessionCookie } from './session-cookie.js';

/** A repository that whoever asks may read. */
export interface Admitted {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  /** They may push to it: so they may also record what was tried. */
  readonly mayWrite: boolean;
}

/** Who asks, and what GitHub lets them see. Asked anew after at most five minutes; throws CannotAsk without an answer. */
export interface Access {
  /** Null: it is missing or not theirs. Both look the same. */
  readonly repository: (context: Context, owner: string, name: string) => Promise<Admitted | null>;
  /** All that are theirs explicitly, for lists; null where nobody is signed in. */
  readonly repositories: (context: Context) => Promise<readonly Admitted[] | null>;
  /** What a form must carry, as the field `csrf`; null where nobody is signed in. */
  readonly formToken: (context: Context) => Promise<string | null>;
  /** Whether a POST came from a form of ours, of the same session. */
  readonly isOurForm: (context: Context, token: string | undefined) => Promise<boolean>;
  /** Who is signed in, for the header of pages; null where nobody is. */
  readonly reader: (context: Context) => Promise<{ readonly login: string } | null>;
}

/** Access, and what signing in needs besides. */
export interface OpenAccess extends Access {
  readonly session: (context: Context) => Promise<Session | null>;
}

export function accessThrough(door: Door): OpenAccess {
  const { signIn } = door;
  const who = whoMayRead(door);
  const session = signIn === null ? async () => null : sessions({ ...door, signIn });
  const formToken = async (context: Context): Promise<string | null> => {
    const found = await session(context);
    return found === null || signIn === null ? null : formTokenOf({ ...door, signIn }, found);
  };
  return {
    session,
    formToken,
    repository: async (context, owner, name) => who.repository(await session(context), owner, name),
    repositories: async (context) => {
      const found = await session(context);
      return found === null ? null : who.repositories(found);
    },
    isOurForm: async (context, token) => {
      const own = await formToken(context);
      if (own === null || signIn === null || token === undefined) return false;
      return isSame(own, token) && isFrom(context, new URL(signIn.publicUrl).origin);
    },
    reader: async (context) => {
      const found = await session(context);
      return found === null ? null : { login: found.login };
    },
  };
}

function sessions(door: OpenDoor): OpenAccess['session'] {
  const cookie = sessionCookie(door.signIn.publicUrl);
  /** A page asks several times who reads it. */
  const known = new WeakMap<Request, Promise<Session | null>>();
  return (context) => {
    const found = known.get(context.req.raw) ?? sessionOf(door, cookie.get(context));
    known.set(context.req.raw, found);
    return found;
  };
}

/** Whether a page of ours sent it, as the browser says; a browser that says nothing is none of today's. */
function isFrom(context: Context, ownOrigin: string): boolean {
  const [site, origin] = [context.req.header('sec-fetch-site'), context.req.header('origin')];
  if (site === undefined && origin === undefined) return false;
  return (site === undefined || site === 'same-origin') && (origin === undefined || origin === ownOrigin);
}
