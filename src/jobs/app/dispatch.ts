import type { Job, Queue } from '../../queue/queue.js';
import type { IssueOf, Store } from '../../store/store.js';

/** So many are asked for at once; the others come in a later round. */
const AT_ONCE = 500;

interface To<Rooms extends keyof Store> {
  readonly store: Pick<Store, Rooms>;
  readonly queue: Pick<Queue, 'add'>;
}

/**
 * Fills the queue from what is stored, a part each time and then from the beginning: whatever it has forgotten, or never
 * heard of, is done all the same. Many that wait for a later time must not keep those behind them from their turn.
 */
export function dispatcher(app: To<'inbox' | 'outbox' | 'issues'>): () => Promise<void> {
  const { store, queue } = app;
  const subjects = inTurn((skip) => store.inbox.subjects(AT_ONCE, skip));
  const checks = inTurn((skip) => store.outbox.ids(null, AT_ONCE, skip));
  return async () => {
    for (const subject of await subjects()) await queue.add({ kind: 'deliveries', subject });
    for (const subject of await checks()) await queue.add({ kind: 'publish', subject });
    await dispatchIssues(app);
  };
}

/** The next part at each call, and the first one again after the last. */
function inTurn(page: (skip: number) => Promise<readonly string[]>): () => Promise<readonly string[]> {
  let skip = 0;
  return async () => {
    const some = await page(skip);
    skip = some.length < AT_ONCE ? 0 : skip + AT_ONCE;
    return some;
  };
}

/** The longest waiting at once, where something was just put there. */
export async function dispatchInbox({ store, queue }: To<'inbox'>): Promise<void> {
  for (const subject of await store.inbox.subjects(AT_ONCE)) await queue.add({ kind: 'deliveries', subject });
}

/** Of one repository: hundreds that wait elsewhere must not keep it from its checks. */
export async function dispatchOutbox({ store, queue }: To<'outbox'>, repository: number): Promise<void> {
  for (const id of await store.outbox.ids(repository, AT_ONCE))
    await queue.add({ kind: 'publish', subject: id });
}

export async function dispatchIssues({ store, queue }: To<'issues'>): Promise<void> {
  for (const issue of await store.issues.waiting(AT_ONCE)) await queue.add(issueJob(issue));
}

/** The job that writes an issue: `report-7`. */
const issueJob = ({ repository, kind }: IssueOf): Job => ({
  kind: 'issue',
  subject: `${kind}-${repository}`,
});

/** Which issue a job is about. */
export function issueOfJob(subject: string): IssueOf {
  const [kind, repository] = subject.split('-');
  return { repository: Number(repository), kind: kind === 'digest' ? 'digest' : 'report' };
}
