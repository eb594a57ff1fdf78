import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../src/jobs/app/app.js';
import { changeInstallation } from '../../../src/jobs/app/follow-installation.js';
import { publishIssue } from '../../../src/jobs/app/publish-issue.js';
import { issueNotes, SWITCHED_OFF, wantIssues, weekBegan } from '../../../src/jobs/app/want-issues.js';
import { defaultSettings } from '../../../src/model/settings.js';
import { Later } from '../../../src/queue/queue.js';
import { overviewOf } from '../../../src/reports/overview.js';
import { type StartedDouble, startDouble } from '../../github/start.js';
import { madeIndicator, madeReport, madeStanding } from '../../made-reports.js';
import { appOn } from './with-double.js';

const WEEK = 7 * 24 * 60 * 60;
const WITHOUT = { metadata: 'read', contents: 'read', pull_requests: 'read', checks: 'write' } as const;
const WITH = { ...WITHOUT, issues: 'write' } as const;

let github: StartedDouble;
let base: App;
let app: App;
let installation: number;
let close: () => Promise<void>;
/** Seconds by which the app's clock is ahead; each test begins in a week of its own. */
let ahead = 0;
let made = 0;

beforeAll(async () => {
  github = await startDouble();
  const { control } = github;
  await control.createRepository({ owner: 'acme', name: 'first' });
  installation = (await control.install({ account: 'acme', permissions: WITH })).id;
  ({ app: base, close } = await appOn(github, {
    publicUrl: 'https://holdfast.example',
    canSignIn: true,
    now: () => Math.floor(Date.now() / 1000) + ahead,
  }));
  app = base;
  await base.store.installations.put({
    ...{ id: installation, account: 'acme', permissions: WITH },
    suspended: false,
  });
});
afterAll(async () => {
  expect(await github.control.violations()).toEqual([]);
  await close();
});

interface Place {
  readonly id: number;
  readonly repository: string;
}

/** A repository that the app is installed in, with a report. */
async function place({
  private: hidden = true,
  digestTo = null,
}: {
  readonly private?: boolean;
  readonly digestTo?: string | null;
} = {}): Promise<Place> {
  made += 1;
  const name = `shop-${made}`;
  const { id } = await github.control.createRepository({ owner: 'acme', name, private: hidden });
  await app.store.repositories.put({
    ...{ id, owner: 'acme', name, installation, defaultBranch: 'main' },
    ...{ private: hidden, archived: false },
  });
  await report({ id, repository: `acme/${name}` }, 'holding', digestTo);
  return { id, repository: `acme/${name}` };
}

const reportOn = (rung: 'holding' | 'slipping' | 'sustained') =>
  madeReport({ indicators: [madeIndicator({ standing: madeStanding(rung) })] });

async function report(
  { id }: Place,
  rung: Parameters<typeof reportOn>[0],
  digestTo: string | null = null,
): Promise<void> {
  const said = reportOn(rung);
  const kept = { version: rung, head: JSON.stringify(said), index: '{}', overview: overviewOf(said) };
  await app.store.reports.put(id, { ...kept, digestTo }, app.now());
}

const settings = (kind: 'report' | 'digest') => ({
  ...defaultSettings,
  report: { issue: kind === 'report' },
  digest: { issue: kind === 'digest', to: null },
});

/** What is done after a report was made anew. */
const want = (
  { id }: Place,
  rung: Parameters<typeof reportOn>[0] = 'holding',
  kind: 'report' | 'digest' = 'report',
): Promise<void> => wantIssues(app, id, reportOn(rung), { settings: settings(kind), problems: [] });

const publish = ({ id }: Place, kind = 'report'): Promise<void> => publishIssue(app, `${kind}-${id}`);
const kept = ({ id }: Place, kind: 'report' | 'digest' = 'report') =>
  app.store.issues.find({ repository: id, kind });
const issues = ({ repository }: Place) => github.control.issues({ repository });

async function written(kind: 'report' | 'digest' = 'report'): Promise<Place> {
  const at = await place();
  await want(at, 'holding', kind);
  await publish(at, kind);
  return at;
}

const nextWeek = (): void => {
  ahead += WEEK;
};

