import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, query, small } from './asking.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
beforeAll(async () => {
  double = await startDouble();
  await small(double);
});
afterAll(() => double.close());

const PULLS =
  'query Q($name:String!){rateLimit{remaining} repository(owner:"acme",name:$name){databaseId pullRequests(first:1){totalCount}}}';
const asked = (token: string, name = 'tool') => query(double, token, PULLS, { name });

test('a personal token reads the private repositories that it names, and all public ones', async () => {
  const { control } = double;
  await control.createRepository({ owner: 'acme', name: 'open', private: false });
  const none = await control.addUserToken({ login: 'ada' });
  const one = await control.addUserToken({ login: 'ada', repositories: ['acme/tool'] });
  expect((await asked(one)).body.data.repository.pullRequests.totalCount).toBe(0);
  expect((await asked(none)).body.errors?.[0]).toMatchObject({ type: 'NOT_FOUND' });
  expect((await asked(none, 'open')).body.errors).toBeUndefined();
  expect(await control.violations()).toEqual([]);
});

test('without the permission it sees no pull requests, and only of private ones', async () => {
  const token = await double.control.addUserToken({
    login: 'bob',
    repositories: ['acme/tool'],
    permissions: { metadata: 'read' },
  });
  expect((await asked(token)).body.errors?.[0]).toMatchObject({
    type: 'FORBIDDEN',
    message: 'Resource not accessible by personal access token',
  });
  expect((await asked(token, 'open')).body.errors).toBeUndefined();
});

test('it has an hour of points of its own, ends, and is none of the app', async () => {
  const token = await double.control.addUserToken({ login: 'cy', repositories: ['acme/tool'] });
  const { remaining } = (await asked(token)).body.data.rateLimit;
  expect(remaining).toBe(4999);
  expect((await ask(`${double.url}/app`, token)).status).toBe(401);
  expect((await ask(`${double.url}/installation/repositories`, token)).status).toBe(403);
  await double.control.expireTokens();
  expect((await asked(token)).status).toBe(401);
});
