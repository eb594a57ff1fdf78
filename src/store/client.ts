import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Database } from './database.js';
import { PrismaClient } from './generated/client.js';

export interface Opened {
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** How long a transaction waits for its turn, and how long it may take: in the embedded database all wait for one. */
const TRANSACTIONS = { maxWait: 60_000, timeout: 60_000 };

/** Errors of this client say what went wrong, without the call and its values. */
export const clientOf = (adapter: SqlDriverAdapterFactory): Database =>
  new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions: TRANSACTIONS });
