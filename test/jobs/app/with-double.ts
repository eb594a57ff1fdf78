import { join } from 'node:path';
import { openGitHub } from '../../../src/github/app.js';
import { Configurations } from '../../../src/github/content.js';
import type { App } from '../../../src/jobs/app/app.js';
import { mirrorsOf } from '../../../src/jobs/app/mirrors.js';
import { embeddedQueue } from '../../../src/queue/embedded.js';
import { openStore } from '../../../src/store/open-store.js';
import { type StartedDouble, startDouble } from '../../github/start.js';
import { embeddedFolders } from '../../services/embedded.js';

/** The jobs on an empty embedded database, and a GitHub that answers as GitHub does, git too; no webhook comes. */
export interface AppWithDouble {
  readonly app: App;
  readonly github: StartedDouble;
  /** `acme/shop`, with one commit. */
  readonly repository: number;
  readonly installation: number;
  readonly close: () => Promise<void>;
}

export async function appWithDouble(): Promise<AppWithDouble> {
  const github = await startDouble();
  const { control } = github;
  const made = await control.createRepository({ owner: 'acme', name: 'shop' });
  await control.push({
    repository: 'acme/shop',
    by: 'ada',
    commits: [{ message: 'Begin', files: { 'README.md': '# Shop\n' } }],
  });
  const { id: installation } = await control.install({ account: 'acme' });
  const { app, close } = await appOn(github);
  await app.store.installations.put({ id: installation, account: 'acme', permissions: {}, suspended: false });
  await app.store.repositories.put({
    ...{ id: made.id, owner: 'acme', name: 'shop', installation, defaultBranch: 'main' },
    private: true,
    archived: false,
  });
  return { app, github, repository: made.id, installation, close };
}

/** The jobs on an empty embedded database and a double that has started; `close` ends both. */
export async function appOn(
  github: StartedDouble,
  over: Partial<App> = {},
): Promise<{ readonly app: App; readonly close: () => Promise<void> }> {
  const folders = await embeddedFolders();
  const folder = folders.copy();
  const store = await openStore({ url: null, folder });
  const secrets = await github.control.app();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const edge = await openGitHub({
    appId: secrets.id,
    privateKey: secrets.privateKey,
    webhookSecret: secrets.webhookSecret,
    baseUrl: `${github.url}/api/v3`,
    log,
  });
  const app: App = {
    store,
    queue: embeddedQueue(),
    github: edge,
    configurations: new Configurations(edge),
    mirrors: mirrorsOf({ folder: join(folder, 'mirrors'), gitUrl: github.url, github: edge }),
    log,
    publicUrl: null,
    canSignIn: false,
    now: () => Math.floor(Date.now() / 1000),
    ...over,
  };
  return {
    app,
    close: async () => {
      await app.queue.close(0);
      await store.close();
      folders.remove();
      await github.close();
    },
  };
}
