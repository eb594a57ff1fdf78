import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKED_EVERY } from '../../../src/jobs/access/asked.js';
import { CannotAsk } from '../../../src/jobs/access/failures.js';
import { type Session, sessionOf } from '../../../src/jobs/access/sessions.js';
import { type WhoMayRead, whoMayRead } from '../../../src/jobs/access/who-may-read.js';
import { type MadeDoor, madeDoor, SLOW } from './made-door.js';

let made: MadeDoor;
let who: WhoMayRead;
let hidden: number;
let open: number;
beforeAll(async () => {
  made = await madeDoor();
  who = whoMayRead(made.door);
  hidden = await made.repository('hidden');
  open = await made.repository('open', false);
}, SLOW);
afterAll(async () => {
  expect(await made.github.control.violations()).toEqual([]);
  await made.close();
});

const signIn = async (login: string): Promise<Session> => {
  const found = await sessionOf(made.door, (await made.signIn(login)).secret);
  if (found === null) throw new Error('there is no session');
  return found;
};
const let_ = (login: string, level: 'pull' | 'push' = 'pull', repository = 'acme/hidden') =>
  made.github.control.addCollaborator({ repository, login, level });
const down = (match: string, times = 1) =>
  made.github.control.fault({ face: 'rest', match, kind: 'server-error', times });
const asked = async (what: string): Promise<number> =>
  (await made.github.control.counts()).operations[`rest ${what}`] ?? 0;

test('what is private is for those whom GitHub lets in', async () => {
  await let_('ada', 'push');
  await let_('bob');
  expect(await who.repository(await signIn('ada'), 'ACME', 'hidden')).toEqual({
    ...{ id: hidden, owner: 'acme', name: 'hidden', private: true, mayWrite: true },
  });
  expect(await who.repository(await signIn('bob'), 'acme', 'hidden')).toMatchObject({ mayWrite: false });
  expect(await who.repository(await signIn('cy'), 'acme', 'hidden')).toBeNull();
  expect(await who.repository(null, 'acme', 'hidden')).toBeNull();
});

test('what is public is for everybody', async () => {
  expect(await who.repository(null, 'acme', 'open')).toMatchObject({ id: open, mayWrite: false });
  expect(await who.repository(await signIn('cy'), 'acme', 'open')).toMatchObject({ id: open });
});

test('what is kept nowhere is nobody’s, even if GitHub has it', async () => {
  await made.github.control.createRepository({ owner: 'acme', name: 'elsewhere', private: false });
  expect(await who.repository(null, 'acme', 'elsewhere')).toBeNull();
  expect(await who.repository(await signIn('ada'), 'acme', 'elsewhere')).toBeNull();
});

test('missing and private take the same calls, signed in or not', async () => {
  const cy = await signIn('cy');
  const calls = async (session: Session | null, name: string): Promise<unknown> => {
    await made.github.control.resetCounts();
    expect(await who.repository(session, 'acme', name)).toBeNull();
    return (await made.github.control.counts()).operations;
  };
  expect(await calls(cy, 'hidden')).toEqual(await calls(cy, 'missing'));
  expect(await calls(null, 'hidden')).toEqual({});
  expect(await calls(null, 'missing')).toEqual({});
});

test('access that was taken away is noticed after five minutes, and not before it is asked for', async () => {
  await let_('dan');
  const dan = await signIn('dan');
  await made.github.control.resetCounts();
  expect(await who.repository(dan, 'acme', 'hidden')).not.toBeNull();
  await made.github.control.removeCollaborator({ repository: 'acme/hidden', login: 'dan' });
  made.clock.now += ASKED_EVERY - 1;
  expect(await who.repository(dan, 'acme', 'hidden')).not.toBeNull();
  expect(await asked('repos/get')).toBe(1);
  made.clock.now += 1;
  expect(await who.repository(dan, 'acme', 'hidden')).toBeNull();
});

test('one session’s answer is not another’s', async () => {
  await let_('ada');
  const [ada, cy] = [await signIn('ada'), await signIn('cy')];
  expect(await who.repository(ada, 'acme', 'hidden')).not.toBeNull();
  expect(await who.repository(cy, 'acme', 'hidden')).toBeNull();
});

test('what was made private without a word is noticed after five minutes', async () => {
  await made.repository('turned', false);
  expect(await who.repository(null, 'acme', 'turned')).not.toBeNull();
  await made.github.control.setVisibility({ repository: 'acme/turned', private: true });
  made.clock.now += ASKED_EVERY;
  expect(await who.repository(null, 'acme', 'turned')).toBeNull();
});

test('what the app lost is nobody’s: suspended, or taken from it', async () => {
  const { control } = made.github;
  await made.repository('leaving', false);
  const [installation] = await made.store.repositories.all();
  await control.suspend({ installation: installation?.installation ?? 0 });
  made.clock.now += ASKED_EVERY;
  expect(await who.repository(null, 'acme', 'leaving')).toBeNull();
  await control.unsuspend({ installation: installation?.installation ?? 0 });
  await let_('ada');
  const ada = await signIn('ada');
  expect(await who.repository(ada, 'acme', 'hidden')).not.toBeNull();
  await made.store.repositories.erase(hidden, made.clock.now);
  // No five minutes for what is here no more.
  expect(await who.repository(ada, 'acme', 'hidden')).toBeNull();
  hidden = await made.repository('hidden-again');
  await let_('ada', 'push', 'acme/hidden-again');
  expect(await who.repository(ada, 'acme', 'hidden-again')).toMatchObject({ id: hidden });
});

