import { Gone, NotAllowed } from '../../github/failures.js';
import { repositoryById } from '../../github/repositories.js';
import {
  explicitRepositories,
  readableRepository,
  type UserRepository,
} from '../../github/user-repositories.js';
import { asUser, type Renewals } from './as-user.js';
import { Asked } from './asked.js';
import type { Door, OpenDoor } from './door.js';
import { cannotAsk } from './failures.js';
import type { Session } from './sessions.js';

/** Who may read what, as GitHub says. */
export interface WhoMayRead {
  /**
   * A repository that is kept here and may be read by somebody; null where it is missing or not theirs.
   *
   * @throws CannotAsk where GitHub said neither yes nor no
   */
  readonly repository: (
    session: Session | null,
    owner: string,
    name: string,
  ) => Promise<UserRepository | null>;
  /** All that are kept here and theirs explicitly; null where they are signed in no more. @throws CannotAsk */
  readonly repositories: (session: Session) => Promise<readonly UserRepository[] | null>;
}

/**
 * Asks GitHub, and keeps each answer for five minutes at most.
 *
 * Somebody who signed in: GitHub is asked first, whatever is kept here, so that what is missing here and what is not
 * theirs take the same time. Nobody: what is kept as private is not even asked for, like what is missing.
 */
export function whoMayRead(door: Door): WhoMayRead {
  const { store, github, signIn, log, now } = door;
  const renewals: Renewals = new Map();
  const theirs = new Asked<UserRepository | null>(now);
  const lists = new Asked<readonly UserRepository[] | null>(now);
  const visible = new Asked<UserRepository | null>(now);

  const readable = async (session: Session, owner: string, name: string): Promise<UserRepository | null> => {
    if (signIn === null) return null;
    const found = await theirs.get(`${session.id} ${owner}/${name}`.toLowerCase(), async () => {
      const asked = await asUser({ ...door, signIn }, renewals, session, (caller) =>
        readableRepository(caller, owner, name),
      );
      return asked === null ? null : asked.answer;
    });
    return found !== null && (await store.repositories.find(found.id)) !== null ? found : null;
  };

  /** By the app's own token: a user's is not needed to see what everybody sees. */
  const open = async (owner: string, name: string): Promise<UserRepository | null> => {
    const stored = await store.repositories.named(owner, name);
    if (stored === null || stored.private) return null;
    return visible.get(String(stored.id), async () => {
      try {
        const { id, ...found } = await repositoryById(github, stored.installation, stored.id);
        if (found.private) return null;
        return { id, owner: found.owner, name: found.name, private: false, mayWrite: false };
      } catch (error) {
        if (error instanceof Gone) return null;
        if (error instanceof NotAllowed && error.reason !== 'credentials') return null;
        throw error;
      }
    });
  };

  const told = (error: unknown): Error => {
    log.warn({ error: String(error) }, 'GitHub could not be asked who may read something');
    return cannotAsk(error, now());
  };

  return {
    repository: async (session, owner, name) => {
      let failure: unknown = null;
      const found =
        session === null
          ? null
          : await readable(session, owner, name).catch((error: unknown) => {
              failure = error;
              return null;
            });
      if (found !== null) return found;
      try {
        // Also where an organisation wants a sign-in of its own, which what is public does not need.
        const everybodys = await open(owner, name);
        if (everybodys !== null || failure === null) return everybodys;
      } catch (error) {
        failure = error;
      }
      throw told(failure);
    },

    repositories: async (session) => {
      if (signIn === null) return null;
      const openDoor: OpenDoor = { ...door, signIn };
      try {
        const found = await lists.get(session.id, async () => {
          const asked = await asUser(openDoor, renewals, session, explicitRepositories);
          return asked === null ? null : asked.answer;
        });
        if (found === null) return null;
        const kept = new Set((await store.repositories.all()).map(({ id }) => id));
        return found.filter(({ id }) => kept.has(id));
      } catch (error) {
        throw told(error);
      }
    },
  };
}
