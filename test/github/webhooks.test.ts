import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appToken, ask, type Loose, opened, small, tokenFor, withDouble } from './asking.js';
import { type StartedDouble, startDouble } from './start.js';

interface Received {
  readonly event: string;
  readonly guid: string;
  readonly signed: boolean;
  readonly body: Loose;
}

const SECRET = 'a secret';
let double: StartedDouble;
let place: Awaited<ReturnType<typeof small>>;
let inbox: Server;
let received: Received[] = [];
let status = 202;
let owner: string;
let repository: string;
let of: { repository: string; number: number };

beforeAll(async () => {
  inbox = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const signature = `sha256=${createHmac('sha256', SECRET).update(raw).digest('hex')}`;
    received.push({
      event: String(request.headers['x-github-event']),
      guid: String(request.headers['x-github-delivery']),
      signed: request.headers['x-hub-signature-256'] === signature,
      body: JSON.parse(raw.toString()),
    });
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => inbox.listen(0, '127.0.0.1', listening));
  const webhookUrl = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}/`;
  double = await startDouble({ webhookUrl, webhookSecret: SECRET, echoes: false });
});
let owners = 0;
beforeEach(async () => {
  owners += 1;
  owner = `acme-${owners}`;
  repository = `${owner}/tool`;
  of = { repository, number: 1 };
  place = await small(double, owner);
  await double.control.settled();
  received = [];
  status = 202;
});
afterAll(async () => {
  const violations = await double.control.violations();
  await double.close();
  inbox.close();
  expect(violations).toEqual([]);
});

const told = () => received.map(({ event, body }) => [event, body.action].filter(Boolean).join('.'));
const open = (more: object = {}) => opened(double, { repository, ...more });

describe('webhooks', () => {
  test('tell of the life of a pull request', async () => {
    const { control } = double;
    await open({ draft: true });
    await control.markReady({ ...of });
    await control.requestReview({ ...of, reviewer: 'bob' });
    await control.editPullRequest({ ...of, title: 'Add b, better', body: 'Because' });
    const commits = [{ message: 'More', files: { 'b.ts': 'b\nc\n' } }];
    await control.pushPullRequest({ ...of, commits });
    await control.labelPullRequest({ ...of, label: 'good' });
    await control.closePullRequest({ ...of });
    await control.reopenPullRequest({ ...of });
    await control.mergePullRequest({ ...of, by: 'bob' });
    await control.settled();
    expect(told().toSorted()).toEqual(
      [
        'pull_request.opened',
        'pull_request.ready_for_review',
        'pull_request.review_requested',
        'pull_request.edited',
        'pull_request.synchronize',
        'pull_request.labeled',
        'pull_request.closed',
        'pull_request.reopened',
        'pull_request.closed',
        'push',
      ].toSorted(),
    );
    expect(received.every(({ signed }) => signed)).toBe(true);
  });

  test('tell of the talk about it', async () => {
    const { control } = double;
    await open();
    const comments = [{ path: 'b.ts', line: 1, body: 'Why?' }];
    const { threads } = await control.review({ ...of, author: 'bob', state: 'CHANGES_REQUESTED', comments });
    const thread = threads[0] ?? 0;
    await control.reply({ ...of, thread, author: 'ada', body: 'So' });
    await control.resolveThread({ ...of, thread, by: 'ada' });
    await control.resolveThread({ ...of, thread, by: 'bob', resolved: false });
    await control.comment({ ...of, author: 'bob', body: 'Fine' });
    await control.settled();
    expect(told().slice(1).toSorted()).toEqual([
      'issue_comment.created',
      'pull_request_review.submitted',
      'pull_request_review.submitted',
      'pull_request_review_comment.created',
      'pull_request_review_comment.created',
      'pull_request_review_thread.resolved',
      'pull_request_review_thread.unresolved',
    ]);
  });

  test('tell of checks and of the merge queue', async () => {
    const { control } = double;
    const { head } = await open();
    const token = await tokenFor(double, place.installation);
    const { body } = await ask(`${double.url}/repos/${repository}/check-runs`, token, {
      method: 'POST',
      body: {
        name: 'Holdfast',
        head_sha: head,
        conclusion: 'neutral',
        actions: [{ label: 'Wrong?', description: 'Tell us', identifier: 'wrong' }],
      },
    });
    const by = { repository, by: 'bob' };
    await control.rerequestCheckRun({ ...by, id: body.id });
    await control.requestAction({ ...by, id: body.id, identifier: 'wrong' });
    await control.requestCheckSuite({ ...by, sha: head });
    await control.requestCheckSuite({ ...by, sha: head, action: 'requested' });
    const group = await control.enqueue({ ...of, by: 'bob' });
    await control.dequeue({ ...of, by: 'bob', head: group });
    await control.settled();
    expect(told().slice(1).toSorted()).toEqual([
      'check_run.requested_action',
      'check_run.rerequested',
      'check_suite.requested',
      'check_suite.rerequested',
      'merge_group.checks_requested',
      'merge_group.destroyed',
    ]);
  });

  test('tell of the life of repositories and installations', async () => {
    const { control } = double;
    const { installation } = place;
    await control.renameRepository({ repository, name: 'kit' });
    await control.archiveRepository({ repository: `${owner}/kit` });
    await control.setVisibility({ repository: `${owner}/kit`, private: false });
    await control.setVisibility({ repository: `${owner}/kit`, private: true });
    await control.addRepositories({ installation, repositories: [`${owner}/other`] });
    await control.removeRepositories({ installation, repositories: [`${owner}/other`] });
    await control.suspend({ installation });
    await control.unsuspend({ installation });
    await control.acceptPermissions({ installation, permissions: { metadata: 'read', checks: 'write' } });
    await control.renameAccount({ login: owner, to: `${owner}-new` });
    await control.addAccount({ login: 'eve' });
    await control.revokeAuthorization({ login: 'eve' });
    await control.addAccount({ login: 'globe', type: 'Organization' });
    await control.install({ account: 'globe' });
    await control.transferRepository({ repository: `${owner}-new/kit`, to: 'globe' });
    await control.uninstall({ installation });
    await control.ping();
    await control.settled();
    expect(told().toSorted()).toEqual(
      [
        'repository.renamed',
        'repository.archived',
        'repository.publicized',
        'repository.privatized',
        'installation_repositories.added',
        'installation_repositories.removed',
        'installation.suspend',
        'installation.unsuspend',
        'installation.new_permissions_accepted',
        'installation_target.renamed',
        'github_app_authorization.revoked',
        'installation.created',
        'installation_repositories.removed',
        'repository.transferred',
        'installation.deleted',
        'ping',
      ].toSorted(),
    );
  });
});

test('the app also hears of pushes to the branch and of what it did itself', async () => {
  await withDouble({}, async (other) => {
    const { installation } = await small(other);
    const { head } = await opened(other);
    const body = { name: 'Holdfast', head_sha: head, conclusion: 'success' };
    const token = await tokenFor(other, installation);
    await ask(`${other.url}/repos/acme/tool/check-runs`, token, { method: 'POST', body });
    const all = (await other.control.deliveries()).map(({ event, action }) => `${event}.${action}`);
    expect(all).toEqual([
      'installation.created',
      'push.null',
      'check_suite.requested',
      'pull_request.opened',
      'check_run.created',
      'check_run.completed',
      'check_suite.completed',
    ]);
    expect(await other.control.violations()).toEqual([]);
  });
});

describe('the delivery log', () => {
  const app = async (path: string, method = 'GET') =>
    ask(`${double.url}${path}`, await appToken(double), { method });

  test('has every attempt, page by page, and delivers again under the same GUID', async () => {
    status = 500;
    await open();
    await double.control.settled();
    status = 202;
    const { body } = await app('/app/hook/deliveries?per_page=1');
    expect(body).toMatchObject([{ event: 'pull_request', action: 'opened', status_code: 500 }]);
    const [{ id, guid }] = body;
    expect((await app(`/app/hook/deliveries/${id}`)).body.request.payload.number).toBe(1);
    expect((await app(`/app/hook/deliveries/${id}/attempts`, 'POST')).status).toBe(202);
    await double.control.settled();
    expect(received.map((one) => one.guid)).toEqual([guid, guid]);
    const first = await app('/app/hook/deliveries?per_page=1');
    expect(first.body).toMatchObject([{ guid, redelivery: true, status: 'OK' }]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(await app(next.slice(double.url.length))).toMatchObject({ body: [{ id }] });
  });

  test('goes wrong as it is told', async () => {
    const { control } = double;
    await control.fault({ face: 'webhook', kind: 'drop' });
    await open();
    await control.settled();
    expect(told()).toEqual([]);
    expect((await app('/app/hook/deliveries?per_page=1')).body).toMatchObject([{ status: 'timed out' }]);
    await control.fault({ face: 'webhook', kind: 'duplicate' });
    await control.labelPullRequest({ ...of, label: 'one' });
    await control.settled();
    expect(new Set(received.map(({ guid }) => guid)).size).toBe(1);
    expect(told()).toEqual(['pull_request.labeled', 'pull_request.labeled']);
    received.length = 0;
    await control.fault({ face: 'webhook', kind: 'reorder' });
    await control.closePullRequest({ ...of });
    await control.reopenPullRequest({ ...of });
    await control.settled();
    expect(told().toSorted()).toEqual(['pull_request.closed', 'pull_request.reopened']);
    received.length = 0;
    await control.fault({ face: 'webhook', kind: 'throttle', milliseconds: 1 });
    await control.closePullRequest({ ...of });
    await control.settled();
    const [last] = (await app('/app/hook/deliveries?per_page=1')).body;
    expect(last.throttled_at).not.toBeNull();
  });
});
