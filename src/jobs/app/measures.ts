import type { IssueCounts } from '../../store/kept-issues.js';
import type { App } from './app.js';
import { type ImportProgress, importsOf } from './import-history.js';

/** How the app is: what `/metrics`, `/readyz` and `doctor` show. No names in it. */
export interface Measures {
  readonly inbox: { readonly waiting: number; readonly lagSeconds: number; readonly dead: number };
  readonly outbox: { readonly waiting: number; readonly dead: number };
  readonly issues: readonly IssueCounts[];
  readonly queue: { readonly waiting: number; readonly running: number; readonly dead: number };
  /** What is left of GitHub's limits, by the number of the installation (0: of the app); what was used lately is known. */
  readonly limits: readonly { readonly whose: number; readonly bucket: string; readonly left: number }[];
  readonly imports: readonly (ImportProgress & { readonly repository: number })[];
}

/** @throws Error when the store or the queue can't be reached */
export async function measure(app: App): Promise<Measures> {
  const { store, queue, github } = app;
  const [inbox, outbox, issues, counts, imports] = await Promise.all([
    store.inbox.state(),
    store.outbox.state(),
    store.issues.state(),
    queue.counts(),
    importsOf(app),
  ]);
  return {
    inbox: {
      waiting: inbox.waiting,
      lagSeconds: inbox.oldest === null ? 0 : Math.max(0, app.now() - inbox.oldest),
      dead: inbox.dead,
    },
    outbox,
    issues,
    queue: counts,
    limits: github.left(),
    imports: [...imports].map(([repository, progress]) => ({ ...progress, repository })),
  };
}
