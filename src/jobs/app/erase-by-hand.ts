import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mirrorsIn, removeMirror } from '../../git/mirror.js';
import type { Looked } from '../../store/look.js';
import type { Store, StoredRepository } from '../../store/store.js';

/** What somebody wants to be gone. */
export type ToErase =
  | { readonly kind: 'repository'; readonly owner: string; readonly name: string }
  /** By its number, or the name of its account. */
  | { readonly kind: 'installation'; readonly named: string }
  | { readonly kind: 'everything' };

/** Where a server keeps its things. */
export interface Kept {
  readonly home: string;
  readonly look: () => Promise<Looked>;
}

/** What was found of it, and was taken away where that was wanted. */
export interface Erased {
  readonly repositories: readonly string[];
  /** Accounts. */
  readonly installations: readonly string[];
  /** Folders and files that go as a whole. */
  readonly folders: readonly string[];
}

/** What there is in a server's folder besides the database that it may have elsewhere. */
const IN_HOME = ['database', 'mirrors', 'credentials.json'];

/**
 * Takes away what is kept of somebody, in the database and on this disk.
 *
 * @param really false: looks what it would be, and takes nothing away
 * @param now seconds since 1970, UTC
 * @throws Error that says the next step: a server has the database, there is none, or nothing of that name in it
 */
export async function eraseByHand(
  { home, look }: Kept,
  wanted: ToErase,
  { really, now }: { readonly really: boolean; readonly now: number },
): Promise<Erased> {
  const store = await opened(look, home, wanted);
  try {
    const { repositories, installations } =
      store === null ? { repositories: [], installations: [] } : await foundIn(store, wanted);
    const mirrors = join(home, 'mirrors');
    if (really) {
      for (const { id } of repositories) {
        await store?.repositories.erase(id, now);
        await removeMirror(mirrors, id);
      }
      for (const { id } of installations) await store?.installations.remove(id);
    }
    const isAll = wanted.kind === 'everything';
    if (really && isAll) {
      await store?.forgetAll();
      for (const id of mirrorsIn(mirrors)) await removeMirror(mirrors, id);
    }
    return {
      repositories: repositories.map(({ owner, name }) => `${owner}/${name}`),
      installations: installations.map(({ account }) => account),
      folders: isAll ? IN_HOME.map((name) => join(home, name)) : [],
    };
  } finally {
    await store?.close();
    if (really && wanted.kind === 'everything')
      for (const name of IN_HOME) await rm(join(home, name), { recursive: true, force: true });
  }
}

/** Null: there is no database, and no need for one. */
async function opened(look: Kept['look'], home: string, wanted: ToErase): Promise<Store | null> {
  const looked = await look();
  if (looked.kind === 'missing') {
    if (wanted.kind === 'everything') return null;
    throw new Error(
      `there is no database in ${home}: set HOLDFAST_HOME or DATABASE_URL as the server has it`,
    );
  }
  if (looked.kind === 'in-use') {
    const holder = looked.holder === '' ? '' : ` (process ${looked.holder})`;
    throw new Error(`a server${holder} has the embedded database: stop it, do this again, and start it`);
  }
  if (looked.pending.length === 0) return looked.store;
  await looked.store.close();
  throw new Error('the database is older than this Holdfast: start the server once, which mends that');
}

async function foundIn(
  store: Store,
  wanted: ToErase,
): Promise<{
  readonly repositories: readonly StoredRepository[];
  readonly installations: readonly { readonly id: number; readonly account: string }[];
}> {
  const all = await store.installations.all();
  if (wanted.kind === 'everything')
    return { repositories: await store.repositories.all(), installations: all };
  if (wanted.kind === 'repository') {
    const found = await store.repositories.named(wanted.owner, wanted.name);
    if (found !== null) return { repositories: [found], installations: [] };
    throw new Error(`nothing is kept of ${wanted.owner}/${wanted.name}: is that its name now?`);
  }
  const name = wanted.named.toLowerCase();
  const found = all.filter(({ id, account }) => String(id) === name || account.toLowerCase() === name);
  if (found.length === 0) {
    const there = all.map(({ id, account }) => `${account} (${id})`).join(', ');
    throw new Error(`there is no installation ${wanted.named}: there is ${there || 'none'}`);
  }
  const repositories = await Promise.all(found.map(({ id }) => store.repositories.of(id)));
  return { repositories: repositories.flat(), installations: found };
}
