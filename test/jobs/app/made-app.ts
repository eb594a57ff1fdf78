import { join } from 'node:path';
import { Gone } from '../../../src/github/failures.js';
import type { FoundRepository } from '../../../src/github/repositories.js';
import type { Access } from '../../../src/github/tokens.js';
import type { App } from '../../../src/jobs/app/app.js';
import { embeddedQueue } from '../../../src/queue/embedded.js';
import { openStore } from '../../../src/store/open-store.js';
import { embeddedFolders } from '../../services/embedded.js';

/** What GitHub answers, to be changed by a test. */
export interface Answers {
  readonly installations: Map<number, { readonly suspended: boolean }>;
  /** By their numbers, with whose installation has each. */
  readonly repositories: Map<number, FoundRepository & { readonly installation: number }>;
  /** What GraphQL gives; throws where a test has not said it. */
  graphql: (access: Access) => unknown;
  /** Open pull requests of every repository, as REST has them. */
  pulls: readonly unknown[];
}

export const NOW = Date.UTC(2026, 10, 1) / 1000;

export const found = (id: number, installation: number, name = `shop-${id}`) => ({
  ...{ id, installation, owner: 'acme', name, defaultBranch: 'main' },
  private: true,
  archived: false,
});

/** The jobs on an empty embedded database, and a GitHub of plain answers: what is asked of it is what counts. */
export async function madeApp(): Promise<{
  readonly app: App;
  readonly answers: Answers;
  readonly close: () => Promise<void>;
}> {
  const folders = await embeddedFolders();
  const folder = folders.copy();
  const store = await openStore({ url: null, folder });
  const queue = embeddedQueue();
  const answers: Answers = {
    installations: new Map(),
    repositories: new Map(),
    graphql: () => {
      throw new Error('a test said nothing of GraphQL');
    },
    pulls: [],
  };
  const installation = (id: number): object => {
    const it = answers.installations.get(id);
    if (it === undefined) throw new Gone(`installation ${id}`);
    return { id, account: { login: 'acme' }, suspended_at: it.suspended ? '2026-10-01T00:00:00Z' : null };
  };
  const answer = (data: unknown) => ({ status: 200, data, headers: {} });
  const own = async (route: string, parameters: Readonly<Record<string, unknown>> = {}) =>
    answer(
      route === 'GET /app/installations'
        ? [...answers.installations.keys()].map(installation)
        : installation(Number(parameters.installation_id)),
    );
  const within = (access: Access) => ({
    rest: async (route: string) => {
      if (route.endsWith('/pulls')) return answer(answers.pulls);
      const all = [...answers.repositories.values()].filter(
        (it) =>
          it.installation === access.installation &&
          (access.repository === null || access.repository === it.id),
      );
      if (access.repository !== null && all.length === 0) throw new Gone(`repository ${access.repository}`);
      return answer({
        repositories: all.map((it) => ({
          ...{ id: it.id, full_name: `${it.owner}/${it.name}`, default_branch: it.defaultBranch },
          private: it.private,
          archived: it.archived,
        })),
      });
    },
    graphql: async () => answers.graphql(access),
  });
  const app = {
    ...{ store, queue, publicUrl: 'https://holdfast.example', canSignIn: false },
    github: { app: { rest: own }, as: within },
    mirrors: { there: () => [], remove: async () => {}, folder: join(folder, 'mirrors') },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => NOW,
  } as unknown as App;
  return {
    app,
    answers,
    close: async () => {
      await queue.close(0);
      await store.close();
      folders.remove();
    },
  };
}
