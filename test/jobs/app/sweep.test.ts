import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { sweepDeliveries } from '../../../src/jobs/app/sweep-deliveries.js';
import { madeApp, NOW } from './made-app.js';

let app: App;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ app, close } = await madeApp());
});
afterAll(() => close());

/** As if nothing had been swept. */
async function afresh(): Promise<void> {
  await app.store.cursors.set(0, 'sweep', '0');
  await app.store.cursors.set(0, 'sweep-asked', '[]');
}

/** A GitHub with these deliveries in its log, a hundred a page; what is asked for again is counted by its GUID. */
function logOf(guids: readonly string[]) {
  const asked: string[] = [];
  const rest = async (route: string, parameters: Readonly<Record<string, unknown>> = {}) => {
    if (route.startsWith('POST')) {
      asked.push(guids[Number(parameters.delivery_id) - 1] ?? '');
      return { status: 202, data: null, headers: {} };
    }
    const from = Number(parameters.cursor ?? 0);
    const delivered_at = new Date((NOW - 3600) * 1000).toISOString();
    const data = guids
      .slice(from, from + 100)
      .map((guid, place) => ({ id: from + place + 1, guid, delivered_at, status_code: 401 }));
    const link = `<https://api.github.com/app/hook/deliveries?cursor=${from + 100}>; rel="next"`;
    return { status: 200, data, headers: from + 100 < guids.length ? { link } : {} };
  };
  return { asked, app: { ...app, github: { app: { rest } } } as unknown as App };
}

test('what was tried several times is asked for once, whichever page it is on', async () => {
  const many = Array.from({ length: 150 }, (_, place) => `guid-${place % 50}`);
  const { asked, app: swept } = logOf(many);
  expect(await sweepDeliveries(swept)).toBe(50);
  expect(new Set(asked).size).toBe(50);
});

test('what GitHub took to deliver again, and did not, is asked for again until it is here, or gone', async () => {
  await afresh();
  const { asked, app: swept } = logOf(['lost']);
  const sweep = (minutes: number) => sweepDeliveries({ ...swept, now: () => NOW + minutes * 60 });
  expect(await sweep(0)).toBe(1);
  // From then on it is older than what is looked at; the longer it does not come, the rarer it is asked for.
  expect([await sweep(10), await sweep(20), await sweep(30), await sweep(60)]).toEqual([1, 0, 1, 0]);
  expect(await sweep(3 * 24 * 60)).toBe(0);
  expect(asked).toHaveLength(3);

  await afresh();
  expect(await sweep(0)).toBe(1);
  await app.store.inbox.put({
    ...{ guid: 'lost', event: 'push', action: null, installation: 1, repository: null, receivedAt: NOW },
    happening: { kind: 'nothing', why: 'a test' },
  });
  expect(await sweep(10)).toBe(0);
  expect(await app.store.cursors.get(0, 'sweep-asked')).toBe('[]');
});

test('what we go on refusing does not use up the limit: a sweep asks for so many, the next one goes on', async () => {
  await afresh();
  const { asked, app: swept } = logOf(Array.from({ length: 1_200 }, (_, place) => `more-${place}`));
  expect(await sweepDeliveries(swept)).toBe(500);
  expect(await app.store.cursors.get(0, 'sweep')).toBe('0');
  expect(asked).toHaveLength(500);
});
