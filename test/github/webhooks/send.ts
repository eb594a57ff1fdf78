import { createHmac, randomUUID } from 'node:crypto';
import { takeFault } from '../faults.js';
import { payloadErrors } from '../schemas/webhooks.js';
import { newId } from '../state/ids.js';
import type { Attempt } from '../state/state.js';
import { keeps, present, violate, type World } from '../world.js';

export interface Event {
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly payload: object;
}

/** How many payloads are kept to be shown and sent again; the oldest go first. */
const KEPT = 20_000;
/** Counting them takes as long as sending one: it is done now and then. */
const PRUNED_EVERY = 1000;

/** Sends an event on its way and answers its GUID; `settled` waits until it has arrived. */
export function send(world: World, event: Event): string {
  const guid = randomUUID();
  for (const what of payloadErrors(event.event, event.action, event.payload)) {
    violate(world, { face: 'webhook', where: named(event), what });
  }
  remember(world, guid, JSON.stringify(event.payload));
  const fault = takeFault(world, 'webhook', [event.event, named(event)]);
  const go = (options: Options = {}) => dispatch(world, guid, event, options);
  switch (fault?.kind) {
    case 'drop':
      record(world, guid, event, false, { status: 'timed out', statusCode: 0, duration: 10 });
      break;
    case 'duplicate':
      go();
      go();
      break;
    case 'delay':
      go({ wait: fault.milliseconds });
      break;
    case 'throttle':
      go({ wait: fault.milliseconds, throttled: true });
      break;
    case 'reorder':
      world.outbox.held = () => go();
      return guid;
    default:
      go();
  }
  releaseHeld(world);
  return guid;
}

/** Lets go what was held back to be overtaken. */
export function releaseHeld(world: World): void {
  const held = world.outbox.held;
  world.outbox.held = null;
  held?.();
}

const named = ({ event, action }: Event): string => (action === null ? event : `${event}.${action}`);

function remember({ state }: World, guid: string, payload: string): void {
  state.payloads[guid] = payload;
  if (state.deliveries.length % PRUNED_EVERY > 0) return;
  for (const old of Object.keys(state.payloads).slice(0, -KEPT)) delete state.payloads[old];
}

/** Sends again what was sent before, under the same GUID. @throws Error where it is not known any more */
export function redeliver(world: World, guid: string): void {
  const first = world.state.deliveries.find((one) => one.guid === guid);
  const payload = world.state.payloads[guid];
  if (first === undefined || payload === undefined) throw new Error(`no delivery has the GUID ${guid}`);
  dispatch(world, guid, { ...first, payload: JSON.parse(payload) }, { redelivery: true });
}

interface Options {
  readonly redelivery?: boolean;
  /** Milliseconds. */
  readonly wait?: number;
  readonly throttled?: boolean;
}

function record(
  world: World,
  guid: string,
  { event, action, installationId, repositoryId }: Omit<Event, 'payload'>,
  redelivery: boolean,
  outcome: { status: string; statusCode: number; duration: number; throttledAt?: number | null },
): Attempt {
  const attempt: Attempt = {
    id: newId(world.state),
    guid,
    event,
    action,
    installationId,
    repositoryId,
    redelivery,
    deliveredAt: present(world),
    throttledAt: null,
    ...outcome,
  };
  world.state.deliveries.push(attempt);
  return attempt;
}

function dispatch(
  world: World,
  guid: string,
  event: Event,
  { redelivery = false, wait = 0, throttled = false }: Options,
): void {
  const throttledAt = throttled ? present(world) : null;
  const pending = { status: 'pending', statusCode: 0, duration: 0, throttledAt };
  const attempt = record(world, guid, event, redelivery, pending);
  const sending = (async () => {
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    await post(world, attempt, JSON.stringify(event.payload));
  })();
  world.outbox.sending.add(sending);
  sending.finally(() => world.outbox.sending.delete(sending));
}

async function post(world: World, attempt: Attempt, body: string): Promise<void> {
  const { url, secret } = world.state.webhook;
  const started = performance.now();
  attempt.deliveredAt = present(world);
  if (url === null) {
    Object.assign(attempt, { status: 'no webhook is set' });
    return;
  }
  const signed = createHmac('sha256', keeps(world, 'webhook-signature') ? secret : `not ${secret}`);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(world.patience),
      headers: {
        'content-type': 'application/json',
        accept: '*/*',
        'user-agent': 'GitHub-Hookshot/double',
        'x-github-delivery': keeps(world, 'same-guid') ? attempt.guid : randomUUID(),
        'x-github-event': attempt.event,
        'x-github-hook-id': String(world.state.app.id),
        'x-github-hook-installation-target-id': String(world.state.app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${signed.update(body).digest('hex')}`,
      },
    });
    await response.arrayBuffer();
    attempt.statusCode = response.status;
    attempt.status = response.ok ? 'OK' : response.statusText || 'failed';
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    attempt.status = late ? 'timed out' : 'failed to connect';
  }
  attempt.duration = Math.round(performance.now() - started) / 1000;
}

/** Waits until all that was sent, and what follows from it, has arrived or failed. */
export async function settled(world: World): Promise<void> {
  releaseHeld(world);
  while (world.outbox.sending.size > 0) await Promise.all(world.outbox.sending);
}
