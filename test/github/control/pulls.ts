import { isAncestor, setRef, take } from '../git/bare.js';
import { commitsBetween, sizeOf } from '../git/commits.js';
import { type MergeMethod, makeMerge } from '../git/merges.js';
import { follow } from '../git/places.js';
import { git, resolve } from '../git/run.js';
import { pullNumbered, repositoryNamed } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Account, PullRequest, Repository, TimelineItem } from '../state/state.js';
import { now, type World } from '../world.js';
import { emitPush, endOf, type Source } from './branches.js';
import { person } from './people.js';
import { emitPull } from './tell.js';

export type OpenPullRequest = {
  readonly repository: string;
  readonly author: string;
  readonly title: string;
  readonly body?: string;
  /** The branch it comes from; with a source it is made first. */
  readonly head: string;
  /** The default branch unless told. */
  readonly base?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
  /** The owner of the fork that it comes from: then its branch is not in the repository. */
  readonly fork?: string;
  /** The app is not told: as if it had been there before. */
  readonly quiet?: boolean;
} & Partial<Source>;

/** A pull request as tests name it. */
export interface PullName {
  readonly repository: string;
  readonly number: number;
}

/** Opens a pull request with real commits at `refs/pull/N/head`. */
export async function openPullRequest(
  world: World,
  input: OpenPullRequest,
): Promise<PullName & { readonly head: string }> {
  const repository = repositoryNamed(world, input.repository);
  const author = person(world, input.author);
  const fork =
    input.fork === undefined ? null : { ownerId: person(world, input.fork).id, id: newId(world.state) };
  const branch = input.base ?? repository.defaultBranch;
  const base = await resolve(world, repository, branch);
  if (base === null) throw new Error(`${input.repository} has no branch ${branch} to open a pull request on`);
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  const own = fork === null ? `refs/heads/${input.head}` : `refs/pull/${number}/head`;
  const sha =
    sourceOf(input) === null
      ? await resolve(world, repository, input.head)
      : await endOf(world, repository, sourceOf(input) as Source, {
          ref: own,
          start: base,
          author: input.author,
        });
  if (sha === null) throw new Error(`${input.repository} has no branch ${input.head}`);
  await setRef(world, repository, `refs/pull/${number}/head`, sha);
  const at = now(world);
  const pull: PullRequest = {
    id: newId(world.state),
    number,
    title: input.title,
    body: input.body ?? null,
    authorId: author.id,
    state: 'open',
    draft: input.draft ?? false,
    base: { branch, sha: base },
    head: { branch: input.head, sha },
    fork,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    mergedAt: null,
    mergedById: null,
    mergeCommit: null,
    labels: [...(input.labels ?? [])],
    size: { additions: 0, deletions: 0, changedFiles: 0 },
    commits: [],
    reviewers: [],
    reviews: [],
    threads: [],
    comments: [],
    timeline: [],
  };
  await lookAgain(world, repository, pull);
  repository.pulls.push(pull);
  if (input.quiet !== true) {
    if (sourceOf(input) !== null) await echoPush(world, repository, pull, null, author);
    emitPull(world, repository, pull, 'opened', author);
  }
  return { repository: input.repository, number, head: sha };
}

function sourceOf(input: Partial<Source>): Source | null {
  if ('commits' in input && input.commits !== undefined) return { commits: input.commits };
  return 'from' in input && input.from !== undefined ? { from: input.from } : null;
}

/** Reads the commits and the size of a pull request out of git. */
async function lookAgain(world: World, repository: Repository, pull: PullRequest): Promise<void> {
  const { base, head } = pull;
  [pull.commits, pull.size] = await Promise.all([
    commitsBetween(world, repository, base.sha, head.sha),
    sizeOf(world, repository, base.sha, head.sha),
  ]);
}

const touch = (world: World, pull: PullRequest): number => {
  pull.updatedAt = Math.max(pull.updatedAt, now(world));
  return pull.updatedAt;
};

type NewItem = TimelineItem extends infer Item
  ? Item extends unknown
    ? Omit<Item, 'id' | 'at'>
    : never
  : never;

const note = (world: World, pull: PullRequest, item: NewItem): void => {
  pull.timeline.push({ ...item, id: newId(world.state), at: touch(world, pull) } as TimelineItem);
};

/** The push to the branch of a pull request, which the app has no use for. */
async function echoPush(
  world: World,
  repository: Repository,
  { fork, head }: PullRequest,
  before: string | null,
  by: Account,
): Promise<void> {
  repository.pushedAt = now(world);
  if (!world.echoes || fork !== null) return;
  await emitPush(world, repository, { branch: head.branch, before, after: head.sha, by });
}

export type PushPullRequest = PullName &
  Source & {
    readonly by?: string;
    /** Commits are made on the base instead of the head: a force-push. A source that lacks the head is one anyway. */
    readonly force?: boolean;
  };

/** Pushes to a pull request. Threads whose lines have changed become outdated. Answers the new head. */
export async function pushPullRequest(world: World, input: PushPullRequest): Promise<string> {
  const repository = repositoryNamed(world, input.repository);
  const pull = pullNumbered(world, input.repository, input.number);
  const by = person(world, input.by ?? loginOf(world, pull));
  const before = pull.head.sha;
  const start = input.force ? pull.base.sha : before;
  const ref = `refs/pull/${pull.number}/head`;
  const after = await endOf(world, repository, input, { ref, start, author: by.login });
  if (pull.fork === null) await setRef(world, repository, `refs/heads/${pull.head.branch}`, after);
  pull.head.sha = after;
  await lookAgain(world, repository, pull);
  for (const thread of pull.threads) await follow(world, repository, thread, after);
  if (!(await isAncestor(world, repository, before, after))) {
    note(world, pull, { kind: 'HeadRefForcePushedEvent', actorId: by.id, before, after });
  }
  touch(world, pull);
  await echoPush(world, repository, pull, before, by);
  emitPull(world, repository, pull, 'synchronize', by, { before, after });
  return after;
}

