import type { Delivery, Happening } from '../model/forge.js';
import { type Fields, fields, id, isObject, sha, text } from './fields.js';
import { branchOf, loginOf, permissionsOf, repositoriesOf, repositoryOf } from './named.js';

type Told = Pick<Delivery, 'action' | 'installation' | 'repository' | 'happening'>;

/** Told of a payload: its own number too, by which the app knows what is its own. */
interface Payload {
  readonly of: Fields;
  readonly action: string;
  readonly appId: number;
}

const nothing = (why: string): Happening => ({ kind: 'nothing', why });

/** What a webhook says happened. Any field may be missing, null or of another type: then nothing happened. */
export function happeningOf(event: string, payload: unknown, appId: number): Told {
  const of = fields(payload);
  const named = text(of.action);
  const action = named !== null && /^[a-z_]{1,60}$/.test(named) ? named : null;
  const repository = repositoryOf(of.repository);
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  const found =
    read === undefined
      ? nothing(`nothing is done for the event ${event}`)
      : isOwn(of, appId)
        ? nothing('it was done by the app itself')
        : read({ of, action: action ?? '', appId });
  const happening =
    IN_REPOSITORY.has(found.kind) && repository === null ? nothing('it names no repository') : found;
  return { action, installation: id(fields(of.installation).id), repository, happening };
}

/** What happens in a repository is nothing without one. */
const IN_REPOSITORY = new Set<Happening['kind']>([
  'pull-request',
  'conversation',
  'recheck',
  'dispute',
  'merge-group',
  'push',
  'repository',
]);

/** A comment that the app made. Its check runs come back too, but of them only what people press is looked at. */
const isOwn = (of: Fields, appId: number): boolean =>
  [of.comment, of.review].some((it) => id(fields(fields(it).performed_via_github_app).id) === appId);

/** What is done for which event; the literal table of them. */
const EVENTS: Readonly<Record<string, (payload: Payload) => Happening>> = {
  pull_request: pullRequest,
  pull_request_review: conversation,
  pull_request_review_comment: conversation,
  pull_request_review_thread: conversation,
  issue_comment: issueComment,
  check_run: checkRun,
  check_suite: checkSuite,
  merge_group: mergeGroup,
  push,
  repository: repositoryChange,
  installation,
  installation_repositories: installationRepositories,
  installation_target: installationTarget,
  github_app_authorization: authorization,
};

const PULL_ACTIONS = new Set([
  'opened',
  'synchronize',
  'reopened',
  'ready_for_review',
  'converted_to_draft',
  'edited',
  'closed',
]);

function pullRequest({ of, action }: Payload): Happening {
  const pull = fields(of.pull_request);
  const isLabel = action === 'labeled' || action === 'unlabeled';
  if (isLabel && text(fields(of.label).name)?.toLowerCase() !== IN_PERSON_LABEL)
    return nothing('the label says nothing to us');
  if (!isLabel && !PULL_ACTIONS.has(action)) return nothing(`a pull request was ${action || 'touched'}`);
  const number = id(pull.number);
  const head = sha(fields(pull.head).sha);
  if (number === null || head === null) return nothing('a pull request without a number or a head');
  return {
    kind: 'pull-request',
    number,
    head,
    before: action === 'synchronize' ? sha(of.before) : null,
    closed: text(pull.state) === 'closed' || action === 'closed',
    merged: pull.merged === true,
  };
}

/** A label that says that a change was reviewed in person. */
export const IN_PERSON_LABEL = 'reviewed-in-person';

function conversation({ of }: Payload): Happening {
  const number = id(fields(of.pull_request).number);
  return number === null ? nothing('it names no pull request') : { kind: 'conversation', number };
}

function issueComment({ of }: Payload): Happening {
  const issue = fields(of.issue);
  if (!isObject(issue.pull_request)) return nothing('a comment on an issue');
  const number = id(issue.number);
  return number === null ? nothing('it names no pull request') : { kind: 'conversation', number };
}

/** Only what was asked of our own runs: every app is told of its own ones alone, but that is not ours to trust. */
function checkRun({ of, action, appId }: Payload): Happening {
  const run = fields(of.check_run);
  const [checkRunId, head] = [id(run.id), sha(run.head_sha)];
  if (action !== 'rerequested' && action !== 'requested_action')
    return nothing(`a check run was ${action || 'touched'}`);
  if (id(fields(run.app).id) !== appId) return nothing('a check run of another app');
  if (checkRunId === null || head === null) return nothing('a check run without a number or a head');
  if (action === 'rerequested') return { kind: 'recheck', head, checkRun: checkRunId };
  switch (text(fields(of.requested_action).identifier)) {
    case 'recheck':
      return { kind: 'recheck', head, checkRun: checkRunId };
    case 'wrong':
      return { kind: 'dispute', head, checkRun: checkRunId };
    default:
      return nothing('a button that we do not have');
  }
}

