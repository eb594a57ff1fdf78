import { accountShape, organizationShape } from '../shapes/account.js';
import { shortRepositoryShape } from '../shapes/repository.js';
import {
  account,
  accountNamed,
  fullName,
  installationById,
  installationFor,
  repositoryNamed,
} from '../state/find.js';
import type { Account, Installation, Permissions, Repository } from '../state/state.js';
import { emit, emitInstallation } from '../webhooks/emit.js';
import { send } from '../webhooks/send.js';
import { now, type World } from '../world.js';
import { accountOf, person } from './people.js';

interface OfRepository {
  readonly repository: string;
  readonly by?: string;
}

const sender = (world: World, repository: Repository, by: string | undefined): Account =>
  by === undefined ? account(world, repository.ownerId) : person(world, by);

/** Renames a repository; its old name leads to it from then on. */
export function renameRepository(world: World, input: OfRepository & { readonly name: string }): void {
  const repository = repositoryNamed(world, input.repository);
  const from = repository.name;
  repository.formerNames.push(fullName(world, repository).toLowerCase());
  repository.name = input.name;
  repository.updatedAt = now(world);
  emit(world, repository, 'repository', 'renamed', sender(world, repository, input.by), {
    changes: { repository: { name: { from } } },
  });
}

/** Moves a repository: only the new owner's installation hears of it, the old one loses it. */
export function transferRepository(world: World, input: OfRepository & { readonly to: string }): void {
  const repository = repositoryNamed(world, input.repository);
  const by = sender(world, repository, input.by);
  const old = account(world, repository.ownerId);
  const left = installationFor(world, repository);
  repository.formerNames.push(fullName(world, repository).toLowerCase());
  const gone = shortRepositoryShape(world, repository);
  repository.ownerId = accountOf(world, { login: input.to, type: 'Organization' }).id;
  if (left !== null) {
    if (left.repositories !== 'all')
      left.repositories = left.repositories.filter((id) => id !== repository.id);
    emitRepositories(world, left, by, [], [gone]);
  }
  emit(world, repository, 'repository', 'transferred', by, {
    changes: {
      owner: {
        from:
          old.type === 'Organization'
            ? { organization: organizationShape(world, old) }
            : { user: accountShape(world, old) },
      },
    },
  });
}

export function archiveRepository(world: World, input: OfRepository & { readonly archived?: boolean }): void {
  const repository = repositoryNamed(world, input.repository);
  repository.archived = input.archived ?? true;
  const action = repository.archived ? 'archived' : 'unarchived';
  emit(world, repository, 'repository', action, sender(world, repository, input.by), {});
}

export function setVisibility(world: World, input: OfRepository & { readonly private: boolean }): void {
  const repository = repositoryNamed(world, input.repository);
  repository.private = input.private;
  const action = input.private ? 'privatized' : 'publicized';
  emit(world, repository, 'repository', action, sender(world, repository, input.by), {});
}

interface OfInstallation {
  readonly installation: number;
  readonly by?: string;
}

function installed(world: World, { installation: id, by }: OfInstallation) {
  const installation = installationById(world, id);
  if (installation === null) throw new Error(`there is no installation ${id}`);
  installation.updatedAt = now(world);
  const owner = account(world, installation.accountId);
  return { installation, owner, by: by === undefined ? owner : person(world, by) };
}

export function suspend(world: World, input: OfInstallation): void {
  const { installation, by } = installed(world, input);
  installation.suspendedAt = now(world);
  emitInstallation(world, installation, 'installation', 'suspend', by, {});
}

export function unsuspend(world: World, input: OfInstallation): void {
  const { installation, by } = installed(world, input);
  installation.suspendedAt = null;
  emitInstallation(world, installation, 'installation', 'unsuspend', by, {});
}

/** Takes the app away; its tokens are worth nothing from then on. */
export function uninstall(world: World, input: OfInstallation): void {
  const { installation, by } = installed(world, input);
  const repositories = reposOf(world, installation);
  world.state.installations.splice(world.state.installations.indexOf(installation), 1);
  emitInstallation(world, installation, 'installation', 'deleted', by, { repositories });
}

