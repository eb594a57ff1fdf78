import { account, accountOrNull, fullName, ownerOf } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { PullRequest, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { accountShape, accountShapeOrNull } from './account.js';
import { repositoryShape, repositoryUrl } from './repository.js';
import { iso, isoOrNull } from './time.js';

/** A pull request as lists and review events show it (`pull-request-simple`). */
export function pullShape(world: World, repository: Repository, pull: PullRequest) {
  const url = `${repositoryUrl(world, repository)}/pulls/${pull.number}`;
  const issue = `${repositoryUrl(world, repository)}/issues/${pull.number}`;
  const html = `${world.origin}/${fullName(world, repository)}/pull/${pull.number}`;
  const statuses = `${repositoryUrl(world, repository)}/statuses/${pull.head.sha}`;
  const repo = repositoryShape(world, repository);
  const owner = ownerOf(world, repository);
  const headOwner = pull.fork === null ? owner : account(world, pull.fork.ownerId);
  return {
    url,
    id: pull.id,
    node_id: nodeId('pull', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state === 'open' ? 'open' : 'closed',
    locked: false,
    title: pull.title,
    user: accountShapeOrNull(world, accountOrNull(world, pull.authorId)),
    body: pull.body,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.closedAt),
    merged_at: isoOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewers.map((id) => accountShape(world, account(world, id))),
    requested_teams: [],
    labels: pull.labels.map((name) => labelShape(world, repository, name)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: {
      label: `${headOwner.login}:${pull.head.branch}`,
      ref: pull.head.branch,
      sha: pull.head.sha,
      user: accountShape(world, headOwner),
      repo: pull.fork === null ? repo : forkShape(world, repository, pull.fork),
    },
    base: {
      label: `${owner.login}:${pull.base.branch}`,
      ref: pull.base.branch,
      sha: pull.base.sha,
      user: accountShape(world, owner),
      repo,
    },
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(world, repository)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: 'MEMBER',
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A fork is no repository of the double; only its pull requests show it. */
const forkShape = (world: World, repository: Repository, fork: NonNullable<PullRequest['fork']>) => ({
  ...repositoryShape(world, { ...repository, ...fork, pulls: [] }),
  fork: true,
});

/** What the event `pull_request` says besides. */
export function pullEventShape(world: World, repository: Repository, pull: PullRequest) {
  return {
    ...pullShape(world, repository, pull),
    merged: pull.state === 'merged',
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: accountShapeOrNull(world, accountOrNull(world, pull.mergedById)),
    comments: pull.comments.length,
    review_comments: pull.threads.reduce((sum, { comments }) => sum + comments.length, 0),
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: pull.size.additions,
    deletions: pull.size.deletions,
    changed_files: pull.size.changedFiles,
  };
}

export const labelShape = (world: World, repository: Repository, name: string) => ({
  id: Number.parseInt(Buffer.from(name).toString('hex').slice(0, 8), 16),
  node_id: nodeId('label', name),
  url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(name)}`,
  name,
  description: null,
  color: 'ededed',
  default: false,
});
