import type { Delivery } from '../model/forge.js';
import { happeningOf } from './happenings.js';

/** GitHub sends no larger ones: above this, no webhook is sent at all. */
export const LARGEST_PAYLOAD = 25 * 1024 * 1024;

/** The headers of a request by their names; `Headers` fits. */
export interface HeaderReader {
  readonly get: (name: string) => string | null | undefined;
}

export type Received =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413 | 415; readonly why: string };

interface ReceiveOptions {
  readonly appId: number;
  /** Whether a text has that signature, in a time that does not tell how much of it is right. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  readonly now: () => number;
}

const refused = (status: 400 | 401 | 413 | 415, why: string): Received => ({ kind: 'refused', status, why });

/** Size, then signature, then anything else: nothing is read of what nobody has signed. */
export async function receive(
  rawBody: Uint8Array,
  headers: HeaderReader,
  { appId, verify, now }: ReceiveOptions,
): Promise<Received> {
  if (rawBody.byteLength > LARGEST_PAYLOAD)
    return refused(413, 'larger than 25 MB, which GitHub never sends');
  const signature = headers.get('x-hub-signature-256') ?? '';
  if (signature === '') return refused(401, 'no signature: set a webhook secret in the settings of the app');
  // Bytes that are no UTF-8 become other bytes here, and the signature does not fit them.
  const body = Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength).toString('utf8');
  if (body === '' || !(await verify(body, signature)))
    return refused(
      401,
      'the signature is wrong: the webhook secret here and in the settings of the app differ',
    );
  if ((headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    return refused(415, 'sent as a form: choose application/json in the webhook settings of the app');
  const guid = /^[\w-]{1,100}$/.exec(headers.get('x-github-delivery') ?? '')?.[0];
  const event = /^[a-z0-9_]{1,100}$/.exec(headers.get('x-github-event') ?? '')?.[0];
  if (guid === undefined || event === undefined)
    return refused(400, 'the headers X-GitHub-Delivery and X-GitHub-Event are missing or no names');
  let payload: unknown;
  try {
    payload = JSON.parse(body);
  } catch {
    return refused(400, 'the body is no JSON');
  }
  const receivedAt = Math.floor(now() / 1000);
  return { kind: 'delivery', delivery: { guid, event, ...happeningOf(event, payload, appId), receivedAt } };
}
