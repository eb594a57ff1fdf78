import type { Changes } from './changes.js';
import type { Cursors } from './cursors.js';
import type { Disputes } from './disputes.js';
import type { Inbox } from './inbox.js';
import type { Installations } from './installations.js';
import type { Interventions } from './interventions.js';
import type { KeptIssues } from './kept-issues.js';
import type { Outbox } from './outbox.js';
import type { Pulls } from './pulls.js';
import type { Reports } from './reports.js';
import type { Repositories } from './repositories.js';
import type { Reviews } from './reviews.js';
import type { Sessions } from './sessions.js';
import type { Travels } from './travels.js';

/**
 * What is kept. Times are seconds since 1970, UTC; everything about a repository is under its number. A repository that
 * was erased has a tombstone, which every writer looks at in its own transaction: late work leaves no row behind. One
 * that was never put counts as erased. What a database can't hold of a text (a zero byte, half a surrogate pair) comes
 * back as U+FFFD.
 */
export interface Store {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly installations: Installations;
  readonly repositories: Repositories;
  readonly pulls: Pulls;
  readonly changes: Changes;
  readonly reviews: Reviews;
  readonly reports: Reports;
  readonly issues: KeptIssues;
  readonly cursors: Cursors;
  readonly disputes: Disputes;
  readonly interventions: Interventions;
  readonly travels: Travels;
  readonly sessions: Sessions;
  /** Every row of every table goes, tombstones and GUIDs too. Numbers that were given stay used. */
  readonly forgetAll: () => Promise<void>;
  /** @throws Error when the database can't be reached */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}
