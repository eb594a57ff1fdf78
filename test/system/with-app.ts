import { createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StartedDouble, startDouble } from '../github/start.js';
import { freePort, type RunningApp, runApp } from '../services/app.js';
import { embeddedFolders } from '../services/embedded.js';
import { teamRepository } from '../stories.js';

/** The repository that the app is installed in. */
export const SHOP = 'acme/shop';

/** What there is to do, in the order in which one becomes the next. */
const WORK = [
  'inbox_waiting',
  'outbox_waiting',
  'queue_jobs{state="waiting"}',
  'queue_jobs{state="running"}',
];

/** An app and the GitHub that it hears, each a process of its own. */
export interface AppAndGitHub {
  readonly github: StartedDouble;
  app: RunningApp;
  readonly installation: number;
  /** Ends the app, if it still runs, and starts it again in the same folder. */
  readonly restart: () => Promise<void>;
  /** Posts bytes to the door for webhooks, signed as GitHub does unless headers say otherwise. */
  readonly deliver: (body: string | Uint8Array, headers?: Record<string, string>) => Promise<Response>;
  /** Waits until something is there. @throws Error with what the app wrote, after a minute, or so many */
  readonly until: <T>(what: () => Promise<T | null | undefined | false>, minutes?: number) => Promise<T>;
  /** A measure of the app's by its name, with its labels. */
  readonly metric: (name: string) => Promise<number>;
  /** Waits until nothing is left to do: no delivery, no check, and no job that the queue has or was given meanwhile. */
  readonly idle: () => Promise<unknown>;
  /** The last check on a commit, once there are so many. */
  readonly check: (
    sha: string,
    count?: number,
  ) => Promise<Awaited<ReturnType<StartedDouble['control']['checkRuns']>>[number]>;
  readonly close: () => Promise<void>;
}

/** Starts both with the history of a team, and installs the app. @param signIn whether people can sign in */
export async function startAppAndGitHub({ signIn = false } = {}): Promise<AppAndGitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const home = join(folder, 'home');
  const databases = await embeddedFolders();
  mkdirSync(home);
  cpSync(databases.copy(), join(home, 'database'), { recursive: true });
  databases.remove();
  const port = await freePort();
  const github = await startDouble({ webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks` });
  const { path } = teamRepository(join(folder, 'shop'));
  await github.control.importRepository({ owner: 'acme', name: 'shop', path, private: false });
  const secrets = await github.control.app();
  const publicUrl = `http://127.0.0.1:${port}`;
  await github.control.setCallbackUrls({ urls: [`${publicUrl}/signed-in`] });
  const env: Record<string, string> = signIn ? { HOLDFAST_URL: publicUrl } : {};
  const start = () => runApp({ port, github: { url: github.url, secrets }, home, env });
  const both = {
    github,
    app: await start(),
    installation: 0,
    restart: async () => {
      await both.app.stop();
      both.app = await start();
    },
    deliver: (body: string | Uint8Array, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
        method: 'POST',
        body: body as NonNullable<RequestInit['body']>,
        headers: {
          'content-type': 'application/json',
          'x-github-delivery': crypto.randomUUID(),
          'x-github-event': 'push',
          'x-hub-signature-256': `sha256=${createHmac('sha256', secrets.webhookSecret).update(body).digest('hex')}`,
          ...headers,
        },
      }),
    until: async <T>(what: () => Promise<T | null | undefined | false>, minutes = 1): Promise<T> => {
      for (let round = 0; round < 300 * minutes; round += 1) {
        const found = await what();
        if (found) return found;
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error(`it did not happen; the app wrote:\n${both.app.output().slice(-4000)}`);
    },
    metric: async (name: string): Promise<number> => {
      const text = await (await fetch(`${both.app.url}/metrics`)).text();
      const line = text.split('\n').find((it) => it.startsWith(`${name} `));
      return Number(line?.slice(name.length + 1));
    },
    idle: () =>
      both.until(async () => {
        for (const name of WORK) if ((await both.metric(`holdfast_${name}`)) !== 0) return false;
        return true;
      }),
    check: (sha: string, count = 1) =>
      both.until(async () => {
        const runs = await github.control.checkRuns({ repository: SHOP, sha });
        return runs.length >= count && runs.at(-1);
      }),
    close: async () => {
      await both.app.close();
      await github.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  both.installation = (await github.control.install({ account: 'acme' })).id;
  // What is told of a repository before it is known is looked for later: tests are not about that.
  await both.until(async () => (await fetch(`${both.app.url}/r/acme/shop`)).status !== 404);
  return both;
}

/** Installs the app in a private repository too, `acme/vault`, with the history of a team. */
export async function addVault({ github, installation }: AppAndGitHub): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const { path } = teamRepository(join(folder, 'vault'));
  await github.control.importRepository({ owner: 'acme', name: 'vault', path, private: true });
  rmSync(folder, { recursive: true });
  await github.control.addRepositories({ installation, repositories: ['acme/vault'] });
  await github.control.addCollaborator({ repository: 'acme/vault', login: 'ada', level: 'push' });
}
