import type { Database } from './database.js';
import { big, number } from './database.js';
import type { Session as Row } from './generated/client.js';
import type { Sessions, StoredSession } from './store.js';

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
      const old = await database.session.deleteMany({ where: { createdAt: { lt: big(createdBefore) } } });
      const idle = await database.session.deleteMany({ where: { usedAt: { lt: big(usedBefore) } } });
      return old.count + idle.count;
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
