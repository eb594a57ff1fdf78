import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, opened, small, tokenFor } from './asking.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
let token: string;
let readOnly: string;
const place = { repository: 'acme/tool' };

beforeAll(async () => {
  double = await startDouble();
  const { installation } = await small(double);
  const permissions = { metadata: 'read', pull_requests: 'read', issues: 'write' } as const;
  await double.control.acceptPermissions({ installation, permissions });
  token = await tokenFor(double, installation);
  readOnly = await tokenFor(double, installation, { permissions: { issues: 'read' } });
});
afterAll(async () => {
  const violations = await double.control.violations();
  await double.close();
  expect(violations).toEqual([]);
});

const call = (path: string, method = 'GET', body?: object, as = token) =>
  ask(`${double.url}/repos/acme/tool/issues${path}`, as, { method, ...(body === undefined ? {} : { body }) });

describe('an issue', () => {
  test('is made, read, edited and closed', async () => {
    const made = await call('', 'POST', { title: 'A report', body: 'one' });
    expect(made).toMatchObject({ status: 201, body: { state: 'open', user: { login: 'holdfast[bot]' } } });
    const { number } = made.body;
    expect((await call(`/${number}`, 'PATCH', { body: 'two' })).body).toMatchObject({
      title: 'A report',
      body: 'two',
    });
    await double.control.closeIssue({ ...place, number });
    expect((await call(`/${number}`)).body).toMatchObject({ state: 'closed', body: 'two' });
    expect(await double.control.issues(place)).toMatchObject([{ number, writes: 2, state: 'closed' }]);
  });

  test('is written with the permission only', async () => {
    expect((await call('', 'POST', { title: 'No' }, readOnly)).status).toBe(403);
    expect((await call('', 'GET', undefined, readOnly)).status).toBe(200);
  });

  test('that was deleted is gone, and one that never was is not found', async () => {
    const { number } = (await call('', 'POST', { title: 'To be deleted' })).body;
    await double.control.deleteIssue({ ...place, number });
    expect((await call(`/${number}`)).status).toBe(410);
    expect((await call('/9999')).status).toBe(404);
  });

  test('is one of a list, with those of others and with pull requests, by state and by who made it', async () => {
    await opened(double, { head: 'beside' });
    await double.control.openIssue({ ...place, by: 'ada', title: 'By a person' });
    const all = (await call('?state=all')).body as { title: string; pull_request?: object }[];
    expect(all.map(({ title }) => title)).toEqual(expect.arrayContaining(['By a person', 'A report']));
    expect(all.some((one) => one.pull_request !== undefined)).toBe(true);
    const ours = await call('?state=all&creator=holdfast%5Bbot%5D&direction=asc');
    expect(ours.body).toMatchObject([{ title: 'A report' }]);
    expect((await call('?state=open&creator=holdfast%5Bbot%5D')).body).toEqual([]);
  });

  test('is not made where issues are switched off', async () => {
    await double.control.setIssues({ ...place, enabled: false });
    expect((await call('', 'POST', { title: 'No' })).status).toBe(410);
    await double.control.setIssues({ ...place, enabled: true });
    expect((await call('', 'POST', { title: 'Yes' })).status).toBe(201);
  });
});
