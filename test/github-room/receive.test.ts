import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type GitHub, openGitHub } from '../../src/github/app.js';
import { LARGEST_PAYLOAD } from '../../src/github/webhooks.js';
import { privateKey } from './keys.js';

const SECRET = 'a secret of this test';
const said: string[] = [];
let github: GitHub;

beforeAll(async () => {
  github = await openGitHub({
    appId: 12,
    privateKey: privateKey(),
    webhookSecret: SECRET,
    log: { warn: (_, message) => said.push(message) },
    now: () => 1_700_000_000_999,
  });
});

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const signatureOf = (body: Uint8Array, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

function headers(body: Uint8Array, others: Record<string, string | null> = {}): Headers {
  const all = {
    'content-type': 'application/json',
    'x-hub-signature-256': signatureOf(body),
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-github-event': 'push',
    ...others,
  };
  return new Headers(
    Object.entries(all).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    ),
  );
}

const PAYLOAD = bytes('{"ref":"refs/heads/ünïcode","repository":{"id":7,"full_name":"octo/x"}}');

describe('a webhook', () => {
  test('that is signed becomes a delivery', async () => {
    expect(await github.receive(PAYLOAD, headers(PAYLOAD))).toEqual({
      kind: 'delivery',
      delivery: {
        guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        event: 'push',
        action: null,
        installation: null,
        repository: { id: 7, owner: 'octo', name: 'x' },
        happening: { kind: 'nothing', why: 'not the default branch' },
        receivedAt: 1_700_000_000,
      },
    });
  });

  test.each([
    ['without a signature', { 'x-hub-signature-256': null }, 401],
    ['signed with another secret', { 'x-hub-signature-256': signatureOf(PAYLOAD, 'another') }, 401],
    ['with a signature of another length', { 'x-hub-signature-256': 'sha256=00' }, 401],
    [
      'with the old kind of signature only',
      { 'x-hub-signature-256': null, 'x-hub-signature': 'sha1=00' },
      401,
    ],
    ['without a GUID', { 'x-github-delivery': null }, 400],
    ['with a GUID that is none', { 'x-github-delivery': "x'; --" }, 400],
    ['without an event', { 'x-github-event': null }, 400],
    ['sent as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s is refused', async (_, others, status) => {
    const received = await github.receive(PAYLOAD, headers(PAYLOAD, others));
    expect(received).toMatchObject({ kind: 'refused', status });
  });

  test('one byte of which was changed is refused', async () => {
    const changed = Buffer.from(PAYLOAD);
    changed[3] = 88;
    expect(await github.receive(changed, headers(PAYLOAD))).toMatchObject({ status: 401 });
  });

  test('whose bytes are no UTF-8 is refused, not read as something else', async () => {
    const body = Buffer.concat([bytes('{"a":"'), Buffer.from([0xff]), bytes('"}')]);
    expect(await github.receive(body, headers(body))).toMatchObject({ status: 401 });
  });

  test('that is too large is refused before its signature is looked at', async () => {
    const large = Buffer.alloc(LARGEST_PAYLOAD + 1, 32);
    expect(await github.receive(large, headers(PAYLOAD))).toMatchObject({ status: 413 });
  });

  test.each(['{', '', 'null', '[]', '7', '"x"'])('with the body %s does no harm', async (text) => {
    const body = bytes(text);
    const received = await github.receive(body, headers(body));
    if (received.kind === 'delivery') expect(received.delivery.happening.kind).toBe('nothing');
    else expect([400, 401]).toContain(received.status);
  });

  test('that nobody signed leaves nothing in the log', async () => {
    const before = said.length;
    for (let count = 0; count < 10; count += 1)
      await github.receive(bytes('{"secret":"of somebody"}'), headers(PAYLOAD));
    expect(said.slice(before)).toEqual([]);
  });
});
