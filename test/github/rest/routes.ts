import {
  convertManifest,
  getApp,
  getHook,
  getInstallation,
  listInstallations,
  listRepositories,
} from './app.js';
import { createCheckRun, getCheckRun, listAnnotations, listCheckRuns, updateCheckRun } from './checks.js';
import { attemptDelivery, getDelivery, listDeliveries } from './deliveries.js';
import { createIssue, getIssue, listIssues, updateIssue } from './issues.js';
import { getRateLimit } from './rate-limit.js';
import type { Route } from './reply.js';
import { getContents, getRepository, getRepositoryById, listPulls } from './repositories.js';
import { createToken, revokeToken } from './tokens.js';
import { deleteToken, getUser, listUserInstallations, listUserRepositories } from './user.js';

const app = (handle: Route['handle']): Route => ({ auth: 'app', handle });
const installation = (needs: Route['needs'], handle: Route['handle']): Route => ({
  auth: 'installation',
  ...(needs === undefined ? {} : { needs }),
  handle,
});

/** What the double answers, by GitHub's own names of operations. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'apps/get-authenticated': app(getApp),
  'apps/get-webhook-config-for-app': app(getHook),
  'apps/list-installations': app(listInstallations),
  'apps/get-installation': app(getInstallation),
  'apps/create-installation-access-token': app(createToken),
  'apps/list-webhook-deliveries': app(listDeliveries),
  'apps/get-webhook-delivery': app(getDelivery),
  'apps/redeliver-webhook-delivery': app(attemptDelivery),
  'apps/create-from-manifest': { auth: 'none', handle: convertManifest },
  'apps/list-repos-accessible-to-installation': installation(['metadata', 'read'], listRepositories),
  'apps/revoke-installation-access-token': installation(undefined, revokeToken),
  'repos/get': { auth: 'reader', needs: ['metadata', 'read'], handle: getRepository },
  'repos/get-by-id': { auth: 'reader', needs: ['metadata', 'read'], handle: getRepositoryById },
  'repos/get-content': installation(['contents', 'read'], getContents),
  'pulls/list': installation(['pull_requests', 'read'], listPulls),
  'checks/create': installation(['checks', 'write'], createCheckRun),
  'checks/update': installation(['checks', 'write'], updateCheckRun),
  'checks/get': installation(['checks', 'read'], getCheckRun),
  'checks/list-annotations': installation(['checks', 'read'], listAnnotations),
  'checks/list-for-ref': installation(['checks', 'read'], listCheckRuns),
  'issues/create': installation(['issues', 'write'], createIssue),
  'issues/update': installation(['issues', 'write'], updateIssue),
  'issues/get': installation(['issues', 'read'], getIssue),
  'issues/list-for-repo': installation(['issues', 'read'], listIssues),
  'users/get-authenticated': { auth: 'signed-in', handle: getUser },
  'apps/list-installations-for-authenticated-user': { auth: 'signed-in', handle: listUserInstallations },
  'apps/list-installation-repos-for-authenticated-user': { auth: 'signed-in', handle: listUserRepositories },
  'apps/delete-token': { auth: 'client', handle: deleteToken },
  'rate-limit/get': { auth: 'any', handle: getRateLimit },
};
