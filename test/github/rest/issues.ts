import { issueShape } from '../shapes/conversation.js';
import { ownIssueShape } from '../shapes/issue.js';
import { accountOrNull } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Issue, PullRequest, Repository } from '../state/state.js';
import { keeps, now } from '../world.js';
import { page } from './pages.js';
import { reachedRepository, refuseArchived } from './reach.js';
import { type Call, notFound, Refusal, type Reply } from './reply.js';

interface Written {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
}

/** Longer than this GitHub answers `body is too long`; the schema does not say it. */
const LONGEST = 65_536;

function writable(call: Call): Repository {
  const repository = reachedRepository(call);
  refuseArchived(call.world, repository);
  refuseDisabled(repository);
  if (((call.body as Written).body ?? '').length > LONGEST) throw new Refusal(422, 'Validation Failed');
  return repository;
}

function refuseDisabled({ hasIssues }: Repository): void {
  if (!hasIssues) throw new Refusal(410, 'Issues has been disabled in this repository.');
}

/** `POST /repos/{owner}/{repo}/issues` */
export function createIssue(call: Call): Reply {
  const { world } = call;
  const repository = writable(call);
  const { title = '', body = null } = call.body as Written;
  const at = now(world);
  const issue: Issue = {
    id: newId(world.state),
    number: repository.nextNumber,
    title,
    body,
    authorId: world.state.app.botId,
    state: 'open',
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    writes: 1,
  };
  repository.nextNumber += 1;
  repository.issues.push(issue);
  return { status: 201, body: ownIssueShape(world, repository, issue) };
}

/** An issue that was deleted answers 410, one that never was 404. */
function reachedIssue(call: Call, repository: Repository): Issue {
  const found = repository.issues.find(({ number }) => number === Number(call.path.issue_number));
  if (found === undefined) throw notFound();
  if (found.state === 'deleted') throw new Refusal(410, 'This issue was deleted');
  return found;
}

/** `PATCH /repos/{owner}/{repo}/issues/{issue_number}` */
export function updateIssue(call: Call): Reply {
  const { world } = call;
  const repository = writable(call);
  const issue = reachedIssue(call, repository);
  const { title, body, state } = call.body as Written;
  if (title !== undefined) issue.title = title;
  if (body !== undefined) issue.body = body;
  if (state !== undefined) Object.assign(issue, { state, closedAt: state === 'closed' ? now(world) : null });
  issue.updatedAt = now(world);
  issue.writes += 1;
  return { status: 200, body: ownIssueShape(world, repository, issue) };
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}` */
export function getIssue(call: Call): Reply {
  const repository = reachedRepository(call);
  refuseDisabled(repository);
  return { status: 200, body: ownIssueShape(call.world, repository, reachedIssue(call, repository)) };
}

/** `GET /repos/{owner}/{repo}/issues`: pull requests are issues too; the newest first unless asked otherwise. */
export function listIssues(call: Call): Reply {
  const { world, query } = call;
  const repository = reachedRepository(call);
  const { creator, state = 'open', direction = 'desc' } = query;
  const own = repository.hasIssues ? repository.issues.filter((one) => one.state !== 'deleted') : [];
  const login = (id: number | null): string | undefined => accountOrNull(world, id)?.login;
  const found = [...own, ...repository.pulls]
    .filter((one) => state === 'all' || (one.state === 'open') === (state === 'open'))
    .filter(
      (one) => !keeps(world, 'creator-filter') || creator === undefined || login(one.authorId) === creator,
    )
    .sort((a, b) => (direction === 'asc' ? a.number - b.number : b.number - a.number));
  const { items, pages } = page(call, found);
  const shape = (one: Issue | PullRequest) =>
    'writes' in one ? ownIssueShape(world, repository, one) : issueShape(world, repository, one);
  return { status: 200, body: items.map(shape), pages };
}