/** Checks start from pull requests: a suite names none that comes from a fork. */
function checkSuite({ of, action }: Payload): Happening {
  if (action !== 'rerequested') return nothing('pull requests start checks, suites do not');
  const head = sha(fields(of.check_suite).head_sha);
  return head === null ? nothing('a check suite without a head') : { kind: 'recheck', head, checkRun: null };
}

function mergeGroup({ of, action }: Payload): Happening {
  if (action !== 'checks_requested' && action !== 'destroyed')
    return nothing(`a merge group was ${action || 'touched'}`);
  const head = sha(fields(of.merge_group).head_sha);
  return head === null
    ? nothing('a merge group without a head')
    : { kind: 'merge-group', head, destroyed: action === 'destroyed' };
}

function push({ of }: Payload): Happening {
  const branch = branchOf(fields(of.repository).default_branch);
  const [before, after] = [sha(of.before), sha(of.after)];
  if (branch === null || text(of.ref) !== `refs/heads/${branch}`) return nothing('not the default branch');
  if (of.deleted === true || before === null || after === null || /^0+$/.test(after))
    return nothing('the branch was deleted');
  return { kind: 'push', branch, before, after };
}

type RepositoryChange = Extract<Happening, { kind: 'repository' }>['change'];

const REPOSITORY_CHANGES: Readonly<Record<string, RepositoryChange>> = {
  renamed: 'renamed',
  transferred: 'transferred',
  archived: 'archived',
  unarchived: 'unarchived',
  privatized: 'privatized',
  publicized: 'publicized',
};

function repositoryChange({ of, action }: Payload): Happening {
  const it = fields(of.repository);
  if (action === 'deleted')
    return { kind: 'repositories', added: [], removed: repositoriesOf([of.repository]) };
  // Where an installation has all repositories, a new one is its own without being added.
  if (action === 'created')
    return { kind: 'repositories', added: repositoriesOf([of.repository]), removed: [] };
  const isBranch = action === 'edited' && isObject(fields(of.changes).default_branch);
  const change = isBranch
    ? 'default-branch'
    : Object.hasOwn(REPOSITORY_CHANGES, action)
      ? REPOSITORY_CHANGES[action]
      : undefined;
  if (change === undefined) return nothing(`a repository was ${action || 'touched'}`);
  const defaultBranch = branchOf(it.default_branch);
  if (defaultBranch === null) return nothing('a repository without a default branch');
  // What is not said to be public is private.
  return { kind: 'repository', change, defaultBranch, private: it.private !== false };
}

type InstallationChange = Extract<Happening, { kind: 'installation' }>['change'];

const INSTALLATION_CHANGES: Readonly<Record<string, InstallationChange>> = {
  created: 'created',
  deleted: 'deleted',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
  new_permissions_accepted: 'permissions',
};

function installation({ of, action }: Payload): Happening {
  const it = fields(of.installation);
  const account = loginOf(it.account);
  const change = Object.hasOwn(INSTALLATION_CHANGES, action) ? INSTALLATION_CHANGES[action] : undefined;
  if (change === undefined) return nothing(`an installation was ${action || 'touched'}`);
  if (id(it.id) === null || account === null)
    return nothing('an installation without a number or an account');
  return {
    kind: 'installation',
    change,
    account,
    permissions: permissionsOf(it.permissions),
    repositories: repositoriesOf(of.repositories),
  };
}

function installationRepositories({ of }: Payload): Happening {
  if (id(fields(of.installation).id) === null) return nothing('it names no installation');
  return {
    kind: 'repositories',
    added: repositoriesOf(of.repositories_added),
    removed: repositoriesOf(of.repositories_removed),
  };
}

function installationTarget({ of, action }: Payload): Happening {
  const account = loginOf(of.account);
  if (action !== 'renamed' || account === null || id(fields(of.installation).id) === null)
    return nothing(`the owner of an installation was ${action || 'touched'}`);
  return { kind: 'installation', change: 'renamed', account, permissions: {}, repositories: [] };
}

function authorization({ of, action }: Payload): Happening {
  const user = id(fields(of.sender).id);
  return action === 'revoked' && user !== null
    ? { kind: 'authorization-revoked', user }
    : nothing('it names no user');
}
