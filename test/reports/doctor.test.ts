import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { neededEvents, neededPermissions } from '../../src/model/app-needs.js';
import type { Diagnosis, FoundGitHub } from '../../src/model/diagnosis.js';
import { diagnosisSaid, doctorText } from '../../src/reports/doctor.js';

const NOW = 1_790_000_000;
const permissions = Object.fromEntries(neededPermissions.map(({ name, level }) => [name, level]));
const github: FoundGitHub = {
  kind: 'found',
  slug: 'holdfast',
  url: 'https://github.com/apps/holdfast',
  permissions,
  events: Object.keys(neededEvents),
  clockAhead: 1,
  installations: [{ account: 'acme', suspended: false, permissions }],
  webhooks: { sent: 5, failed: 0, codes: [] },
  hook: {
    url: 'https://holdfast.example/api/github/webhooks',
    expected: 'https://holdfast.example/api/github/webhooks',
  },
};
const nothing = { waiting: 0, deadInAll: 0, dead: [] };
const well: Diagnosis = {
  now: NOW,
  node: '20.19.0',
  git: '2.50.1',
  configuration: { problems: [], hasApp: true, signInLacks: null },
  home: { path: '/data', there: true, writable: true, open: false, free: 5 * 2 ** 30 },
  database: { kind: 'open', embedded: false, holder: '', pending: 0 },
  queue: { kind: 'redis', complaints: [], waiting: 1, running: 2, dead: [] },
  github,
  work: { inbox: { ...nothing, oldest: null }, outbox: nothing, issues: [], imports: [] },
  revived: null,
};

const badly = (more: Partial<Diagnosis>): string =>
  diagnosisSaid({ ...well, ...more })
    .filter(({ state }) => state === 'not ok')
    .map(({ what, words }) => `${what}: ${words}`)
    .join('\n');

const hub = (more: Partial<FoundGitHub>): Partial<Diagnosis> => ({ github: { ...github, ...more } });