beforeEach(async () => {
  nextWeek();
  await github.control.clearFaults();
});

describe('the week of an issue', () => {
  const day = (text: string): number => Date.parse(`${text}Z`) / 1000;

  test.each([
    ['report', '2026-11-26T15:00:00', '2026-11-23T00:00:00'],
    ['report', '2026-11-23T00:00:00', '2026-11-23T00:00:00'],
    ['report', '2026-11-22T23:59:59', '2026-11-16T00:00:00'],
    ['digest', '2026-11-24T00:00:00', '2026-11-24T00:00:00'],
    ['digest', '2026-11-23T23:59:59', '2026-11-17T00:00:00'],
  ] as const)('of a %s at %s began at %s', (kind, now, began) => {
    expect(weekBegan(kind, day(now))).toBe(day(began));
  });
});

describe('an issue with the report', () => {
  test('is made once, by the app, and edited in place in the next week', async () => {
    const at = await written();
    const [issue, ...more] = await issues(at);
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ state: 'open', writes: 1, title: 'Holdfast: where our practices stand' });
    expect(issue?.body).toContain(`<!-- holdfast:report:${at.id} -->\n`);
    expect(await kept(at)).toMatchObject({ state: 'done', number: issue?.number });
    await want(at);
    await publish(at);
    expect(await issues(at)).toMatchObject([{ writes: 1 }]);
    nextWeek();
    await report(at, 'holding');
    await want(at);
    await github.control.resetCounts();
    await publish(at);
    expect(await issues(at)).toMatchObject([{ writes: 2 }]);
    const { operations } = await github.control.counts();
    expect([operations['rest issues/get'], operations['rest issues/update']]).toEqual([1, 1]);
    expect(operations['rest issues/list-for-repo']).toBeUndefined();
  });

  test('is edited at once when a rung changes, and its title stays as people have it', async () => {
    const at = await written();
    await report(at, 'slipping');
    await want(at, 'slipping');
    await publish(at);
    const [issue] = await issues(at);
    expect(issue?.writes).toBe(2);
    expect(issue?.body).toContain('slipping');
    expect(issue?.title).toBe('Holdfast: where our practices stand');
  });

  test('that was closed is neither edited nor opened again, nor made anew; opened, it goes on', async () => {
    const at = await written();
    const number = (await issues(at))[0]?.number ?? 0;
    const { repository } = at;
    await github.control.closeIssue({ repository, number });
    await report(at, 'slipping');
    await want(at, 'slipping');
    await publish(at);
    expect(await issues(at)).toMatchObject([{ state: 'closed', writes: 1 }]);
    expect(await kept(at)).toMatchObject({ state: 'done' });
    await github.control.reopenIssue({ repository, number });
    nextWeek();
    await want(at, 'slipping');
    await publish(at);
    expect(await issues(at)).toMatchObject([{ state: 'open', writes: 2 }]);
  });

  test('that was deleted is not made anew', async () => {
    const at = await written();
    await github.control.deleteIssue({
      repository: at.repository,
      number: (await issues(at))[0]?.number ?? 0,
    });
    nextWeek();
    await want(at);
    await publish(at);
    expect(await issues(at)).toMatchObject([{ state: 'deleted' }]);
  });

  test('that is asked for no more is left as it is, and found again when it is asked for', async () => {
    const at = await written();
    await wantIssues(app, at.id, reportOn('holding'), { settings: defaultSettings, problems: [] });
    expect(await kept(at)).toBeNull();
    await publish(at);
    await report(at, 'slipping');
    await want(at, 'slipping');
    await publish(at);
    expect(await issues(at)).toMatchObject([{ writes: 2 }]);
  });

  test('stays wanted while the configuration cannot be read', async () => {
    const at = await written();
    const problems = ['.github/holdfast.yml:1: wrong'];
    await wantIssues(app, at.id, reportOn('holding'), { settings: defaultSettings, problems });
    expect(await kept(at)).toMatchObject({ state: 'done' });
  });

  test('of somebody else is never taken for it, whatever it says', async () => {
    const at = await place();
    await github.control.openIssue({
      ...{ repository: at.repository, by: 'mallory', title: 'Mine' },
      body: `<!-- holdfast:report:${at.id} -->`,
    });
    await want(at);
    await publish(at);
    expect(await issues(at)).toMatchObject([{ title: 'Mine', writes: 1 }, { writes: 1 }]);
  });
});

