import type { Job, Queue } from '../../queue/queue.js';
import type { IssueOf, Store } from '../../store/store.js';

/** So many are asked for at once; the others come in a later round. */
const AT_ONCE = 500;

interface Dispatched {
  readonly store: Pick<Store, 'inbox' | 'outbox' | 'issues'>;
  readonly queue: Pick<Queue, 'add'>;
}

/** Fills the queue from what is stored: whatever it has forgotten, or never heard of, is done all the same. */
export async function dispatch(app: Dispatched): Promise<void> {
  await dispatchInbox(app);
  await dispatchOutbox(app, null);
  await dispatchIssues(app);
}

export async function dispatchInbox({
  store,
  queue,
}: Pick<Dispatched, 'queue'> & { readonly store: Pick<Store, 'inbox'> }): Promise<void> {
  for (const subject of await store.inbox.subjects(AT_ONCE)) await queue.add({ kind: 'deliveries', subject });
}

/** @param repository null: all; hundreds that wait elsewhere must not keep one from its check */
export async function dispatchOutbox(
  { store, queue }: Pick<Dispatched, 'queue'> & { readonly store: Pick<Store, 'outbox'> },
  repository: number | null,
): Promise<void> {
  for (const id of await store.outbox.ids(repository, AT_ONCE))
    await queue.add({ kind: 'publish', subject: id });
}

export async function dispatchIssues({
  store,
  queue,
}: Pick<Dispatched, 'queue'> & { readonly store: Pick<Store, 'issues'> }): Promise<void> {
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
