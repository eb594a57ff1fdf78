import { accountOrNull, fullName } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { IssueComment, PullRequest, Repository, Review, ReviewComment, Thread } from '../state/state.js';
import type { World } from '../world.js';
import { accountShapeOrNull } from './account.js';
import { labelShape } from './pull.js';
import { repositoryUrl } from './repository.js';
import { iso, isoOrNull } from './time.js';

const addresses = (world: World, repository: Repository, pull: PullRequest) => ({
  pull: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
  issue: `${repositoryUrl(world, repository)}/issues/${pull.number}`,
  html: `${world.origin}/${fullName(world, repository)}/pull/${pull.number}`,
});

/** REST names reactions with these keys; nobody reacts here. */
const REACTIONS = {
  '+1': 0,
  '-1': 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
  total_count: 0,
};

export function reviewShape(world: World, repository: Repository, pull: PullRequest, review: Review) {
  const at = addresses(world, repository, pull);
  const html = `${at.html}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('review', review.id),
    user: accountShapeOrNull(world, accountOrNull(world, review.authorId)),
    body: review.body === '' ? null : review.body,
    commit_id: review.commit,
    submitted_at: iso(review.submittedAt),
    updated_at: iso(review.submittedAt),
    state: review.state.toLowerCase(),
    html_url: html,
    pull_request_url: at.pull,
    author_association: 'MEMBER',
    _links: { html: { href: html }, pull_request: { href: at.pull } },
  };
}

export function reviewCommentShape(
  world: World,
  repository: Repository,
  pull: PullRequest,
  thread: Thread,
  comment: ReviewComment,
) {
  const at = addresses(world, repository, pull);
  const url = `${repositoryUrl(world, repository)}/pulls/comments/${comment.id}`;
  const html = `${at.html}#discussion_r${comment.id}`;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId('reviewComment', comment.id),
    diff_hunk: thread.diffHunk,
    path: thread.path,
    commit_id: thread.commit,
    original_commit_id: thread.originalCommit,
    user: accountShapeOrNull(world, accountOrNull(world, comment.authorId)),
    body: comment.body,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.createdAt),
    html_url: html,
    pull_request_url: at.pull,
    author_association: 'MEMBER',
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: at.pull } },
    reactions: { url: `${url}/reactions`, ...REACTIONS },
    start_line: thread.startLine,
    original_start_line: thread.originalStartLine,
    start_side: thread.originalStartLine === null ? null : thread.side,
    line: thread.line,
    original_line: thread.originalLine ?? 1,
    side: thread.side,
    subject_type: thread.subject.toLowerCase(),
    // Places in a diff are no longer counted by GitHub's own pages; kept because the schema asks for them.
    position: thread.line,
    original_position: thread.originalLine ?? 1,
    ...(comment.replyTo === null ? {} : { in_reply_to_id: comment.replyTo }),
  };
}

export const threadShape = (world: World, repository: Repository, pull: PullRequest, thread: Thread) => ({
  node_id: nodeId('thread', thread.id),
  comments: thread.comments.map((one) => reviewCommentShape(world, repository, pull, thread, one)),
});

export function issueCommentShape(
  world: World,
  repository: Repository,
  pull: PullRequest,
  comment: IssueComment,
) {
  const at = addresses(world, repository, pull);
  const url = `${repositoryUrl(world, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${at.html}#issuecomment-${comment.id}`,
    issue_url: at.issue,
    id: comment.id,
    node_id: nodeId('issueComment', comment.id),
    user: accountShapeOrNull(world, accountOrNull(world, comment.authorId)),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.createdAt),
    author_association: 'MEMBER',
    body: comment.body,
    reactions: { url: `${url}/reactions`, ...REACTIONS },
    performed_via_github_app: null,
  };
}

/** The issue that every pull request also is. */
export function issueShape(world: World, repository: Repository, pull: PullRequest) {
  const at = addresses(world, repository, pull);
  return {
    url: at.issue,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${at.issue}/labels{/name}`,
    comments_url: `${at.issue}/comments`,
    events_url: `${at.issue}/events`,
    html_url: at.html,
    id: pull.id,
    node_id: nodeId('pull', pull.id),
    number: pull.number,
    title: pull.title,
    user: accountShapeOrNull(world, accountOrNull(world, pull.authorId)),
    labels: pull.labels.map((name) => labelShape(world, repository, name)),
    state: pull.state === 'open' ? 'open' : 'closed',
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: pull.comments.length,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.closedAt),
    author_association: 'MEMBER',
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: at.pull,
      html_url: at.html,
      diff_url: `${at.html}.diff`,
      patch_url: `${at.html}.patch`,
      merged_at: isoOrNull(pull.mergedAt),
    },
    body: pull.body,
    reactions: { url: `${at.issue}/reactions`, ...REACTIONS },
    timeline_url: `${at.issue}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}
