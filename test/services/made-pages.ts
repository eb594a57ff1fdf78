import { Hono } from 'hono';
import type { App } from '../../src/jobs/app/app.js';
import { refreshReport } from '../../src/jobs/app/refresh-report.js';
import { ParsedReports, storedReport } from '../../src/jobs/app/stored-report.js';
import { messagePage } from '../../src/pages/waiting.js';
import type { Store } from '../../src/store/store.js';
import type { Access } from '../../src/web/access.js';
import { appRoutes } from '../../src/web/app-routes.js';
import { MADE_NOW, type MadeChange, madeTeam, madeTeamSettings } from '../made-team.js';
import { repository } from '../store/made.js';

const PAGE = 200;
export const FORGE = 'https://github.example';

/** Puts a made team's history into a store, as a sync and an import would, and makes its report. */
export async function storeTeam(
  store: Store,
  {
    id = 7,
    name = 'shop',
    changes = 600,
    weeks = 260,
  }: { id?: number; name?: string; changes?: number; weeks?: number } = {},
): Promise<void> {
  await store.repositories.put(repository(id, { owner: 'acme', name }));
  let before: string | null = null;
  const save = async (page: readonly MadeChange[]): Promise<void> => {
    const after = page.at(-1)?.judgement.change.id ?? '';
    await store.changes.add(id, page, { name: 'sync', before, after });
    await store.reviews.add(
      id,
      page.flatMap(({ review }) => review ?? []),
      null,
    );
    before = after;
  };
  let page: MadeChange[] = [];
  for (const change of madeTeam(changes, weeks)) {
    page.push(change);
    if (page.length === PAGE) {
      await save(page);
      page = [];
    }
  }
  if (page.length > 0) await save(page);
  await makeReport(store, id);
}

/** Makes the report anew from what is stored. */
export async function makeReport(store: Store, id = 7): Promise<void> {
  const found = await store.repositories.find(id);
  if (found === null) throw new Error(`there is no repository ${id}`);
  const app = { store, now: () => MADE_NOW } as App;
  const installation = { id: 3, account: 'acme', permissions: {}, suspended: false, secret: 'x' };
  await refreshReport(
    app,
    { repository: found, installation },
    { name: 'main', head: 'b'.repeat(40) },
    { settings: madeTeamSettings, problems: [], file: '.github/holdfast.yml' },
  );
}

/** The access of somebody who is not signed in, and may read nothing. */
export const NOBODY: Access = {
  repository: async () => null,
  repositories: async () => null,
  formToken: async () => null,
  isOurForm: async () => false,
  reader: async () => null,
};

/** The app's pages over a store, as anybody sees them, without anything else of the app. */
export function madePages(store: Store): Hono {
  const parsed = new ParsedReports();
  return appRoutes({
    receive: null,
    ready: store.ping,
    measures: () => Promise.reject(new Error('nobody measures here')),
    access: {
      ...NOBODY,
      repository: async (_context, owner, name) => {
        const found = await store.repositories.named(owner, name);
        return found === null || found.private ? null : { ...found, mayWrite: false };
      },
    },
    signIn: {
      pages: new Hono(),
      open: false,
      missing: async (context) => context.html(messagePage('Not found', 'There is no such report.'), 404),
    },
    report: (id) => storedReport({ store }, parsed, id),
    forgeUrl: FORGE,
    badges: {
      overview: async () => null,
      token: async () => null,
      renew: async () => {},
      publicUrl: null,
      forms: null,
    },
    firstSteps: async () => ({ state: 'ready' }),
    many: [],
    https: false,
    installUrl: async () => null,
    onError: (error) => console.error(error),
  });
}
