import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { happeningOf } from '../../src/github/happenings.js';
import { subjectOf } from '../../src/model/forge.js';
import { spoiled, spoiling } from './spoiled.js';

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const examples = (createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Example[]).flatMap(
  ({ name, examples: all }) => all.map((payload) => ({ name, payload })),
);

const APP = 29310;
const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
const BEFORE = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';

const repository = { id: 186853002, full_name: 'octo/hello-world', default_branch: 'main', private: true };
const sender = { id: 21031067, login: 'octo', type: 'User' };
const common = { repository, sender, installation: { id: 12 } };

const happening = (event: string, payload: object): ReturnType<typeof happeningOf>['happening'] =>
  happeningOf(event, { ...common, ...payload }, APP).happening;

describe('every published example', () => {
  test('is told of without an error', () => {
    expect(examples.length).toBeGreaterThan(200);
    for (const { name, payload } of examples) {
      const told = happeningOf(name, payload, APP);
      expect(told.happening.kind, name).toMatch(/^[a-z-]+$/);
      expect(subjectOf({ ...told, guid: 'g', event: name, receivedAt: 0 }), name).not.toContain(':');
    }
  });

  test('of the events that we need does something, unless it is known not to', () => {
    const found = new Map<string, Set<string>>();
    for (const { name, payload } of examples) {
      const { kind } = happeningOf(name, payload, APP).happening;
      const kinds = found.get(name) ?? new Set();
      found.set(name, kinds.add(kind));
    }
    const kindsOf = (event: string): string[] => [...(found.get(event) ?? [])].sort();
    expect(kindsOf('pull_request')).toEqual(['nothing', 'pull-request']);
    expect(kindsOf('pull_request_review')).toEqual(['conversation']);
    expect(kindsOf('pull_request_review_comment')).toEqual(['conversation']);
    expect(kindsOf('pull_request_review_thread')).toEqual(['conversation']);
    expect(kindsOf('installation')).toEqual(['installation']);
    expect(kindsOf('installation_repositories')).toEqual(['repositories']);
    expect(kindsOf('repository')).toContain('repository');
    expect(kindsOf('push')).toContain('push');
    expect(kindsOf('github_app_authorization')).toEqual(['authorization-revoked']);
    expect(kindsOf('star')).toEqual(['nothing']);
  });
});

