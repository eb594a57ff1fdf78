import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken, ask, opened, query, small, tokenFor } from './asking.js';
import { authorize, CALLBACK, proof, signIn, tokens } from './asking-user.js';
import { asyncGit } from './git-client.js';
import { RULES, type Rule } from './rules.js';
import { type StartedDouble, startDouble } from './start.js';

/**
 * Each rule with a question that tells whether it is kept. It must be answered yes by the double as it is and no by
 * one that does not keep the rule: otherwise the question asks nothing.
 */
const PROBES: Readonly<Record<Rule, (place: Place) => Promise<boolean>>> = {
  'jwt-signature': async ({ double }) => {
    const [head, body] = (await appToken(double)).split('.');
    return (await ask(`${double.url}/app`, `${head}.${body}.AAAA`)).status === 401;
  },
  'token-expiry': async ({ double, url, token }) => {
    await double.control.advanceClock({ seconds: 3601 });
    return (await ask(url, token)).status === 401;
  },
  'token-repositories': async ({ double, owner, installation, tool }) => {
    await double.control.addRepositories({ installation, repositories: [`${owner}/other`] });
    const narrow = await tokenFor(double, installation, { repository_ids: [tool] });
    return (await ask(`${double.url}/repos/${owner}/other`, narrow)).status === 404;
  },
  'token-permissions': async ({ double, installation, url, head }) => {
    const narrow = await tokenFor(double, installation, { permissions: { checks: 'read' } });
    const body = { name: 'Holdfast', head_sha: head };
    return (await ask(`${url}/check-runs`, narrow, { method: 'POST', body })).status === 403;
  },
  'completed-needs-conclusion': async (place) => (await check(place, { status: 'completed' })).status === 422,
  'fifty-annotations': async (place) =>
    (await check(place, { output: { title: 'T', summary: 'S', annotations: notes(51) } })).status === 422,
  'annotations-append': async (place) => {
    const output = { title: 'T', summary: 'S', annotations: notes(1) };
    const { body } = await check(place, { output });
    const run = `${place.url}/check-runs/${body.id}`;
    await ask(run, place.token, { method: 'PATCH', body: { output } });
    return (await ask(`${run}/annotations`, place.token)).body.length === 2;
  },
  'app-filter': async (place) => {
    await check(place, {});
    const url = `${place.url}/commits/${place.head}/check-runs?app_id=1`;
    return (await ask(url, place.token)).body.total_count === 0;
  },
  'creator-filter': async (place) => {
    const { double, installation, owner, url } = place;
    const permissions = {
      checks: 'write',
      pull_requests: 'read',
      contents: 'read',
      issues: 'write',
    } as const;
    await double.control.acceptPermissions({ installation, permissions });
    await double.control.openIssue({ repository: `${owner}/tool`, by: 'ada', title: 'Not ours' });
    const token = await tokenFor(double, installation);
    await ask(`${url}/issues`, token, { method: 'POST', body: { title: 'Ours' } });
    const { body } = await ask(`${url}/issues?creator=holdfast%5Bbot%5D&state=all`, token);
    return body.length === 1;
  },
  'link-paging': async ({ double, owner, url, token }) => {
    await opened(double, { repository: `${owner}/tool`, head: 'second' });
    return (await ask(`${url}/pulls?per_page=1`, token)).headers.get('link')?.includes('page=2') ?? false;
  },
  'rename-redirect': async ({ double, owner, url, token, tool }) => {
    await double.control.renameRepository({ repository: `${owner}/tool`, name: 'kit' });
    const { status, headers } = await ask(`${url}/pulls`, token);
    const there = headers.get('location') ?? '';
    return (
      status === 301 &&
      there.includes(`/repositories/${tool}/pulls`) &&
      (await ask(there, token)).status === 200
    );
  },
  'pagination-bounds': async ({ double, token, owner }) => {
    const text = `{repository(owner:"${owner}",name:"tool"){pullRequests(first:101){totalCount}}}`;
    return (await query(double, token, text)).body.errors !== undefined;
  },
  'node-limit': async ({ double, token, owner }) => {
    const deep = 'nodes{reviewThreads(first:100){nodes{comments(first:100){totalCount}}}}';
    const text = `{repository(owner:"${owner}",name:"tool"){pullRequests(first:100){${deep}}}}`;
    return (await query(double, token, text)).body.errors !== undefined;
  },
  'hidden-pull-requests': async ({ double, owner, installation }) => {
    const blind = await tokenFor(double, installation, { permissions: { contents: 'read' } });
    const text = `{repository(owner:"${owner}",name:"tool"){pullRequest(number:1){id}}}`;
    return (await query(double, blind, text)).body.errors?.[0].type === 'FORBIDDEN';
  },
  'git-token': async ({ double, owner }) => {
    const { status } = await asyncGit(['ls-remote', `${double.url}/${owner}/tool.git`], 'no token');
    return status !== 0;
  },
  'same-guid': async (place) => {
    const [first] = await hooks(place);
    const { guid } = (await place.double.control.deliveries()).at(-1) ?? { guid: '' };
    return first?.guid === guid;
  },
  'webhook-signature': async (place) => {
    const [first] = await hooks(place);
    const { webhookSecret } = await place.double.control.app();
    const right = createHmac('sha256', webhookSecret)
      .update(first?.body ?? '')
      .digest('hex');
    return first?.signature === `sha256=${right}`;
  },
  'user-access': async ({ double, url }) => {
    const { access_token: token } = await signIn(double, 'a-stranger');
    return (await ask(url, token)).status === 404;
  },
  'code-once': async ({ double }) => {
    const { verifier, code } = await codeFor(double);
    await tokens(double, { code, code_verifier: verifier });
    return (await tokens(double, { code, code_verifier: verifier })).body.error !== undefined;
  },
  pkce: async ({ double }) => {
    const { code } = await codeFor(double);
    return (await tokens(double, { code, code_verifier: proof().verifier })).body.error !== undefined;
  },
  'refresh-once': async ({ double }) => {
    const { refresh_token } = await signIn(double, 'ada');
    const again = { grant_type: 'refresh_token', refresh_token };
    await tokens(double, again);
    return (await tokens(double, again)).body.error !== undefined;
  },
};

