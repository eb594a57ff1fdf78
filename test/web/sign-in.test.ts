import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LONGEST_IDLE } from '../../src/jobs/access/sessions.js';
import { accessThrough } from '../../src/web/access.js';
import { ownPath, signInPages } from '../../src/web/sign-in.js';
import { type MadeDoor, madeDoor, SLOW } from '../jobs/access/made-door.js';

const HERE = 'https://holdfast.example';
let made: MadeDoor;
let app: Hono;
beforeAll(async () => {
  made = await madeDoor();
  app = appWith(made.door);
  await made.repository('hidden');
  await made.repository('open', false);
  await made.github.control.addCollaborator({ repository: 'acme/hidden', login: 'ada', level: 'push' });
}, SLOW);
afterAll(() => made.close());

/** A page for each repository, a form, and what signing in needs. */
function appWith(door: Parameters<typeof accessThrough>[0]): Hono {
  const access = accessThrough(door);
  const { pages, missing } = signInPages(door, access);
  const it = new Hono();
  it.route('/', pages);
  it.get('/r/:owner/:name', async (context) => {
    const { owner, name } = context.req.param();
    const found = await access.repository(context, owner, name);
    return found === null ? missing(context) : context.json(found);
  });
  it.get('/all', async (context) => context.json(await access.repositories(context)));
  it.get('/me', async (context) =>
    context.json({ reader: await access.reader(context), csrf: await access.formToken(context) }),
  );
  it.post('/form', async (context) => {
    const { csrf } = await context.req.parseBody();
    return context.json(await access.isOurForm(context, csrf === undefined ? undefined : String(csrf)));
  });
  return it;
}