export const loginOf = (world: World, { authorId }: PullRequest): string =>
  world.state.accounts.find(({ id }) => id === authorId)?.login ?? 'ghost';

export interface EditPullRequest extends PullName {
  readonly title?: string;
  readonly body?: string;
  readonly base?: string;
  readonly by?: string;
}

export async function editPullRequest(world: World, input: EditPullRequest): Promise<void> {
  const repository = repositoryNamed(world, input.repository);
  const pull = pullNumbered(world, input.repository, input.number);
  const by = person(world, input.by ?? loginOf(world, pull));
  const changes: Record<string, unknown> = {};
  if (input.title !== undefined) changes.title = { from: pull.title };
  if (input.body !== undefined) changes.body = { from: pull.body ?? '' };
  if (input.base !== undefined) {
    const sha = await resolve(world, repository, input.base);
    if (sha === null) throw new Error(`${input.repository} has no branch ${input.base}`);
    changes.base = { ref: { from: pull.base.branch }, sha: { from: pull.base.sha } };
    const kind = 'BaseRefChangedEvent';
    note(world, pull, { kind, actorId: by.id, before: pull.base.branch, after: input.base });
    Object.assign(pull.base, { branch: input.base, sha });
    await lookAgain(world, repository, pull);
  }
  pull.title = input.title ?? pull.title;
  pull.body = input.body ?? pull.body;
  touch(world, pull);
  emitPull(world, repository, pull, 'edited', by, { changes });
}

type By = PullName & { readonly by?: string };

const named = (world: World, { repository, number, by }: By) => {
  const pull = pullNumbered(world, repository, number);
  return {
    repository: repositoryNamed(world, repository),
    pull,
    by: person(world, by ?? loginOf(world, pull)),
  };
};

/** Makes a draft ready for review, or (`draft` true) a draft again. */
export function markReady(world: World, input: By & { readonly draft?: boolean }): void {
  const { repository, pull, by } = named(world, input);
  pull.draft = input.draft ?? false;
  note(world, pull, { kind: pull.draft ? 'ConvertToDraftEvent' : 'ReadyForReviewEvent', actorId: by.id });
  emitPull(world, repository, pull, pull.draft ? 'converted_to_draft' : 'ready_for_review', by);
}

export function requestReview(world: World, input: By & { readonly reviewer: string }): void {
  const { repository, pull, by } = named(world, input);
  const reviewer = person(world, input.reviewer);
  pull.reviewers.push(reviewer.id);
  note(world, pull, { kind: 'ReviewRequestedEvent', actorId: by.id, reviewerId: reviewer.id });
  emitPull(world, repository, pull, 'review_requested', by, { reviewer: reviewer.id });
}

export function labelPullRequest(world: World, input: By & { readonly label: string }): void {
  const { repository, pull, by } = named(world, input);
  pull.labels.push(input.label);
  touch(world, pull);
  emitPull(world, repository, pull, 'labeled', by, { label: input.label });
}

export function closePullRequest(world: World, input: By): void {
  const { repository, pull, by } = named(world, input);
  note(world, pull, { kind: 'ClosedEvent', actorId: by.id });
  Object.assign(pull, { state: 'closed', closedAt: pull.updatedAt });
  emitPull(world, repository, pull, 'closed', by);
}

export function reopenPullRequest(world: World, input: By): void {
  const { repository, pull, by } = named(world, input);
  note(world, pull, { kind: 'ReopenedEvent', actorId: by.id });
  Object.assign(pull, { state: 'open', closedAt: null });
  emitPull(world, repository, pull, 'reopened', by);
}

export type MergePullRequest = By & {
  readonly method?: MergeMethod;
  /** A commit that is there already (for histories that are played again): the base branch goes there as it is. */
  readonly as?: string;
  readonly asFrom?: string;
};

/** Merges a pull request and tells of the merge and of the push to its base. Answers the commit that brought it. */
export async function mergePullRequest(world: World, input: MergePullRequest): Promise<string> {
  const { repository, pull, by } = named(world, input);
  const onto = await git(world, repository, ['rev-parse', `refs/heads/${pull.base.branch}`]);
  if (input.as !== undefined && input.asFrom !== undefined) {
    await take(world, repository, input.asFrom, [input.as]);
  }
  const method = input.method ?? 'merge';
  const message =
    method === 'merge'
      ? `Merge pull request #${pull.number} from ${pull.head.branch}\n\n${pull.title}`
      : `${pull.title} (#${pull.number})`;
  const merge = { pull, onto, at: now(world), message };
  const after = input.as ?? (await makeMerge(world, repository, method, merge));
  await setRef(world, repository, `refs/heads/${pull.base.branch}`, after);
  const [made] = (await commitsBetween(world, repository, onto, after)).slice(-1);
  note(world, pull, { kind: 'MergedEvent', actorId: by.id, commit: after, branch: pull.base.branch });
  note(world, pull, { kind: 'ClosedEvent', actorId: by.id });
  const at = pull.updatedAt;
  Object.assign(pull, { state: 'merged', closedAt: at, mergedAt: at, mergedById: by.id });
  pull.mergeCommit = made ?? null;
  emitPull(world, repository, pull, 'closed', by);
  await emitPush(world, repository, { branch: pull.base.branch, before: onto, after, by });
  return after;
}
