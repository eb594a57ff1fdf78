import { account } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { Installation } from '../state/state.js';
import type { World } from '../world.js';
import { accountShape } from './account.js';
import { iso, isoOrNull } from './time.js';

/** The app itself (`integration`). */
export function appShape(world: World) {
  const { app } = world.state;
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('app', app.id),
    client_id: app.clientId,
    owner: accountShape(world, account(world, app.ownerId)),
    name: app.name,
    description: null,
    external_url: 'https://holdfast.example',
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

/** An installation (`installation`), as REST and the life-cycle events show it. */
export function installationShape(world: World, installation: Installation) {
  const { app } = world.state;
  const owner = account(world, installation.accountId);
  return {
    id: installation.id,
    client_id: app.clientId,
    account: accountShape(world, owner),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${world.origin}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.origin}/installation/repositories`,
    html_url: `${world.origin}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: owner.id,
    target_type: owner.type,
    permissions: installation.permissions,
    events: app.events,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : accountShape(world, owner),
    suspended_at: isoOrNull(installation.suspendedAt),
  };
}
