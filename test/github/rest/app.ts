import { appShape, installationShape } from '../shapes/app.js';
import { repositoryShape } from '../shapes/repository.js';
import { page } from './pages.js';
import { type Call, notFound, type Reply } from './reply.js';
import { installationOf } from './tokens.js';

/** `GET /app` */
export const getApp = ({ world }: Call): Reply => ({
  status: 200,
  body: { ...appShape(world), installations_count: world.state.installations.length },
});

/** `GET /app/hook/config`: the secret is never shown. */
export const getHook = ({ world }: Call): Reply => ({
  status: 200,
  body: {
    content_type: 'json',
    insecure_ssl: '0',
    secret: '********',
    ...(world.state.webhook.url === null ? {} : { url: world.state.webhook.url }),
  },
});

/** `GET /app/installations` */
export function listInstallations(call: Call): Reply {
  const { items, pages } = page(call, call.world.state.installations);
  return { status: 200, body: items.map((one) => installationShape(call.world, one)), pages };
}

/** `GET /app/installations/{installation_id}` */
export const getInstallation = (call: Call): Reply => ({
  status: 200,
  body: installationShape(call.world, installationOf(call)),
});

/** `GET /installation/repositories` */
export function listRepositories(call: Call): Reply {
  const { caller, world } = call;
  if (caller.kind !== 'installation') throw notFound();
  const { items, pages } = page(call, caller.repositories);
  return {
    status: 200,
    body: {
      total_count: caller.repositories.length,
      repository_selection: caller.installation.repositories === 'all' ? 'all' : 'selected',
      repositories: items.map((one) => repositoryShape(world, one)),
    },
    pages,
  };
}

/** `POST /app-manifests/{code}/conversions`: each code once. */
export function convertManifest({ world, path }: Call): Reply {
  const { app, webhook, manifestCodes } = world.state;
  const place = manifestCodes.indexOf(path.code ?? '');
  if (place < 0) throw notFound();
  manifestCodes.splice(place, 1);
  return {
    status: 201,
    body: {
      ...appShape(world),
      client_id: app.clientId,
      client_secret: app.clientSecret,
      webhook_secret: webhook.secret,
      pem: app.privateKey,
    },
  };
}