const reposOf = (world: World, { accountId, repositories }: Installation) =>
  world.state.repositories
    .filter(
      ({ id, ownerId }) => ownerId === accountId && (repositories === 'all' || repositories.includes(id)),
    )
    .map((one) => shortRepositoryShape(world, one));

/** The owner agrees to what the app asks for now. */
export function acceptPermissions(
  world: World,
  input: OfInstallation & { readonly permissions: Permissions },
): void {
  const { installation, by } = installed(world, input);
  installation.permissions = input.permissions;
  emitInstallation(world, installation, 'installation', 'new_permissions_accepted', by, {});
}

function emitRepositories(
  world: World,
  installation: Installation,
  by: Account,
  added: readonly object[],
  removed: readonly object[],
): void {
  emitInstallation(
    world,
    installation,
    'installation_repositories',
    added.length > 0 ? 'added' : 'removed',
    by,
    {
      repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
      repositories_added: added,
      repositories_removed: removed,
      requester: null,
    },
  );
}

type Choice = OfInstallation & { readonly repositories: readonly string[] };

/** Adds repositories to an installation of selected ones; one of all repositories hears only of new ones. */
export function addRepositories(world: World, input: Choice): void {
  const { installation, by } = installed(world, input);
  const chosen = input.repositories.map((name) => repositoryNamed(world, name));
  if (installation.repositories !== 'all') installation.repositories.push(...chosen.map(({ id }) => id));
  emitRepositories(
    world,
    installation,
    by,
    chosen.map((one) => shortRepositoryShape(world, one)),
    [],
  );
}

/** Takes repositories from an installation; one of all repositories becomes one of those that are left. */
export function removeRepositories(world: World, input: Choice): void {
  const { installation, by } = installed(world, input);
  const chosen = input.repositories.map((name) => repositoryNamed(world, name));
  const has = reposOf(world, installation).map(({ id }) => id);
  installation.repositories = has.filter((id) => !chosen.some((one) => one.id === id));
  emitRepositories(
    world,
    installation,
    by,
    [],
    chosen.map((one) => shortRepositoryShape(world, one)),
  );
}

/** Gives an account another login; its installation is told. */
export function renameAccount(world: World, { login, to }: { login: string; to: string }): void {
  const owner = accountNamed(world, login);
  for (const repository of world.state.repositories) {
    if (repository.ownerId === owner.id)
      repository.formerNames.push(fullName(world, repository).toLowerCase());
  }
  owner.login = to;
  const installation = world.state.installations.find(({ accountId }) => accountId === owner.id);
  if (installation === undefined) return;
  emitInstallation(world, installation, 'installation_target', 'renamed', owner, {
    account: {
      ...accountShape(world, owner),
      ...(owner.type === 'Organization' ? { description: null } : {}),
    },
    changes: { login: { from: login } },
    target_type: owner.type,
  });
}

/** A user takes back what they let the app do for them. */
export function revokeAuthorization(world: World, { login }: { login: string }): void {
  const user = accountNamed(world, login);
  const { tokens } = world.state.signIn;
  for (const [token, { accountId }] of Object.entries(tokens))
    if (accountId === user.id) delete tokens[token];
  send(world, {
    event: 'github_app_authorization',
    action: 'revoked',
    installationId: null,
    repositoryId: null,
    payload: { action: 'revoked', sender: accountShape(world, user) },
  });
}

/** What GitHub sends when a webhook is set. */
export function ping(world: World): void {
  const { app, webhook } = world.state;
  send(world, {
    event: 'ping',
    action: null,
    installationId: null,
    repositoryId: null,
    payload: {
      zen: 'Keep it logically awesome.',
      hook_id: app.id,
      hook: {
        type: 'App',
        id: app.id,
        name: 'web',
        active: true,
        app_id: app.id,
        events: app.events,
        config: { content_type: 'json', url: webhook.url ?? '', insecure_ssl: '0', secret: '********' },
        updated_at: new Date(now(world) * 1000).toISOString(),
        created_at: new Date(app.createdAt * 1000).toISOString(),
        deliveries_url: `${world.origin}/app/hook/deliveries`,
      },
    },
  });
}