describe('a hostile payload', () => {
  test('never throws, and never makes a number or a name of what is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.infiniteStream(spoiling(13)),
        ({ name, payload }, stream) => {
          const told = happeningOf(
            name,
            spoiled(payload, () => stream.next().value),
            APP,
          );
          const { happening: found } = told;
          if ('number' in found) expect(found.number).toSatisfy(Number.isSafeInteger);
          if ('head' in found) expect(found.head).toMatch(/^[0-9a-f]{40,64}$/);
          if (told.repository !== null) expect(told.repository.id).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each(['constructor', '__proto__', 'toString'])('of the event %s is nothing', (event) => {
    expect(happening(event, {}).kind).toBe('nothing');
  });

  test('cannot name a repository that is a path', () => {
    for (const full_name of ['octo/..', '../x', 'octo/a/b', 'octo/a b', 'octo', 7])
      expect(happeningOf('push', { repository: { ...repository, full_name } }, APP).repository).toBeNull();
  });
});

describe('a pull request', () => {
  const pull_request = { number: 7, state: 'open', merged: false, head: { sha: HEAD } };

  test('that was pushed to tells the head before', () => {
    expect(happening('pull_request', { action: 'synchronize', before: BEFORE, pull_request })).toEqual({
      kind: 'pull-request',
      number: 7,
      head: HEAD,
      before: BEFORE,
      closed: false,
      merged: false,
    });
  });

  test('that was closed says whether it was merged', () => {
    const closed = { ...pull_request, state: 'closed' };
    expect(
      happening('pull_request', { action: 'closed', pull_request: { ...closed, merged: true } }),
    ).toMatchObject({ closed: true, merged: true, before: null });
    expect(happening('pull_request', { action: 'closed', pull_request: closed })).toMatchObject({
      closed: true,
      merged: false,
    });
  });

  test('is looked at again for the label that says it was reviewed in person, and for no other', () => {
    const labeled = (name: string): string =>
      happening('pull_request', { action: 'labeled', label: { name }, pull_request }).kind;
    expect(labeled('Reviewed-in-person')).toBe('pull-request');
    expect(labeled('bug')).toBe('nothing');
  });

  test('is nothing when somebody is assigned to it', () => {
    expect(happening('pull_request', { action: 'assigned', pull_request }).kind).toBe('nothing');
  });
});

describe('a comment', () => {
  test('on a pull request is talk, on an issue nothing', () => {
    const issue = { number: 7 };
    expect(happening('issue_comment', { action: 'created', issue }).kind).toBe('nothing');
    expect(
      happening('issue_comment', { action: 'created', issue: { ...issue, pull_request: { url: 'x' } } }),
    ).toEqual({ kind: 'conversation', number: 7 });
  });

  test('of the app itself is nothing', () => {
    const payload = {
      action: 'created',
      issue: { number: 7, pull_request: { url: 'x' } },
      comment: { performed_via_github_app: { id: APP } },
    };
    expect(happening('issue_comment', payload).kind).toBe('nothing');
  });
});

describe('a check', () => {
  const check_run = { id: 128620228, head_sha: HEAD, app: { id: APP } };

  test.each([
    ['rerequested', undefined, 'recheck'],
    ['requested_action', { identifier: 'recheck' }, 'recheck'],
    ['requested_action', { identifier: 'wrong' }, 'dispute'],
    ['requested_action', { identifier: 'other' }, 'nothing'],
    ['created', undefined, 'nothing'],
    ['completed', undefined, 'nothing'],
  ])('run %s %o is %s', (action, requested_action, kind) => {
    expect(happening('check_run', { action, requested_action, check_run }).kind).toBe(kind);
  });

  test('run of another app is nothing', () => {
    const other = { ...check_run, app: { id: 1 } };
    expect(happening('check_run', { action: 'rerequested', check_run: other }).kind).toBe('nothing');
  });

  test('suite is done anew when asked for, and starts nothing by itself', () => {
    const check_suite = { head_sha: HEAD };
    expect(happening('check_suite', { action: 'rerequested', check_suite })).toEqual({
      kind: 'recheck',
      head: HEAD,
      checkRun: null,
    });
    expect(happening('check_suite', { action: 'requested', check_suite }).kind).toBe('nothing');
  });
});

test('a merge group asks for an answer, and takes it back', () => {
  const merge_group = { head_sha: HEAD };
  expect(happening('merge_group', { action: 'checks_requested', merge_group })).toEqual({
    kind: 'merge-group',
    head: HEAD,
    destroyed: false,
  });
  expect(happening('merge_group', { action: 'destroyed', merge_group })).toMatchObject({ destroyed: true });
});

describe('a push', () => {
  const pushed = (payload: object): string =>
    happening('push', { before: BEFORE, after: HEAD, ...payload }).kind;

  test('counts on the default branch only', () => {
    expect(pushed({ ref: 'refs/heads/main' })).toBe('push');
    expect(pushed({ ref: 'refs/heads/other' })).toBe('nothing');
    expect(pushed({ ref: 'refs/tags/main' })).toBe('nothing');
    expect(pushed({ ref: 'refs/heads/main', deleted: true, after: '0'.repeat(40) })).toBe('nothing');
  });
});

describe('a repository', () => {
  test.each(['renamed', 'transferred', 'archived', 'unarchived', 'privatized', 'publicized'])(
    'was %s',
    (action) => {
      expect(happening('repository', { action })).toEqual({
        kind: 'repository',
        change: action,
        defaultBranch: 'main',
        private: true,
      });
    },
  );

  test('got another default branch, or only another description', () => {
    const edited = (changes: object): object => happening('repository', { action: 'edited', changes });
    expect(edited({ default_branch: { from: 'master' } })).toMatchObject({ change: 'default-branch' });
    expect(edited({ description: { from: 'x' } })).toMatchObject({ kind: 'nothing' });
  });

  test('is new, or is no more', () => {
    const one = { id: 186853002, owner: 'octo', name: 'hello-world' };
    const none = { kind: 'repositories', added: [], removed: [] };
    expect(happening('repository', { action: 'created' })).toEqual({ ...none, added: [one] });
    expect(happening('repository', { action: 'deleted' })).toEqual({ ...none, removed: [one] });
  });
});

describe('an installation', () => {
  const installation = { id: 3, account: { login: 'octo' }, permissions: { checks: 'write', odd: 7 } };

  test.each([
    ['created', 'created'],
    ['deleted', 'deleted'],
    ['suspend', 'suspended'],
    ['unsuspend', 'unsuspended'],
    ['new_permissions_accepted', 'permissions'],
  ])('%s is %s', (action, change) => {
    const repositories = [{ id: 5, full_name: 'octo/x' }, null, { id: 'x' }];
    expect(happening('installation', { action, installation, repositories })).toEqual({
      kind: 'installation',
      change,
      account: 'octo',
      permissions: { checks: 'write' },
      repositories: [{ id: 5, owner: 'octo', name: 'x' }],
    });
  });

  test('has an owner who was renamed', () => {
    const payload = { action: 'renamed', account: { login: 'octo-new' } };
    expect(happening('installation_target', payload)).toMatchObject({
      change: 'renamed',
      account: 'octo-new',
    });
  });

  test('got and lost repositories', () => {
    const payload = { repositories_added: [{ id: 5, full_name: 'octo/x' }], repositories_removed: null };
    expect(happening('installation_repositories', payload)).toEqual({
      kind: 'repositories',
      added: [{ id: 5, owner: 'octo', name: 'x' }],
      removed: [],
    });
  });
});
