import { createHash, randomBytes } from 'node:crypto';
import type { UserTokens } from '../../github/users.js';
import type { Store, StoredSession } from '../../store/store.js';
import type { OpenDoor } from './door.js';

/** ASVS 5.0, 7.3.2: whoever signed in signs in again after a working day, whatever they did meanwhile. */
export const LONGEST = 12 * 60 * 60;
/** ASVS 5.0, 7.3.1: a browser that somebody walked away from. */
export const LONGEST_IDLE = 60 * 60;
/** That somebody is there is written down once in so many seconds, not with each page. */
const NOTED_EVERY = 60;

/** What a browser holds: 256 bits that nobody can guess. */
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

/** Somebody who signed in, for one browser. */
export interface Session {
  /** A hash of what the browser holds. */
  readonly id: string;
  /** GitHub's number of the user. */
  readonly user: number;
  readonly login: string;
  readonly tokens: UserTokens;
  /** Seconds since 1970, UTC. */
  readonly createdAt: number;
}

type Sealed = Pick<Session, 'login' | 'tokens'>;

const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Begins a session, always under a new secret, which only the browser gets. */
export async function beginSession(
  { store, signIn, now }: OpenDoor,
  { user, login, tokens }: Pick<Session, 'user' | 'login' | 'tokens'>,
): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const id = idOf(secret);
  const at = now();
  await store.sessions.put({
    ...{ id, user, createdAt: at, usedAt: at },
    sealed: sealed(signIn, id, { login, tokens }),
  });
  return secret;
}

/** Whose browser it is; null where the secret is none, or its session is over. */
export async function sessionOf(
  { store, signIn, now }: OpenDoor,
  secret: string | undefined,
): Promise<Session | null> {
  if (secret === undefined || !SECRET.test(secret)) return null;
  const stored = await store.sessions.find(idOf(secret));
  if (stored === null) return null;
  const at = now();
  const session = isOver(stored, at) ? null : opened(signIn, stored);
  if (session === null) {
    await store.sessions.remove(stored.id);
    return null;
  }
  if (at - stored.usedAt >= NOTED_EVERY) await store.sessions.used(stored.id, at);
  return session;
}

/** The session as it is kept now; null where it has ended meanwhile. */
export async function sessionNow({ store, signIn }: OpenDoor, id: string): Promise<Session | null> {
  const stored = await store.sessions.find(id);
  return stored === null ? null : opened(signIn, stored);
}

export const isOver = ({ createdAt, usedAt }: Pick<StoredSession, 'createdAt' | 'usedAt'>, now: number) =>
  now - createdAt >= LONGEST || now - usedAt >= LONGEST_IDLE;

/** In which browsers somebody is signed in, the newest first. */
export async function browsersOf(
  { store, now }: OpenDoor,
  { id, user }: Session,
): Promise<readonly { readonly createdAt: number; readonly usedAt: number; readonly here: boolean }[]> {
  const all = await store.sessions.of(user);
  return all
    .filter((one) => !isOver(one, now()))
    .map(({ createdAt, usedAt, ...one }) => ({ createdAt, usedAt, here: one.id === id }));
}

/** Keeps new tokens of a session; false where it has ended meanwhile. */
export const keepTokens = (
  { store, signIn }: OpenDoor,
  { id, login }: Session,
  tokens: UserTokens,
): Promise<boolean> => store.sessions.renewed(id, sealed(signIn, id, { login, tokens }));

/** Forgets sessions that are over, of browsers that did not come back. */
export const pruneSessions = (store: Pick<Store, 'sessions'>, now: number): Promise<number> =>
  store.sessions.prune({ createdBefore: now - LONGEST, usedBefore: now - LONGEST_IDLE });

const sealed = ({ keys }: OpenDoor['signIn'], id: string, it: Sealed): string =>
  keys.seal('session', id, JSON.stringify(it));

/** Null where it was sealed under another client secret. */
export function opened({ keys }: OpenDoor['signIn'], { id, user, ...stored }: StoredSession): Session | null {
  const text = keys.open('session', id, stored.sealed);
  if (text === null) return null;
  const { login, tokens } = JSON.parse(text) as Sealed;
  return { id, user, login, tokens, createdAt: stored.createdAt };
}
