import { accountShape } from '../shapes/account.js';
import { labelShape, pullEventShape } from '../shapes/pull.js';
import { account } from '../state/find.js';
import type { Account, PullRequest, Repository } from '../state/state.js';
import { emit } from '../webhooks/emit.js';
import type { World } from '../world.js';

interface More {
  readonly before?: string;
  readonly after?: string;
  readonly changes?: object;
  /** An account's id. */
  readonly reviewer?: number;
  readonly label?: string;
}

/** The event `pull_request`. */
export function emitPull(
  world: World,
  repository: Repository,
  pull: PullRequest,
  action: string,
  sender: Account,
  { reviewer, label, ...more }: More = {},
): void {
  emit(world, repository, 'pull_request', action, sender, {
    number: pull.number,
    pull_request: pullEventShape(world, repository, pull),
    ...more,
    ...(reviewer === undefined ? {} : { requested_reviewer: accountShape(world, account(world, reviewer)) }),
    ...(label === undefined ? {} : { label: labelShape(world, repository, label) }),
  });
}
