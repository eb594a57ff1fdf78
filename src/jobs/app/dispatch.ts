import type { Queue } from '../../queue/queue.js';
import type { Store } from '../../store/store.js';

/** So many are asked for at once; the others come in a later round. */
const AT_ONCE = 500;

interface Dispatched {
  readonly store: Pick<Store, 'inbox' | 'outbox'>;
  readonly queue: Pick<Queue, 'add'>;
}

/** Fills the queue from what is stored: whatever it has forgotten, or never heard of, is done all the same. */
export async function dispatch(app: Dispatched): Promise<void> {
  await dispatchInbox(app);
  await dispatchOutbox(app, null);
}

export async function dispatchInbox({ store, queue }: Dispatched): Promise<void> {
  for (const subject of await store.inbox.subjects(AT_ONCE)) await queue.add({ kind: 'deliveries', subject });
}

/** @param repository null: all; hundreds that wait elsewhere must not keep one from its check */
export async function dispatchOutbox({ store, queue }: Dispatched, repository: number | null): Promise<void> {
  for (const id of await store.outbox.ids(repository, AT_ONCE))
    await queue.add({ kind: 'publish', subject: id });
}
