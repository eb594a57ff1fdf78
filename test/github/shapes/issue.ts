import { accountOrNull, fullName } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { Issue, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { accountShapeOrNull } from './account.js';
import { repositoryUrl } from './repository.js';
import { iso, isoOrNull } from './time.js';

/** An issue that is no pull request, as REST shows it. */
export function ownIssueShape(world: World, repository: Repository, issue: Issue) {
  const url = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${world.origin}/${fullName(world, repository)}/issues/${issue.number}`,
    id: issue.id,
    node_id: nodeId('issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountShapeOrNull(world, accountOrNull(world, issue.authorId)),
    labels: [],
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closedAt),
    author_association: 'NONE',
    active_lock_reason: null,
    body: issue.body,
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.state === 'closed' ? 'completed' : null,
  };
}
