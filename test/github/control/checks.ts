import { removeRef, setRef } from '../git/bare.js';
import { makeMerge } from '../git/merges.js';
import { git } from '../git/run.js';
import { checkRunEventShape } from '../shapes/check.js';
import { checkRunOf, pullNumbered, repositoryNamed } from '../state/find.js';
import type { Repository } from '../state/state.js';
import { commitAbout, emitCheckSuite } from '../webhooks/checks.js';
import { emit } from '../webhooks/emit.js';
import { now, type World } from '../world.js';
import { person } from './people.js';

interface OfRun {
  readonly repository: string;
  readonly id: number;
  readonly by: string;
}

/** Somebody asks for a check run anew. */
export function rerequestCheckRun(world: World, { repository: name, id, by }: OfRun): void {
  const repository = repositoryNamed(world, name);
  const run = checkRunOf(repository, id);
  emit(world, repository, 'check_run', 'rerequested', person(world, by), {
    check_run: checkRunEventShape(world, repository, run),
  });
}

/** Somebody presses a button of a check run. @throws Error where it has no such button */
export function requestAction(world: World, input: OfRun & { readonly identifier: string }): void {
  const repository = repositoryNamed(world, input.repository);
  const run = checkRunOf(repository, input.id);
  if (!run.actions.some(({ identifier }) => identifier === input.identifier)) {
    const there = run.actions.map(({ identifier }) => identifier).join(', ') || 'none';
    throw new Error(`check run ${run.id} has no action ${input.identifier}; it has ${there}`);
  }
  emit(world, repository, 'check_run', 'requested_action', person(world, input.by), {
    check_run: checkRunEventShape(world, repository, run),
    requested_action: { identifier: input.identifier },
  });
}

interface OfSuite {
  readonly repository: string;
  readonly sha: string;
  readonly by: string;
  /** `rerequested` unless told. */
  readonly action?: 'requested' | 'rerequested';
}

/** A suite is asked for: after a push (`requested`), or by somebody who wants all checks anew. */
export function requestCheckSuite(world: World, input: OfSuite): Promise<void> {
  const repository = repositoryNamed(world, input.repository);
  return emitCheckSuite(world, repository, input.sha, input.action ?? 'rerequested', person(world, input.by));
}

interface Queue {
  readonly repository: string;
  readonly number: number;
  readonly by: string;
}

/** Puts a pull request into the merge queue: its group wants checks. Answers the group's commit. */
export async function enqueue(world: World, input: Queue): Promise<string> {
  const repository = repositoryNamed(world, input.repository);
  const pull = pullNumbered(world, input.repository, input.number);
  const onto = await git(world, repository, ['rev-parse', `refs/heads/${pull.base.branch}`]);
  const message = `Merge pull request #${pull.number}`;
  const head = await makeMerge(world, repository, 'merge', { pull, onto, at: now(world), message });
  const ref = `refs/heads/gh-readonly-queue/${pull.base.branch}/pr-${pull.number}-${onto}`;
  await setRef(world, repository, ref, head);
  emit(world, repository, 'merge_group', 'checks_requested', person(world, input.by), {
    merge_group: await groupOf(world, repository, ref, head, pull.base.branch, onto),
  });
  return head;
}

/** Takes a pull request's group out of the queue. */
export async function dequeue(
  world: World,
  input: Queue & { readonly head: string; readonly reason?: 'merged' | 'invalidated' | 'dequeued' },
): Promise<void> {
  const repository = repositoryNamed(world, input.repository);
  const pull = pullNumbered(world, input.repository, input.number);
  const onto = await git(world, repository, ['rev-parse', `${input.head}^1`]);
  const ref = `refs/heads/gh-readonly-queue/${pull.base.branch}/pr-${pull.number}-${onto}`;
  emit(world, repository, 'merge_group', 'destroyed', person(world, input.by), {
    reason: input.reason ?? 'dequeued',
    merge_group: await groupOf(world, repository, ref, input.head, pull.base.branch, onto),
  });
  await removeRef(world, repository, ref);
}

async function groupOf(
  world: World,
  repository: Repository,
  headRef: string,
  head: string,
  branch: string,
  base: string,
) {
  const { tree, name, email, at, message } = await commitAbout(world, repository, head);
  const who = { name, email };
  return {
    head_sha: head,
    head_ref: headRef,
    base_sha: base,
    base_ref: `refs/heads/${branch}`,
    head_commit: {
      id: head,
      tree_id: tree,
      message,
      timestamp: new Date(at * 1000).toISOString(),
      author: who,
      committer: who,
    },
  };
}
