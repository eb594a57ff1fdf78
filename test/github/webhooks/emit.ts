import { accountShape, organizationShape } from '../shapes/account.js';
import { installationShape } from '../shapes/app.js';
import { repositoryShape } from '../shapes/repository.js';
import { installationFor, ownerOf } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { Account, Installation, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { send } from './send.js';

/** The permission without which GitHub does not send an event; null: sent to every app. */
const NEEDS: Readonly<Record<string, string | null>> = {
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  issue_comment: 'pull_requests',
  check_run: 'checks',
  check_suite: 'checks',
  merge_group: 'merge_queues',
  push: 'contents',
  repository: 'metadata',
};

/**
 * Tells the app what happened in a repository, if it is installed there, not suspended and may see it. Answers the
 * GUID; null where nothing was sent.
 */
export function emit(
  world: World,
  repository: Repository,
  event: string,
  action: string | null,
  sender: Account,
  about: object,
): string | null {
  const installation = installationFor(world, repository);
  const needs = NEEDS[event];
  if (installation === null || installation.suspendedAt !== null) return null;
  if (needs === undefined) throw new Error(`the double does not know which permission ${event} needs`);
  if (needs !== null && installation.permissions[needs] === undefined) return null;
  if (!world.state.app.events.includes(event)) return null;
  const owner = ownerOf(world, repository);
  return send(world, {
    event,
    action,
    installationId: installation.id,
    repositoryId: repository.id,
    payload: {
      ...(action === null ? {} : { action }),
      ...about,
      repository: repositoryShape(world, repository),
      ...(owner.type === 'Organization' ? { organization: organizationShape(world, owner) } : {}),
      installation: simple(installation),
      sender: accountShape(world, sender),
    },
  });
}

const simple = ({ id }: Installation) => ({ id, node_id: nodeId('installation', id) });

/** Tells the app of the life of an installation; these are sent to every app without asking. */
export const emitInstallation = (
  world: World,
  installation: Installation,
  event: string,
  action: string,
  sender: Account,
  about: object,
): string =>
  send(world, {
    event,
    action,
    installationId: installation.id,
    repositoryId: null,
    payload: {
      action,
      installation:
        event === 'installation_target' ? simple(installation) : installationShape(world, installation),
      ...about,
      sender: accountShape(world, sender),
    },
  });
