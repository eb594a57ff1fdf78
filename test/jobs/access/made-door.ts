import { openGitHub } from '../../../src/github/app.js';
import { openUsers } from '../../../src/github/users.js';
import type { OpenDoor } from '../../../src/jobs/access/door.js';
import { keysOf } from '../../../src/jobs/access/seal.js';
import { beginSignIn, endSignIn } from '../../../src/jobs/access/sign-in.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Store } from '../../../src/store/store.js';
import { CALLBACK } from '../../github/asking-user.js';
import { type StartedDouble, startDouble } from '../../github/start.js';
import { embeddedFolders } from '../../services/embedded.js';

/** Making a database takes seconds, on a busy machine many. */
export const SLOW = 300_000;

/** A door to an empty database and a GitHub of its own, with a clock that a test sets. */
export interface MadeDoor {
  readonly door: OpenDoor;
  readonly store: Store;
  readonly github: StartedDouble;
  /** Seconds since 1970, UTC. */
  readonly clock: { now: number };
  /** A repository of acme's, as GitHub has it and as it is kept here. */
  readonly repository: (name: string, isPrivate?: boolean) => Promise<number>;
  /** The way to GitHub and back; what the browser would hold. */
  readonly signIn: (login: string, next?: string) => Promise<{ secret: string; next: string }>;
  readonly close: () => Promise<void>;
}

export async function madeDoor(): Promise<MadeDoor> {
  const folders = await embeddedFolders();
  const store = await openStore({ url: null, folder: folders.copy() });
  const github = await startDouble();
  const { control } = github;
  const { id, privateKey, webhookSecret, clientId, clientSecret } = await control.app();
  await control.setCallbackUrls({ urls: [CALLBACK] });
  await control.addAccount({ login: 'acme', type: 'Organization' });
  const { id: installation } = await control.install({ account: 'acme' });
  const clock = { now: Math.floor(Date.now() / 1000) };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const now = () => clock.now;
  const at = { webUrl: github.url, baseUrl: `${github.url}/api/v3`, log };
  const door: OpenDoor = {
    store,
    github: await openGitHub({ appId: id, privateKey, webhookSecret, ...at, now: () => clock.now * 1000 }),
    signIn: {
      users: openUsers({ clientId, clientSecret, ...at, now }),
      keys: keysOf(clientSecret),
      publicUrl: new URL(CALLBACK).origin,
      callbackUrl: CALLBACK,
    },
    log,
    now,
  };
  return {
    ...{ door, store, github, clock },
    repository: async (name, isPrivate = true) => {
      const made = await control.createRepository({ owner: 'acme', name, private: isPrivate });
      await store.repositories.put({
        ...{ id: made.id, owner: 'acme', name, installation, private: isPrivate },
        defaultBranch: 'main',
        archived: false,
      });
      return made.id;
    },
    signIn: async (login, next = '/') => {
      await control.signInAs({ login });
      const { url, begun } = beginSignIn(door, next);
      const { headers } = await fetch(url, { redirect: 'manual' });
      const back = new URL(headers.get('location') ?? '').searchParams;
      return endSignIn(door, { begun, code: back.get('code') ?? '', state: back.get('state') ?? '' });
    },
    close: async () => {
      await github.close();
      await store.close();
      folders.remove();
    },
  };
}
