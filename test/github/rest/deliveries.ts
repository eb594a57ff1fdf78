import { iso, isoOrNull } from '../shapes/time.js';
import type { Attempt } from '../state/state.js';
import { redeliver } from '../webhooks/send.js';
import { present } from '../world.js';
import { type Call, notFound, Refusal, type Reply } from './reply.js';

/** How long GitHub keeps deliveries, in seconds. */
const KEPT = 3 * 24 * 60 * 60;

const itemShape = (attempt: Attempt) => ({
  id: attempt.id,
  guid: attempt.guid,
  delivered_at: iso(attempt.deliveredAt),
  redelivery: attempt.redelivery,
  duration: attempt.duration,
  status: attempt.status,
  status_code: attempt.statusCode,
  event: attempt.event,
  action: attempt.action,
  installation_id: attempt.installationId,
  repository_id: attempt.repositoryId,
  throttled_at: isoOrNull(attempt.throttledAt),
});

const kept = ({ world }: Call): Attempt[] => {
  const oldest = present(world) - KEPT;
  return world.state.deliveries.filter(
    ({ deliveredAt, status }) => deliveredAt >= oldest && status !== 'pending',
  );
};

/** `GET /app/hook/deliveries`: newest first, the next page by a cursor. */
export function listDeliveries(call: Call): Reply {
  const { query } = call;
  const size = Math.min(100, Number(query.per_page ?? 30));
  const before = query.cursor === undefined ? Number.POSITIVE_INFINITY : cursorOf(query.cursor);
  const all = kept(call)
    .filter(({ id }) => id < before)
    .filter(({ status }) => query.status === undefined || (status === 'OK') === (query.status === 'success'))
    .toReversed();
  const items = all.slice(0, size);
  const last = items.at(-1);
  return {
    status: 200,
    body: items.map(itemShape),
    ...(last !== undefined && all.length > size ? { pages: { cursor: `v1_${last.id}` } } : {}),
  };
}

function cursorOf(text: string): number {
  const id = /^v1_(\d+)$/.exec(text)?.[1];
  if (id === undefined) throw new Refusal(400, 'Invalid cursor');
  return Number(id);
}

function attemptOf(call: Call): Attempt {
  const found = kept(call).find(({ id }) => id === Number(call.path.delivery_id));
  if (found === undefined) throw notFound();
  return found;
}

/** `GET /app/hook/deliveries/{delivery_id}` */
export function getDelivery(call: Call): Reply {
  const attempt = attemptOf(call);
  const payload = call.world.state.payloads[attempt.guid];
  return {
    status: 200,
    body: {
      ...itemShape(attempt),
      url: call.world.state.webhook.url ?? '',
      request: {
        headers: { 'X-GitHub-Delivery': attempt.guid, 'X-GitHub-Event': attempt.event },
        payload: payload === undefined ? null : JSON.parse(payload),
      },
      response: { headers: null, payload: null },
    },
  };
}

/** `POST /app/hook/deliveries/{delivery_id}/attempts` */
export function attemptDelivery(call: Call): Reply {
  redeliver(call.world, attemptOf(call).guid);
  return { status: 202, body: {} };
}