test('a renamed repository is found by its old name, as GitHub leads there', async () => {
  await made.repository('old-name');
  await let_('ada', 'pull', 'acme/old-name');
  await made.github.control.renameRepository({ repository: 'acme/old-name', name: 'new-name' });
  expect(await who.repository(await signIn('ada'), 'acme', 'old-name')).toMatchObject({ name: 'new-name' });
});

test('without an answer of GitHub nobody sees what is private, and missing looks the same', async () => {
  await let_('ada', 'pull', 'acme/hidden-again');
  const ada = await signIn('ada');
  for (const name of ['hidden-again', 'missing']) {
    await made.github.control.fault({ face: 'rest', match: 'repos/get', kind: 'cut-before' });
    await expect(who.repository(ada, 'acme', name)).rejects.toThrow(CannotAsk);
  }
  // That was no answer: the next question is asked.
  expect(await who.repository(ada, 'acme', 'hidden-again')).not.toBeNull();
  await down('repos/get');
  expect(await who.repository(ada, 'acme', 'open')).not.toBeNull();
});

test('without an answer of GitHub nobody is told that something is public', async () => {
  await made.repository('doubtful', false);
  await down('apps/list-repos-accessible-to-installation');
  await expect(who.repository(null, 'acme', 'doubtful')).rejects.toThrow(CannotAsk);
  expect(await who.repository(null, 'acme', 'doubtful')).not.toBeNull();
});

test('a limit of GitHub is told with when it ends', async () => {
  const ada = await signIn('ada');
  await made.github.control.fault({ face: 'rest', match: 'repos/get', kind: 'too-many', retryAfter: 90 });
  await expect(who.repository(ada, 'acme', 'hidden-again')).rejects.toThrow(/2 minutes/);
  made.clock.now += 91;
});

test('lists hold what is explicitly theirs and kept here, for five minutes', async () => {
  await made.repository('first');
  await made.repository('second');
  await let_('eve', 'push', 'acme/first');
  await let_('eve', 'pull', 'acme/elsewhere');
  const eve = await signIn('eve');
  const names = async () => (await who.repositories(eve))?.map(({ name, mayWrite }) => [name, mayWrite]);
  expect(await names()).toEqual([['first', true]]);
  await let_('eve', 'pull', 'acme/second');
  made.clock.now += ASKED_EVERY - 1;
  expect(await names()).toEqual([['first', true]]);
  made.clock.now += 1;
  expect(await names()).toEqual([
    ['first', true],
    ['second', false],
  ]);
});

test('tokens are renewed before they end, once for all pages of a session that ask at the same time', async () => {
  await let_('fay', 'pull', 'acme/hidden-again');
  const fay = await signIn('fay');
  made.clock.now += 8 * 60 * 60 - 300;
  await made.github.control.resetCounts();
  const pages = await Promise.all([1, 2, 3].map(() => who.repository(fay, 'acme', 'hidden-again')));
  expect(pages.map((it) => it?.id)).toEqual([hidden, hidden, hidden]);
  expect(await Promise.all(['a', 'b'].map((name) => who.repository(fay, 'acme', name)))).toEqual([
    null,
    null,
  ]);
  expect(await asked('/login/oauth/access_token')).toBeLessThanOrEqual(2);
  expect((await made.store.sessions.find(fay.id))?.sealed).not.toBeUndefined();
});

test('another process that renewed them first is noticed: its tokens are used', async () => {
  await let_('gus', 'pull', 'acme/hidden-again');
  const gus = await signIn('gus');
  const elsewhere = whoMayRead(made.door);
  made.clock.now += 8 * 60 * 60 - 300;
  expect(await elsewhere.repository(gus, 'acme', 'hidden-again')).not.toBeNull();
  // This one still has the session as it was before: its tokens are worth nothing any more.
  expect(await who.repository(gus, 'acme', 'hidden-again')).not.toBeNull();
  expect(await made.store.sessions.find(gus.id)).not.toBeNull();
});

test('while GitHub does not renew, the old token goes on; once it has ended, that is told', async () => {
  await let_('hal', 'pull', 'acme/hidden-again');
  const hal = await signIn('hal');
  made.clock.now += 8 * 60 * 60 - 300;
  await down('/login/oauth/access_token');
  expect(await who.repository(hal, 'acme', 'hidden-again')).not.toBeNull();
  made.clock.now += 600;
  await down('/login/oauth/access_token');
  await expect(who.repository(hal, 'acme', 'hidden-again')).rejects.toThrow(CannotAsk);
});

test('whoever takes the app’s access back is signed out', async () => {
  await let_('ida', 'pull', 'acme/hidden-again');
  const ida = await signIn('ida');
  await made.github.control.revokeAuthorization({ login: 'ida' });
  expect(await who.repository(ida, 'acme', 'hidden-again')).toBeNull();
  expect(await made.store.sessions.find(ida.id)).toBeNull();
  const again = await signIn('ida');
  await made.github.control.revokeAuthorization({ login: 'ida' });
  expect(await who.repositories(again)).toBeNull();
});

test('an organisation that wants a sign-in of its own hides what is private, not what is public', async () => {
  await let_('joe', 'pull', 'acme/hidden-again');
  const joe = await signIn('joe');
  await made.github.control.requireSso({ account: 'acme', required: true });
  expect(await who.repository(joe, 'acme', 'hidden-again')).toBeNull();
  expect(await who.repository(joe, 'acme', 'open')).not.toBeNull();
  expect(await who.repositories(joe)).toEqual([]);
  await made.github.control.requireSso({ account: 'acme', required: false });
});

test('where nobody can sign in, what is public is still for everybody', async () => {
  const closed = whoMayRead({ ...made.door, signIn: null });
  expect(await closed.repository(null, 'acme', 'open')).not.toBeNull();
  expect(await closed.repository(null, 'acme', 'hidden-again')).toBeNull();
});
