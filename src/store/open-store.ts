import { changesOf } from './changes.js';
import type { Opened } from './client.js';
import { cursorsOf } from './cursors.js';
import { disputesOf } from './disputes.js';
import { openEmbedded } from './embedded.js';
import { forgetAll } from './forget-all.js';
import { inboxOf } from './inbox.js';
import { installationsOf } from './installations.js';
import { interventionsOf } from './interventions.js';
import { keptIssuesOf } from './kept-issues.js';
import { outboxOf } from './outbox.js';
import { openPostgresql } from './postgresql.js';
import { pullsOf } from './pulls.js';
import { reportsOf } from './reports.js';
import { repositoriesOf } from './repositories.js';
import { reviewsOf } from './reviews.js';
import { sessionsOf } from './sessions.js';
import type { Store } from './store.js';
import { travelsOf } from './travels.js';

/**
 * Opens what is kept, and brings it up to date.
 *
 * @param url a PostgreSQL, `postgresql://user:password@host:5432/database`; null for a database in `folder`
 * @param folder made where it is missing, for its owner only; one process at a time
 * @throws Error that says the next step: unreachable, refused, in use, newer than this program. Without credentials
 */
export async function openStore({
  url,
  folder,
}: {
  readonly url: string | null;
  readonly folder: string;
}): Promise<Store> {
  return storeOn(await (url === null ? openEmbedded(folder) : openPostgresql(url)));
}

/** The store on a database that is up to date. */
export function storeOn({ database, close }: Opened): Store {
  return {
    inbox: inboxOf(database),
    outbox: outboxOf(database),
    installations: installationsOf(database),
    repositories: repositoriesOf(database),
    pulls: pullsOf(database),
    changes: changesOf(database),
    reviews: reviewsOf(database),
    reports: reportsOf(database),
    issues: keptIssuesOf(database),
    cursors: cursorsOf(database),
    disputes: disputesOf(database),
    interventions: interventionsOf(database),
    travels: travelsOf(database),
    sessions: sessionsOf(database),
    forgetAll: () => forgetAll(database),
    ping: async () => {
      await database.$queryRaw`SELECT 1`;
    },
    close,
  };
}
