import { type Delivery, subjectOf } from '../../model/forge.js';
import type { Queue } from '../../queue/queue.js';
import type { Store } from '../../store/store.js';

/** What a webhook's bytes turned out to be: a delivery, or something that is turned away with a status. */
export type Received =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 404 | 413 | 415; readonly why: string };

/** What GitHub is answered. */
export interface Answer {
  readonly status: 202 | 400 | 401 | 404 | 413 | 415 | 503;
  readonly text: string;
}

/**
 * Stores a delivery, wakes the work, and only then answers: 2xx means that it is stored, and nothing else does. That the
 * work could not be woken loses time, not the delivery: it is found in the inbox.
 */
export async function receiveDelivery(
  {
    store,
    queue,
    onError,
  }: { store: Pick<Store, 'inbox'>; queue: Pick<Queue, 'add'>; onError: (error: unknown) => void },
  received: Received,
): Promise<Answer> {
  if (received.kind === 'refused') return { status: received.status, text: received.why };
  const { delivery } = received;
  try {
    if ((await store.inbox.put(delivery)) === 'known') return { status: 202, text: 'already stored' };
  } catch (error) {
    onError(error);
    return { status: 503, text: 'it could not be stored: deliver it again' };
  }
  // Not awaited: the answer must not wait for a queue that is slow or away.
  queue.add({ kind: 'deliveries', subject: subjectOf(delivery) }).catch(onError);
  return { status: 202, text: 'stored' };
}
