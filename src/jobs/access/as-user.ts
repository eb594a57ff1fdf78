import type { Caller } from '../../github/calls.js';
import { NotAllowed, Spent, Unavailable } from '../../github/failures.js';
import type { UserTokens } from '../../github/users.js';
import type { OpenDoor } from './door.js';
import { keepTokens, type Session, sessionNow } from './sessions.js';

/** Tokens are renewed so many seconds before they end: whoever comes while that is done goes on with the old one. */
const EARLY = 10 * 60;
/** Whoever renews for longer than this, in seconds, has died of it. */
const OVERDUE = 60;

/** Renewals of this process that are under way: a refresh token is good once. */
export type Renewals = Map<string, Promise<UserTokens | null>>;

/**
 * Asks GitHub as somebody; null where they are signed in no more: they took the app's access back, or it could not be
 * renewed.
 *
 * @throws what `ask` throws, but for a token that is worth nothing any more
 */
export async function asUser<T>(
  door: OpenDoor,
  renewals: Renewals,
  session: Session,
  ask: (caller: Caller) => Promise<T>,
): Promise<{ readonly answer: T } | null> {
  const tokens = await freshTokens(door, renewals, session);
  if (tokens === null) return null;
  const answered = await tryAs(door, session.user, tokens, ask);
  if (answered !== 'refused') return answered;
  // Somebody else may have renewed them, which ends the ones before.
  const now = await sessionNow(door, session.id);
  if (now !== null && now.tokens.token !== tokens.token) {
    const again = await tryAs(door, session.user, now.tokens, ask);
    if (again !== 'refused') return again;
  }
  await door.store.sessions.remove(session.id);
  return null;
}

async function tryAs<T>(
  { signIn }: OpenDoor,
  user: number,
  { token }: UserTokens,
  ask: (caller: Caller) => Promise<T>,
): Promise<{ readonly answer: T } | 'refused'> {
  try {
    return { answer: await ask(signIn.users.as(user, token)) };
  } catch (error) {
    if (error instanceof NotAllowed && error.reason === 'credentials') return 'refused';
    throw error;
  }
}

function freshTokens(door: OpenDoor, renewals: Renewals, session: Session): Promise<UserTokens | null> {
  const { endsAt, refreshToken } = session.tokens;
  if (endsAt === null || refreshToken === null || endsAt - EARLY > door.now())
    return Promise.resolve(session.tokens);
  const known = renewals.get(session.id);
  if (known !== undefined) return known;
  const renewal = renewed(door, session, refreshToken).finally(() => renewals.delete(session.id));
  renewals.set(session.id, renewal);
  return renewal;
}

/** Null where there is no session any more. */
async function renewed(door: OpenDoor, session: Session, refreshToken: string): Promise<UserTokens | null> {
  const { store, signIn, log, now } = door;
  const isGood = ({ endsAt }: UserTokens): boolean => endsAt === null || endsAt > now();
  const kept = async (): Promise<UserTokens | null> => (await sessionNow(door, session.id))?.tokens ?? null;

  if (!(await store.sessions.beginRenewal(session.id, now(), OVERDUE))) {
    const theirs = await kept();
    if (theirs === null || isGood(theirs)) return theirs;
    throw new Unavailable('somebody else is renewing the session at GitHub');
  }
  let tokens: UserTokens;
  try {
    tokens = await signIn.users.renew(refreshToken);
  } catch (error) {
    if (!(error instanceof Spent)) {
      if (isGood(session.tokens)) return session.tokens;
      throw error;
    }
    const theirs = await kept();
    if (theirs !== null && theirs.refreshToken !== refreshToken) return theirs;
    await store.sessions.remove(session.id);
    return null;
  }
  if (await keepTokens(door, session, tokens)) return tokens;
  // Signed out meanwhile: nobody else would take these back.
  await signIn.users.revoke(tokens.token).catch((error: unknown) => {
    log.warn({ error: String(error) }, 'a token could not be taken back at GitHub');
  });
  return null;
}
