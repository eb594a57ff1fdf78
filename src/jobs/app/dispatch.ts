import type { Queue } from '../../queue/queue.js';
import type { Store } from '../../store/store.js';

/** So many are asked for at once; the others come in a later round. */
const AT_ONCE = 500;

interface Dispatched {
  readonly store: Pick<Store, 'inbox' | 'outbox'>;
  readonly queue: Pick<Queue, 'add'>;
}

/**
 * Fills the queue from what is stored, a part each time and then from the beginning: whatever it has forgotten, or never
 * heard of, is done all the same. Many that wait for a later time must not keep those behind them from their turn.
 */
export function dispatcher(app: Dispatched): () => Promise<void> {
  const { store, queue } = app;
  const subjects = inTurn((skip) => store.inbox.subjects(AT_ONCE, skip));
  const checks = inTurn((skip) => store.outbox.ids(null, AT_ONCE, skip));
  return async () => {
    for (const subject of await subjects()) await queue.add({ kind: 'deliveries', subject });
    for (const subject of await checks()) await queue.add({ kind: 'publish', subject });
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
export async function dispatchInbox({ store, queue }: Dispatched): Promise<void> {
  for (const subject of await store.inbox.subjects(AT_ONCE)) await queue.add({ kind: 'deliveries', subject });
}

/** Of one repository: hundreds that wait elsewhere must not keep it from its checks. */
export async function dispatchOutbox({ store, queue }: Dispatched, repository: number): Promise<void> {
  for (const id of await store.outbox.ids(repository, AT_ONCE))
    await queue.add({ kind: 'publish', subject: id });
}