describe('what goes wrong', () => {
  /** Tries until it is written, a minute and more apart; how often it had to be tried. */
  async function untilWritten(at: Place): Promise<number> {
    for (let tries = 1; tries < 9; tries += 1) {
      try {
        await publish(at);
        if ((await kept(at))?.state === 'done') return tries;
      } catch (error) {
        expect(error).toBeInstanceOf(Later);
      }
      ahead += 61;
    }
    throw new Error('it was never written');
  }

  test.each([
    ['its answer is lost', { face: 'rest', kind: 'cut-after', match: 'issues/create' }],
    ['it does not get there', { face: 'rest', kind: 'cut-before', match: 'issues/create' }],
    ['GitHub fails', { face: 'rest', kind: 'server-error', status: 502, match: 'issues/create' }],
    ['the search fails', { face: 'rest', kind: 'server-error', status: 500, match: 'issues/list-for-repo' }],
    ['the token has ended', { face: 'rest', kind: 'token-expired', match: 'issues/create' }],
  ] as const)('with the call that makes it leaves one issue: %s', async (_, fault) => {
    const at = await place();
    await want(at);
    await github.control.fault(fault);
    expect(await untilWritten(at)).toBeLessThanOrEqual(2);
    expect(await issues(at)).toHaveLength(1);
  });

  test('within a minute after it may have been made, nobody looks for it: a list may lack it still', async () => {
    const at = await place();
    await want(at);
    await github.control.fault({ face: 'rest', kind: 'cut-after', match: 'issues/create' });
    await expect(publish(at)).rejects.toBeInstanceOf(Later);
    await github.control.resetCounts();
    await expect(publish(at)).rejects.toBeInstanceOf(Later);
    expect((await github.control.counts()).rest).toBe(0);
    ahead += 61;
    await publish(at);
    expect(await issues(at)).toHaveLength(1);
  });

  test('somebody dies between the call and its number: who comes after finds the issue', async () => {
    const at = await place();
    await want(at);
    await github.control.fault({ face: 'rest', kind: 'hold', when: 'after', match: 'issues/create' });
    const first = publish(at);
    while ((await github.control.waiting()) === 0) await new Promise((done) => setTimeout(done, 10));
    ahead += 61;
    await publish(at);
    const [issue] = await issues(at);
    expect(await kept(at)).toMatchObject({ state: 'done', number: issue?.number });
    // He was not dead: what he says now counts for nothing.
    await github.control.letGo();
    await first;
    expect(await issues(at)).toHaveLength(1);
    expect(await kept(at)).toMatchObject({ state: 'done', number: issue?.number });
  });

  test('a limit: it waits as long as GitHub says, and that is no failure', async () => {
    const at = await place();
    await want(at);
    await github.control.fault({
      face: 'rest',
      kind: 'secondary-limit',
      retryAfter: 1,
      match: 'issues/create',
    });
    await expect(publish(at)).rejects.toBeInstanceOf(Later);
    expect(await kept(at)).toMatchObject({ state: 'sending', attempts: 0 });
    await new Promise((done) => setTimeout(done, 1100));
    ahead += 61;
    await publish(at);
    expect(await issues(at)).toHaveLength(1);
  });

  test('a suspension, or an archive: it waits, without a call', async () => {
    const at = await place();
    await want(at);
    await app.store.repositories.update(at.id, { archived: true });
    await expect(publish(at)).rejects.toBeInstanceOf(Later);
    expect(await kept(at)).toMatchObject({ state: 'waiting' });
    await app.store.repositories.update(at.id, { archived: false });
    await publish(at);
    expect(await issues(at)).toHaveLength(1);
  });

  const installed = async ({ id }: Place) => {
    const repository = await app.store.repositories.find(id);
    const owner = await app.store.installations.find(installation);
    if (repository === null || owner === null) throw new Error('it is not installed');
    return { repository, installation: owner };
  };

  test('issues are switched off: it is said, and tried again in the next week', async () => {
    const at = await place();
    await github.control.setIssues({ repository: at.repository, enabled: false });
    await want(at);
    await publish(at);
    expect(await kept(at)).toMatchObject({ state: 'dead', why: SWITCHED_OFF });
    const [note] = await issueNotes(app, await installed(at), settings('report'));
    expect(note).toContain('switch them on in its settings');
    await want(at);
    expect(await kept(at)).toMatchObject({ state: 'dead' });
    await github.control.setIssues({ repository: at.repository, enabled: true });
    nextWeek();
    await want(at);
    ahead += 61;
    await publish(at);
    expect(await issues(at)).toHaveLength(1);
  });

  test('the permission is missing: it is said, and it is written when the owner has given it', async () => {
    const at = await place();
    await github.control.acceptPermissions({ installation, permissions: WITHOUT });
    const asked = { kind: 'installation', change: 'permissions', account: 'acme', repositories: [] } as const;
    const changed = () => changeInstallation(app, { installation } as never, { ...asked, permissions: {} });
    await changed();
    await want(at);
    await expect(publish(at)).rejects.toThrow(/issues:write/);
    expect(await kept(at)).toMatchObject({ state: 'dead', why: expect.stringContaining('issues:write') });
    expect(await issueNotes(app, await installed(at), settings('report'))).toMatchObject([
      expect.stringContaining('issues:write'),
    ]);
    expect(await issueNotes(app, await installed(at), defaultSettings)).toEqual([]);
    await github.control.acceptPermissions({ installation, permissions: WITH });
    await changed();
    expect(await issueNotes(app, await installed(at), settings('report'))).toEqual([]);
    ahead += 61;
    await publish(at);
    expect(await issues(at)).toHaveLength(1);
  });
});

