import type { Database } from './database.js';
import { big, number } from './database.js';
import type { Session as Row } from './generated/client.js';

/** Somebody who signed in, as their browser proves it. */
export interface StoredSession {
  /** A hash of what the browser holds: whoever reads the table cannot be that browser. */
  readonly id: string;
  /** GitHub's number of the user: kept here and nowhere else, so that all of theirs can be ended. */
  readonly user: number;
  /** Tokens and login, encrypted before they come here. */
  readonly sealed: string;
  readonly createdAt: number;
  readonly usedAt: number;
}

/** Sessions. How long one is good, whoever asks decides; what is here no more is none. */
export interface Sessions {
  readonly put: (session: StoredSession) => Promise<void>;
  readonly find: (id: string) => Promise<StoredSession | null>;
  readonly used: (id: string, now: number) => Promise<void>;
  /**
   * Begins to renew its tokens; false where somebody else has begun and is not overdue, or it is gone.
   *
   * @param patience seconds after which whoever has begun is taken for dead
   */
  readonly beginRenewal: (id: string, now: number, patience: number) => Promise<boolean>;
  /** Keeps what was renewed; false where it is gone. */
  readonly renewed: (id: string, sealed: string) => Promise<boolean>;
  /** Those of a user, the newest first. */
  readonly of: (user: number) => Promise<readonly StoredSession[]>;
  readonly remove: (id: string) => Promise<void>;
  /** Ends all of a user; how many. */
  readonly removeOf: (user: number) => Promise<number>;
  /** Forgets those that are too old or were too long not used; which they were. */
  readonly prune: (before: {
    readonly createdBefore: number;
    readonly usedBefore: number;
  }) => Promise<readonly StoredSession[]>;
}

export function sessionsOf(database: Database): Sessions {
  return {
    put: async ({ id, user, sealed, createdAt, usedAt }) => {
      await database.session.create({
        data: { id, userId: big(user), sealed, createdAt: big(createdAt), usedAt: big(usedAt) },
      });
    },

    find: async (id) => {
      const row = await database.session.findUnique({ where: { id } });
      return row === null ? null : stored(row);
    },

    used: async (id, now) => {
      await database.session.updateMany({ where: { id }, data: { usedAt: big(now) } });
    },

    beginRenewal: async (id, now, patience) => {
      const { count } = await database.session.updateMany({
        where: { id, OR: [{ renewingSince: null }, { renewingSince: { lt: big(now - patience) } }] },
        data: { renewingSince: big(now) },
      });
      return count === 1;
    },

    renewed: async (id, sealed) => {
      const { count } = await database.session.updateMany({
        where: { id },
        data: { sealed, renewingSince: null },
      });
      return count === 1;
    },

    of: async (user) => {
      const rows = await database.session.findMany({
        where: { userId: big(user) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
      return rows.map(stored);
    },

    remove: async (id) => {
      await database.session.deleteMany({ where: { id } });
    },

    removeOf: async (user) => (await database.session.deleteMany({ where: { userId: big(user) } })).count,

    prune: async ({ createdBefore, usedBefore }) => {
      const old = await database.$queryRaw<Row[]>`
        DELETE FROM "Session" WHERE "createdAt" < ${big(createdBefore)}::bigint RETURNING *`;
      const idle = await database.$queryRaw<Row[]>`
        DELETE FROM "Session" WHERE "usedAt" < ${big(usedBefore)}::bigint RETURNING *`;
      return [...old, ...idle].map(stored);
    },
  };
}

const stored = ({ id, userId, sealed, createdAt, usedAt }: Row): StoredSession => ({
  id,
  user: number(userId),
  sealed,
  createdAt: number(createdAt),
  usedAt: number(usedAt),
});
