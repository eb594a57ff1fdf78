import { randomBytes } from 'node:crypto';
import type { InstallationRef, Permissions } from '../model/forge.js';
import type { Database } from './database.js';
import { big, fromJson, number } from './database.js';
import { forgotten } from './deliveries.js';
import type { Installation as Row } from './generated/client.js';
import { harmless, harmlessJson } from './harmless.js';

export interface StoredInstallation extends InstallationRef {
  readonly permissions: Permissions;
  readonly suspended: boolean;
  /** 32 random bytes, base64url, made with the row: people of its repositories are told apart under it, nowhere else. */
  readonly secret: string;
}

export interface Installations {
  readonly put: (
    installation: InstallationRef & { readonly permissions: Permissions; readonly suspended: boolean },
  ) => Promise<void>;
  readonly find: (id: number) => Promise<StoredInstallation | null>;
  readonly all: () => Promise<readonly StoredInstallation[]>;
  /** The row and its secret, and what is kept of its webhooks; its repositories are erased one by one before. */
  readonly remove: (id: number) => Promise<void>;
}

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