describe('the doctor', () => {
  test('asks for what the app is registered with', () => {
    const app = parse(readFileSync(resolve(import.meta.dirname, '../../app.yml'), 'utf8'));
    expect(permissions).toEqual(app.default_permissions);
    expect(Object.keys(neededEvents)).toEqual(app.default_events);
  });

  test('finds nothing where all is well', () => {
    expect(diagnosisSaid(well).filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  test('tells whether people can sign in, and what is missing where they cannot', () => {
    const said = (signInLacks: string | null, hasApp = true) =>
      diagnosisSaid({ ...well, configuration: { problems: [], hasApp, signInLacks } }).find(
        ({ what }) => what === 'sign-in',
      );
    expect(said(null)?.state).toBe('ok');
    expect(said('HOLDFAST_URL is not set')).toMatchObject({
      state: 'told',
      words: expect.stringContaining('HOLDFAST_URL is not set'),
    });
    expect(said('HOLDFAST_URL is not set', false)).toBeUndefined();
  });

  test.each<[string, Partial<Diagnosis>, RegExp]>([
    ['an old Node', { node: '18.20.1' }, /Node: 18\.20\.1 is too old: install 20\.19/],
    [
      'webhooks that go elsewhere',
      hub({
        hook: { url: 'https://old.example/hook', expected: 'https://holdfast.example/api/github/webhooks' },
      }),
      /webhook address: GitHub sends to https:\/\/old\.example\/hook.*HOLDFAST_URL.*holdfast\.example/,
    ],
    [
      'webhooks that go nowhere',
      hub({ hook: { url: null, expected: null } }),
      /webhook address: .*settings page/,
    ],
    ['an old minor one', { node: '20.9.0' }, /Node/],
    ['no git', { git: null }, /git: there is none/],
    ['an old git', { git: '2.30.9' }, /2\.31/],
    [
      'a wrong configuration',
      { configuration: { problems: ['PORT must', 'LOG_LEVEL must'], hasApp: false, signInLacks: null } },
      /PORT must\n.*LOG_LEVEL must/,
    ],
    ['a folder of somebody else', { home: { ...well.home, writable: false } as never }, /change its owner/],
    ['a folder that is open', { home: { ...well.home, open: true } as never }, /chmod -R go-rwx \/data/],
    ['a full disk', { home: { ...well.home, free: 2 ** 29 } as never }, /0\.5 GiB free: make room/],
    [
      'no database',
      { database: { kind: 'failed', why: 'check that it runs' } },
      /database: check that it runs/,
    ],
    [
      'a Redis that forgets',
      { queue: { kind: 'redis', complaints: ['set it'], waiting: 0, running: 0, dead: [] } },
      /queue: set it/,
    ],
    [
      'dead jobs',
      {
        queue: {
          kind: 'redis',
          complaints: [],
          waiting: 0,
          running: 0,
          dead: [{ what: 'sync 7', why: 'no disk' }],
        },
      },
      /1 job given up \(sync 7: no disk\).*--revive/,
    ],
    [
      'a GitHub that refuses',
      { github: { kind: 'failed', why: 'see that the key' } },
      /GitHub: see that the key/,
    ],
    [
      'a permission of the app',
      hub({ permissions: { ...permissions, checks: 'read' } }),
      /^permission: .*checks:write; no check is posted/,
    ],
    [
      'a permission of an installation',
      hub({
        installations: [
          { account: 'acme', suspended: false, permissions: { ...permissions, checks: undefined } },
        ],
      }),
      /^installation: acme: has not given checks:write; no check is posted: its owner/,
    ],
    ['an event', hub({ events: ['push'] }), /event: .*pull_request;/],
    [
      'a suspended installation',
      hub({ installations: [{ account: 'acme', suspended: true, permissions }] }),
      /acme: suspended/,
    ],
    ['a slow clock', hub({ clockAhead: 45 }), /clock: this machine is 45 s behind/],
    ['a fast clock', hub({ clockAhead: -45 }), /45 s ahead of/],
    [
      'webhooks that nobody took',
      hub({ webhooks: { sent: 3, failed: 2, codes: [401, 0] } }),
      /2 of 3 .*\(401, no answer\).*WEBHOOK_SECRET/,
    ],
    [
      'work that waits',
      { work: { ...well.work, inbox: { ...nothing, waiting: 2, oldest: NOW - 7200 } } as never },
      /2 waiting, the oldest for 2 h: is a server running/,
    ],
    [
      'dead deliveries',
      {
        work: {
          ...well.work,
          inbox: { ...nothing, oldest: null, deadInAll: 5, dead: [{ what: 'push a', why: 'x' }] },
        } as never,
      },
      /5 deliveries given up \(push a: x; and 4 more\)/,
    ],
    [
      'a revival that could not be',
      { revived: { deliveries: 0, checks: 0, jobs: 0, why: 'stop it' } },
      /revive: stop it/,
    ],
  ])('says the next step for %s', (_, more, words) => {
    expect(badly(more)).toMatch(words);
  });

  test('takes none of these for a fault', () => {
    const said = diagnosisSaid({
      ...well,
      git: '2.39.5',
      home: { path: '/data', there: false, writable: false, open: false, free: null },
      database: { kind: 'in-use', embedded: true, holder: '7', pending: 0 },
      queue: { kind: 'embedded' },
      github: { ...github, installations: [], webhooks: { sent: 0, failed: 0, codes: [] } },
      work: {
        ...well.work,
        issues: [{ what: 'the report of repository 7', why: 'the app lacks issues:write' }],
        imports: [
          { repository: 'acme/tool', done: 10, total: 40, secondsLeft: 300, leftOut: 0 },
          { repository: 'acme/shop', done: 38, total: 40, secondsLeft: null, leftOut: 2 },
        ],
      } as never,
    });
    expect(said.filter(({ state }) => state === 'not ok')).toEqual([]);
    const text = doctorText(said, { width: 400 });
    expect(text).toContain('in use by a server (PID 7)');
    expect(text).toContain('-       import: acme/tool: 10 of 40 pull requests, about 5 min left\n');
    expect(text).toContain(
      'acme/shop: 38 of 40 pull requests, at its end; 2 left out, for which GitHub has no',
    );
    expect(text).toContain('issue: the report of repository 7 is not written: the app lacks issues:write');
    expect(text).toContain('install the app at https://github.com/apps/holdfast/installations/new');
  });

  test('of an owner asks for nothing that the app does not ask for itself', () => {
    const less = { ...permissions, merge_queues: undefined };
    const words = badly(
      hub({ permissions: less, installations: [{ account: 'acme', suspended: false, permissions: less }] }),
    );
    expect(words.split('\n')).toHaveLength(1);
    expect(words).toMatch(/^permission: .*merge_queues:read/);
  });

  test('lets nothing of a repository into the terminal', () => {
    const work = {
      ...well.work,
      inbox: { ...nothing, oldest: null, deadInAll: 1, dead: [{ what: 'push', why: '\u001b]0;pwn\u0007' }] },
    } as never;
    expect(doctorText(diagnosisSaid({ ...well, work }), { width: 80 })).not.toContain('\u001b');
  });
});