const cookieOf = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .find((it) => it.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** A browser goes to GitHub and comes back: the last answer. */
async function comeBack(
  login: string,
  { next = '/', cookie = '', change = (_asked: URLSearchParams) => {} } = {},
) {
  await made.github.control.signInAs({ login });
  const begun = await app.request(`${HERE}/sign-in?next=${encodeURIComponent(next)}`);
  const there = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  change(back.searchParams);
  const held = [cookieOf(begun, '__Host-holdfast-sign-in'), cookie].filter((it) => it !== '').join('; ');
  return { begun, back, held, answer: await app.request(back, { headers: { cookie: held } }) };
}
const signIn = async (login: string): Promise<string> =>
  cookieOf((await comeBack(login)).answer, '__Host-holdfast');
const get = (path: string, cookie: string) => app.request(`${HERE}${path}`, { headers: { cookie } });
interface Me {
  readonly reader: object | null;
  readonly csrf: string | null;
}
const me = async (cookie: string): Promise<Me> => (await (await get('/me', cookie)).json()) as Me;

describe('signing in', () => {
  test('leads to GitHub and back to the page that was asked for, and leaves one cookie', async () => {
    const { begun, answer } = await comeBack('ada', { next: '/r/acme/hidden?period=week' });
    expect(begun.headers.get('set-cookie')).toMatch(
      /^__Host-holdfast-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/r/acme/hidden?period=week');
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    expect(cookies[0]).toMatch(/^__Host-holdfast-sign-in=; Max-Age=0;/);
    expect(cookies[1]).toMatch(/^__Host-holdfast=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = cookieOf(answer, '__Host-holdfast');
    expect(await me(cookie)).toMatchObject({ reader: { login: 'ada' } });
    expect(await (await get('/r/acme/hidden', cookie)).json()).toMatchObject({ mayWrite: true });
  });

  test('over plain http, on this machine, a browser takes the cookies too', async () => {
    const local = appWith({
      ...made.door,
      signIn: { ...made.door.signIn, publicUrl: 'http://127.0.0.1:3000' },
    });
    const cookie = (await local.request('http://127.0.0.1:3000/sign-in')).headers.get('set-cookie');
    expect(cookie).toMatch(/^holdfast-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('a second time ends the first session, under a new secret', async () => {
    const first = await signIn('ada');
    const { answer } = await comeBack('ada', { cookie: first });
    expect(cookieOf(answer, '__Host-holdfast')).not.toBe(first);
    expect(await me(first)).toEqual({ reader: null, csrf: null });
  });

  test.each([
    ['another state', (asked: URLSearchParams) => asked.set('state', 'x'.repeat(43))],
    ['no state', (asked: URLSearchParams) => asked.delete('state')],
    ['no code', (asked: URLSearchParams) => asked.delete('code')],
  ])('with %s signs nobody in, and says the next step', async (_, change) => {
    const { answer } = await comeBack('ada', { change });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('/sign-in?next=');
    expect(cookieOf(answer, '__Host-holdfast')).toBe('');
  });

  test('twice with the same answer, or in another browser, signs nobody in', async () => {
    const { back, held, answer } = await comeBack('ada');
    expect(answer.status).toBe(302);
    expect((await app.request(back, { headers: { cookie: held } })).status).toBe(400);
    expect((await app.request(back)).status).toBe(400);
  });

  test('says what GitHub said: refused, a wrong address, anything else, and shows nothing of it', async () => {
    const said = async (query: string) => {
      const answer = await app.request(`${HERE}/signed-in?${query}`);
      return { status: answer.status, text: await answer.text() };
    };
    expect(await said('error=access_denied')).toMatchObject({ status: 403 });
    expect((await said('error=redirect_uri_mismatch')).text).toContain('HOLDFAST_URL');
    const other = await said('error=%3Cb%3Eboo&error_description=evil-words');
    expect(other.status).toBe(502);
    expect(other.text).not.toMatch(/boo|evil-words/);
  });

  test('says that GitHub is down, and when to try again', async () => {
    await made.github.control.fault({
      face: 'rest',
      match: '/login/oauth/access_token',
      kind: 'server-error',
    });
    const { answer } = await comeBack('ada');
    expect(answer.status).toBe(502);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(await answer.text()).toContain('githubstatus');
  });
});

describe('a cookie', () => {
  test.each([
    ['that was changed', (it: string) => it.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['that is cut', (it: string) => it.slice(0, -1)],
    ['without its prefix', (it: string) => it.replace('__Host-', '')],
    ['that was made up', () => `__Host-holdfast=${'a'.repeat(43)}`],
  ])('%s is nobody’s', async (_, change) => {
    const cookie = await signIn('ada');
    expect(await me(change(cookie))).toEqual({ reader: null, csrf: null });
    expect((await get('/r/acme/hidden', change(cookie))).status).toBe(404);
    expect(await me(cookie)).toMatchObject({ reader: { login: 'ada' } });
  });

  test('of a session that is over is nobody’s', async () => {
    const cookie = await signIn('ada');
    made.clock.now += LONGEST_IDLE;
    expect(await me(cookie)).toEqual({ reader: null, csrf: null });
  });
});

describe('private and missing', () => {
  /** Everything of an answer but the address that was asked for. */
  const seen = async (path: string, cookie = '') => {
    const answer = await get(path, cookie);
    const text = (await answer.text()).replaceAll(encodeURIComponent(path), 'ADDRESS');
    return { status: answer.status, text, headers: [...answer.headers] };
  };

  test('look the same to whoever is not signed in: the offer to sign in', async () => {
    const hidden = await seen('/r/acme/hidden');
    expect(hidden).toEqual(await seen('/r/acme/missing'));
    expect(hidden).toEqual(await seen('/r/nobody/nothing'));
    expect(hidden.status).toBe(404);
    expect(hidden.text).toContain('/sign-in?next=ADDRESS');
    expect((await seen('/r/acme/open')).status).toBe(200);
  });

  test('look the same to whoever may not read it', async () => {
    const cookie = await signIn('cy');
    const hidden = await seen('/r/acme/hidden', cookie);
    expect(hidden).toEqual(await seen('/r/acme/missing', cookie));
    expect(hidden.text).toContain('cy');
    expect((await seen('/r/acme/open', cookie)).status).toBe(200);
  });

  test('and are in no list', async () => {
    expect(await (await get('/all', await signIn('cy'))).json()).toEqual([]);
    expect(await (await get('/all', '')).json()).toBeNull();
    expect(await (await get('/all', await signIn('ada'))).json()).toMatchObject([{ name: 'hidden' }]);
  });
});

describe('a form', () => {
  const post = async (cookie: string, csrf: string | null, headers: Record<string, string>) => {
    const body = new URLSearchParams(csrf === null ? {} : { csrf });
    const answer = await app.request(`${HERE}/form`, {
      method: 'POST',
      body,
      headers: { cookie, ...headers },
    });
    return answer.json();
  };
  const ours = { origin: HERE, 'sec-fetch-site': 'same-origin' };

  test('of a page here is taken', async () => {
    const cookie = await signIn('ada');
    const { csrf } = await me(cookie);
    expect(await post(cookie, csrf, ours)).toBe(true);
    expect(await post(cookie, csrf, { origin: HERE })).toBe(true);
    expect(await post(cookie, csrf, { 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a site beside this one', { origin: 'https://other.example', 'sec-fetch-site': 'same-site' }],
    ['a page of no origin', { origin: 'null' }],
    ['this name over http', { origin: 'http://holdfast.example' }],
    ['something that says nothing', {}],
  ])('from %s is refused, even with the token', async (_, headers) => {
    const cookie = await signIn('ada');
    const { csrf } = await me(cookie);
    expect(await post(cookie, csrf, headers as Record<string, string>)).toBe(false);
  });

  test('without the token, with another session’s, or of nobody is refused', async () => {
    const [cookie, other] = [await signIn('ada'), await signIn('ada')];
    expect(await post(cookie, null, ours)).toBe(false);
    expect(await post(cookie, '', ours)).toBe(false);
    expect(await post(cookie, (await me(other)).csrf, ours)).toBe(false);
    expect(await post('', (await me(cookie)).csrf, ours)).toBe(false);
  });

  test('with which somebody signs out is no other’s', async () => {
    const cookie = await signIn('ada');
    const elsewhere = await app.request(`${HERE}/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example' },
      body: new URLSearchParams({ csrf: (await me(cookie)).csrf ?? '' }),
    });
    expect(elsewhere.status).toBe(403);
    expect(await me(cookie)).toMatchObject({ reader: { login: 'ada' } });
  });
});

describe('signing out', () => {
  const out = async (cookie: string, more: Record<string, string> = {}) =>
    app.request(`${HERE}/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: HERE },
      body: new URLSearchParams({ csrf: (await me(cookie)).csrf ?? '', ...more }),
    });

  test('ends the session here, takes back the token, and removes the cookie', async () => {
    const cookie = await signIn('ada');
    expect(await (await get('/sign-out', cookie)).text()).toContain('this one');
    const answer = await out(cookie);
    expect(await answer.text()).toContain('You are signed out');
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-holdfast=; Max-Age=0; Path=\/;.*Secure/);
    expect(await me(cookie)).toEqual({ reader: null, csrf: null });
    expect((await get('/r/acme/hidden', cookie)).status).toBe(404);
    expect((await get('/sign-out', cookie)).headers.get('location')).toBe('/');
    expect((await out(cookie)).status).toBe(303);
  });

  test('everywhere ends all browsers of the same person, and of nobody else', async () => {
    const [one, two, other] = [await signIn('ada'), await signIn('ada'), await signIn('bob')];
    await out(one, { everywhere: 'yes' });
    expect(await me(two)).toEqual({ reader: null, csrf: null });
    expect(await me(other)).toMatchObject({ reader: { login: 'bob' } });
  });
});

test.each([
  ['/r/acme/shop', '/r/acme/shop'],
  ['/r/acme/shop.json?x=1&y=%2F', '/r/acme/shop.json?x=1&y=%2F'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/.//evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['r/acme', '/'],
  ['/sign-out', '/'],
  ['/signed-in?code=x', '/'],
  ['/x/../sign-in', '/'],
  [`/${'x'.repeat(1_000)}`, '/'],
  ['/r/acme/ünd', '/'],
])('after %s it goes on to %s', (wanted, path) => {
  expect(ownPath(wanted)).toBe(path);
});

test('where nobody can sign in that is said, and what is public is shown', async () => {
  const closed = appWith({ ...made.door, signIn: null });
  expect((await closed.request('/r/acme/open')).status).toBe(200);
  const hidden = await closed.request('/r/acme/hidden');
  expect(hidden.status).toBe(404);
  const text = await hidden.text();
  expect(text).toContain('Nobody can sign in on this server');
  expect(text).toBe(await (await closed.request('/r/acme/missing')).text());
  expect((await closed.request('/sign-in')).status).toBe(404);
  expect((await closed.request('/me')).status).toBe(200);
  expect((await closed.request('/sign-out', { method: 'POST' })).status).toBe(404);
});
