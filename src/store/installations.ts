import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { big, fromJson, number } from './database.js';
import { forgotten } from './deliveries.js';
import type { Installation as Row } from './generated/client.js';
import { harmless, harmlessJson } from './harmless.js';
import type { Installations, StoredInstallation } from './store.js';

const SECRET_BYTES = 32;

export function installationsOf(database: Database): Installations {
  return {
    put: async ({ id, account, permissions, suspended }) => {
      // The secret that is there already stays: with another one everybody would be somebody new.
      await database.$executeRaw`
        INSERT INTO "Installation" (id, account, permissions, suspended, secret)
        VALUES (${big(id)}::bigint, ${harmless(account)}, ${harmlessJson(permissions)}::jsonb, ${suspended},
          ${randomBytes(SECRET_BYTES).toString('base64url')})
        ON CONFLICT (id) DO UPDATE
          SET account = EXCLUDED.account, permissions = EXCLUDED.permissions, suspended = EXCLUDED.suspended`;
    },

    find: async (id) => {
      const row = await database.installation.findUnique({ where: { id: big(id) } });
      return row === null ? null : installed(row);
    },

    all: async () => (await database.installation.findMany({ orderBy: { id: 'asc' } })).map(installed),

    remove: async (id) => {
      await database.practiceTravel.deleteMany({ where: { installationId: big(id) } });
      await database.installation.deleteMany({ where: { id: big(id) } });
      // What was given up of its webhooks would keep its account's name. Those that wait are done in a moment.
      await database.$executeRaw`
        UPDATE "Delivery" SET state = 'done', ${forgotten} WHERE "installationId" = ${big(id)}::bigint AND state <> 'waiting'`;
    },
  };
}

const installed = (row: Row): StoredInstallation => ({
  id: number(row.id),
  account: row.account,
  permissions: fromJson<StoredInstallation['permissions']>(row.permissions),
  suspended: row.suspended,
  secret: row.secret,
});
