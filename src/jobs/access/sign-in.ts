import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Spent } from '../../github/failures.js';
import { ownUser } from '../../github/user-repositories.js';
import type { UserTokens } from '../../github/users.js';
import type { OpenDoor } from './door.js';
import { BeginAgain, cannotAsk } from './failures.js';
import { beginSession, opened, type Session } from './sessions.js';

/** So long may somebody take at GitHub, in seconds; its own code ends as soon. */
export const BEGUN_FOR = 10 * 60;

const RANDOM_BYTES = 32;

interface Begun {
  readonly state: string;
  readonly verifier: string;
  readonly next: string;
  /** Seconds since 1970, UTC. */
  readonly until: number;
}

/** The way to GitHub, and what the browser keeps meanwhile: sealed, because it holds the proof that it was here. */
export function beginSignIn(
  { signIn, now }: OpenDoor,
  next: string,
): { readonly url: string; readonly begun: string } {
  const random = (): string => randomBytes(RANDOM_BYTES).toString('base64url');
  const begun: Begun = { state: random(), verifier: random(), next, until: now() + BEGUN_FOR };
  const challenge = createHash('sha256').update(begun.verifier).digest('base64url');
  return {
    url: signIn.users.authorizeUrl({ state: begun.state, challenge, redirectUrl: signIn.callbackUrl }),
    begun: signIn.keys.seal('sign-in', '', JSON.stringify(begun)),
  };
}

/**
 * Ends a sign-in that the same browser began.
 *
 * @returns the secret of a new session, and where to go on
 * @throws BeginAgain, CannotAsk
 */
export async function endSignIn(
  door: OpenDoor,
  { begun, code, state }: { readonly begun: string; readonly code: string; readonly state: string },
): Promise<{ readonly secret: string; readonly next: string }> {
  const { signIn, now, log } = door;
  const text = signIn.keys.open('sign-in', '', begun);
  const known = text === null ? null : (JSON.parse(text) as Begun);
  if (known === null || !isSame(known.state, state))
    throw new BeginAgain('This sign-in did not begin in this browser, or another one has begun since.');
  if (known.until <= now()) throw new BeginAgain('This sign-in took longer than ten minutes.');
  if (!/^[\w-]{1,200}$/.test(code)) throw new BeginAgain('GitHub sent you back without a code.');
  let tokens: UserTokens;
  let who: { readonly id: number; readonly login: string };
  try {
    tokens = await signIn.users.exchange({ code, verifier: known.verifier, redirectUrl: signIn.callbackUrl });
    who = await ownUser(signIn.users.as(0, tokens.token));
  } catch (error) {
    if (error instanceof Spent) throw new BeginAgain('GitHub does not take this code any more.');
    log.warn({ error: String(error) }, 'GitHub could not be asked who signs in');
    throw cannotAsk(error, now());
  }
  return {
    secret: await beginSession(door, { user: who.id, login: who.login, tokens }),
    next: known.next,
  };
}

/**
 * Ends a session, or all of its user. It is over here in any case, whatever GitHub says.
 *
 * @returns whether GitHub has taken the tokens back
 */
export async function signOut(door: OpenDoor, session: Session, everywhere: boolean): Promise<boolean> {
  const { store, signIn, log } = door;
  const all = everywhere ? await store.sessions.of(session.user) : [];
  if (everywhere) await store.sessions.removeOf(session.user);
  else await store.sessions.remove(session.id);
  const ended = everywhere ? all.flatMap((one) => opened(signIn, one) ?? []) : [session];
  let taken = true;
  for (const { tokens } of ended) {
    try {
      await signIn.users.revoke(tokens.token);
    } catch (error) {
      log.warn({ error: String(error) }, 'a token could not be taken back at GitHub');
      taken = false;
    }
  }
  return taken;
}

/** What a form of a session carries. */
export const formTokenOf = ({ signIn }: OpenDoor, { id }: Session): string => signIn.keys.sign(id);

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
