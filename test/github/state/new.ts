import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { State } from './state.js';

/** Ids start high, as GitHub's do, so that none is taken for a number of a pull request. */
const FIRST_ID = 100_000;

const EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'repository',
];

/** A GitHub with nothing but the app, its owner and its bot. */
export function newState(): State {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const createdAt = Math.floor(Date.now() / 1000);
  const [ownerId, botId, id] = [FIRST_ID + 1, FIRST_ID + 2, FIRST_ID + 3];
  return {
    nextId: id,
    clockAhead: 0,
    app: {
      id,
      slug: 'holdfast',
      name: 'Holdfast',
      clientId: `Iv23${randomBytes(8).toString('hex')}`,
      clientSecret: randomBytes(20).toString('hex'),
      ownerId,
      botId,
      privateKey: keys.privateKey,
      publicKey: keys.publicKey,
      createdAt,
      permissions: {
        metadata: 'read',
        contents: 'read',
        pull_requests: 'read',
        checks: 'write',
        merge_queues: 'read',
      },
      events: EVENTS,
    },
    webhook: { url: null, secret: randomBytes(20).toString('hex') },
    accounts: [
      { id: ownerId, login: 'app-owner', type: 'Organization', email: 'app-owner@example.org', createdAt },
      { id: botId, login: 'holdfast[bot]', type: 'Bot', email: 'holdfast[bot]@example.org', createdAt },
    ],
    installations: [],
    repositories: [],
    tokens: {},
    userTokens: {},
    signIn: { person: null, callbackUrls: [], codes: {}, tokens: {} },
    deliveries: [],
    payloads: {},
    used: {},
    limits: { rest: 5000, graphql: 5000 },
    manifestCodes: [],
  };
}
