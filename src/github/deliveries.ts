import type { Caller } from './calls.js';
import { fields, id, list, seconds, text } from './fields.js';
import { nextLink } from './link-header.js';

/** An attempt to deliver a webhook, as GitHub's log has it. */
export interface DeliveryAttempt {
  /** Names the attempt. It may be larger than a number can hold. */
  readonly id: string;
  /** Names the delivery, however often it is tried. */
  readonly guid: string;
  /** Seconds since 1970, UTC. */
  readonly deliveredAt: number;
  readonly again: boolean;
  /** The app's answer: 0 where there was none. */
  readonly code: number;
  /** Whether the app answered that it has it. */
  readonly ok: boolean;
  readonly event: string;
  readonly installation: number | null;
}

export interface DeliveriesPage {
  /** The newest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Null after the last page. */
  readonly next: string | null;
}

/** A number that is too large for one, or a small one, as its digits. */
const digits = (value: unknown): string | null => {
  const all = typeof value === 'bigint' || typeof value === 'number' ? String(value) : text(value);
  return all !== null && /^\d{1,20}$/.test(all) ? all : null;
};

/** GitHub keeps them for three days. @param cursor of the page before; null for the newest */
export async function listDeliveries(app: Caller, cursor: string | null): Promise<DeliveriesPage> {
  const { data, headers } = await app.rest('GET /app/hook/deliveries', {
    per_page: 100,
    ...(cursor !== null && { cursor }),
  });
  const attempts = list(data).flatMap((item) => {
    const it = fields(item);
    const [number, guid, deliveredAt] = [digits(it.id), text(it.guid), seconds(it.delivered_at)];
    if (number === null || guid === null || deliveredAt === null) return [];
    const code = typeof it.status_code === 'number' ? it.status_code : 0;
    return {
      id: number,
      guid,
      deliveredAt,
      again: it.redelivery === true,
      code,
      ok: code >= 200 && code < 300,
      event: text(it.event) ?? '',
      installation: id(it.installation_id),
    };
  });
  return { attempts, next: nextLink(headers.link)?.searchParams.get('cursor') ?? null };
}

/** Asks for a delivery once more. @param attempt the id of any of its attempts. @throws Gone after three days */
export async function redeliver(app: Caller, attempt: string): Promise<void> {
  await app.rest('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: attempt });
}
