import { accountShape } from '../shapes/account.js';
import { installationShape } from '../shapes/app.js';
import { permissionsShape, repositoryShape } from '../shapes/repository.js';
import { iso } from '../shapes/time.js';
import { account, installationById, repositoriesOf } from '../state/find.js';
import type { Installation, Repository } from '../state/state.js';
import { keeps, type World } from '../world.js';
import { refuseWithoutSso, roleOf } from './authorise.js';
import { page } from './pages.js';
import { type Call, notFound, type Reply } from './reply.js';

const meOf = ({ caller }: Call): number => {
  if (caller.kind !== 'signed-in') throw notFound();
  return caller.accountId;
};

/** `GET /user` */
export function getUser(call: Call): Reply {
  const { world } = call;
  const me = account(world, meOf(call));
  const nothing = { bio: null, blog: null, company: null, email: null, hireable: null, location: null };
  const none = { followers: 0, following: 0, public_gists: 0, public_repos: 0 };
  const at = iso(me.createdAt);
  return {
    status: 200,
    body: {
      ...accountShape(world, me),
      ...nothing,
      ...none,
      name: null,
      user_view_type: 'public',
      created_at: at,
      updated_at: at,
    },
  };
}

/** The repositories of an installation that somebody owns or was let into; those that are merely public are not. */
const explicit = (world: World, installation: Installation, accountId: number): readonly Repository[] =>
  repositoriesOf(world, installation).filter(
    (one) => !keeps(world, 'user-access') || roleOf(one, accountId) !== null,
  );

/** `GET /user/installations` */
export function listUserInstallations(call: Call): Reply {
  const { world } = call;
  const me = meOf(call);
  const all = world.state.installations.filter((one) => explicit(world, one, me).length > 0);
  const { items, pages } = page(call, all);
  const installations = items.map((one) => installationShape(world, one));
  return { status: 200, body: { total_count: all.length, installations }, pages };
}

/** `GET /user/installations/{installation_id}/repositories` */
export function listUserRepositories(call: Call): Reply {
  const { world, path } = call;
  const me = meOf(call);
  const installation = installationById(world, Number(path.installation_id));
  const all = installation === null ? [] : explicit(world, installation, me);
  const [first] = all;
  if (first === undefined) throw notFound();
  refuseWithoutSso(world, first);
  const { items, pages } = page(call, all);
  return {
    status: 200,
    body: {
      total_count: all.length,
      repository_selection: installation?.repositories === 'all' ? 'all' : 'selected',
      repositories: items.map((one) => ({
        ...repositoryShape(world, one),
        permissions: permissionsShape(roleOf(one, me)),
      })),
    },
    pages,
  };
}

/** `DELETE /applications/{client_id}/token` */
export function deleteToken({ world, path, body }: Call): Reply {
  const { tokens } = world.state.signIn;
  const token = String(body.access_token);
  if (path.client_id !== world.state.app.clientId || !Object.hasOwn(tokens, token)) throw notFound();
  delete tokens[token];
  return { status: 204 };
}