describe('an issue with the digest', () => {
  const told = async (at: Place): Promise<string> => (await issues(at))[0]?.body ?? '';

  test('in a private repository tells of what is public, and of what is private and says so', async () => {
    const at = await place();
    const [open, agrees, silent, other] = [
      await place({ private: false }),
      await place({ digestTo: at.repository.toUpperCase() }),
      await place(),
      await place({ digestTo: 'acme/elsewhere' }),
    ];
    await want(at, 'holding', 'digest');
    await publish(at, 'digest');
    const body = await told(at);
    for (const { repository } of [at, open, agrees]) expect(body).toContain(`\`${repository}\``);
    for (const { repository } of [silent, other]) expect(body).not.toContain(`\`${repository}\``);
    expect(body).toContain(`<!-- holdfast:digest:${at.id} -->`);
  });

  test('in a public repository tells of no private one, whatever that says', async () => {
    const at = await place({ private: false });
    const agrees = await place({ digestTo: at.repository });
    const open = await place({ private: false });
    await want(at, 'holding', 'digest');
    await publish(at, 'digest');
    expect(await told(at)).toContain(`\`${open.repository}\``);
    expect(await told(at)).not.toContain(`\`${agrees.repository}\``);
  });

  test('asks who may read what now: neither a webhook nor the database is believed', async () => {
    const at = await place();
    const agrees = await place({ digestTo: at.repository });
    const open = await place({ private: false });
    await github.control.setVisibility({ repository: at.repository, private: false });
    await github.control.setVisibility({ repository: open.repository, private: true });
    await want(at, 'holding', 'digest');
    await publish(at, 'digest');
    expect(await told(at)).toContain(`\`${at.repository}\``);
    for (const { repository } of [agrees, open]) expect(await told(at)).not.toContain(`\`${repository}\``);
  });

  test('is written once a week, whatever rungs are reached', async () => {
    const at = await written('digest');
    await want(at, 'sustained', 'digest');
    await publish(at, 'digest');
    expect(await issues(at)).toMatchObject([{ writes: 1, title: 'Holdfast: the week of our practices' }]);
    nextWeek();
    await want(at, 'sustained', 'digest');
    await publish(at, 'digest');
    expect(await issues(at)).toMatchObject([{ writes: 2 }]);
  });
});