async function codeFor(double: StartedDouble) {
  await double.control.setCallbackUrls({ urls: [CALLBACK] });
  await double.control.signInAs({ login: 'ada' });
  const { verifier, challenge } = proof();
  const { to } = await authorize(double, challenge);
  return { verifier, code: to?.searchParams.get('code') ?? '' };
}

interface Place {
  readonly double: StartedDouble;
  readonly owner: string;
  readonly installation: number;
  readonly tool: number;
  readonly token: string;
  /** The repository's in REST. */
  readonly url: string;
  readonly head: string;
}

const check = ({ url, token, head }: Place, more: object) =>
  ask(`${url}/check-runs`, token, {
    method: 'POST',
    body: { name: 'Holdfast', head_sha: head, ...more },
  });

const notes = (count: number) =>
  Array.from({ length: count }, () => ({
    path: 'a.ts',
    start_line: 1,
    end_line: 1,
    annotation_level: 'notice',
    message: 'Look',
  }));

/** What a listener is sent when a label is set. */
async function hooks({ double, owner }: Place) {
  const received: { guid: string; signature: string; body: string }[] = [];
  const listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      guid: String(request.headers['x-github-delivery']),
      signature: String(request.headers['x-hub-signature-256']),
      body: Buffer.concat(chunks).toString(),
    });
    response.end();
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  await double.control.setWebhook({ url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}` });
  await double.control.labelPullRequest({ repository: `${owner}/tool`, number: 1, label: 'good' });
  await double.control.settled();
  await double.control.setWebhook({ url: null });
  listener.close();
  return received;
}

let double: StartedDouble;
let places = 0;

async function place(): Promise<Place> {
  places += 1;
  const owner = `acme-${places}`;
  const { installation, tool } = await small(double, owner);
  const { head } = await opened(double, { repository: `${owner}/tool` });
  const token = await tokenFor(double, installation);
  return { double, owner, installation, tool, token, head, url: `${double.url}/repos/${owner}/tool` };
}

beforeAll(async () => {
  double = await startDouble();
});
afterAll(() => double.close());

test.each(RULES)('%s is kept, and it would be noticed if it were not', async (rule) => {
  expect(await PROBES[rule](await place())).toBe(true);
  const careless = await place();
  await double.control.breakRules({ rules: [rule] });
  const answer = await PROBES[rule](careless).finally(() => double.control.breakRules({ rules: [] }));
  expect(answer).toBe(false);
});
