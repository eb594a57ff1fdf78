import { randomBytes } from 'node:crypto';
import { repositoryShape } from '../shapes/repository.js';
import { iso } from '../shapes/time.js';
import { installationById, repositoriesOf } from '../state/find.js';
import type { Installation, Permissions } from '../state/state.js';
import { now, type World } from '../world.js';
import { may } from './authorise.js';
import { type Call, notFound, Refusal, type Reply } from './reply.js';

const LIFE = 60 * 60;

/** As GitHub makes them since April 2026: long, of no fixed length, with dots; to be taken as they are. */
function newToken({ state: { app } }: World): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64url');
  return `ghs_${app.id}_${part(30)}.${part(270)}.${part(80 + Math.floor(Math.random() * 4))}`;
}

/** `POST /app/installations/{installation_id}/access_tokens` */
export function createToken(call: Call): Reply {
  const { world, body } = call;
  const installation = installationOf(call);
  if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  const repositoryIds = askedRepositories(world, installation, body);
  const asked = body.permissions as Permissions | undefined;
  for (const [name, level] of Object.entries(asked ?? {})) {
    if (level !== undefined && !may(world, installation.permissions, [name, level])) {
      throw new Refusal(422, 'The permissions requested are not granted to this installation.');
    }
  }
  // Reading a repository's name and the like comes with every token.
  const permissions = { ...(asked ?? installation.permissions), metadata: 'read' as const };
  const expiresAt = now(world) + LIFE;
  const token = newToken(world);
  world.state.tokens[token] = { installationId: installation.id, repositoryIds, permissions, expiresAt };
  const chosen = repositoriesOf(world, installation).filter(({ id }) => repositoryIds?.includes(id));
  return {
    status: 201,
    body: {
      token,
      expires_at: iso(expiresAt),
      permissions,
      repository_selection: repositoryIds === null ? selection(installation) : 'selected',
      ...(repositoryIds === null ? {} : { repositories: chosen.map((one) => repositoryShape(world, one)) }),
    },
  };
}

const selection = ({ repositories }: Installation) => (repositories === 'all' ? 'all' : 'selected');

/** The repositories that a token is narrowed to; null for all. @throws Refusal for one that is not installed */
function askedRepositories(
  world: World,
  installation: Installation,
  { repository_ids: ids, repositories: names }: Call['body'],
): readonly number[] | null {
  if (ids === undefined && names === undefined) return null;
  const all = repositoriesOf(world, installation);
  const byName = ((names ?? []) as string[]).map((name) => all.find((one) => one.name === name)?.id);
  const byId = ((ids ?? []) as number[]).map((id) => all.find((one) => one.id === id)?.id);
  const found = [...byName, ...byId];
  if (found.includes(undefined)) {
    throw new Refusal(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return found.filter((id) => id !== undefined);
}

export function installationOf({ world, path }: Call): Installation {
  const found = installationById(world, Number(path.installation_id));
  if (found === null) throw notFound();
  return found;
}

/** `DELETE /installation/token` */
export function revokeToken({ world, caller }: Call): Reply {
  if (caller.kind === 'installation') delete world.state.tokens[caller.token];
  return { status: 204 };
}
