import { randomUUID } from 'node:crypto';
import type { Job } from '../../queue/queue.js';
import type { App } from './app.js';

/** Since when changes of a branch are to be judged, with a word of its own for each time that it is asked for. */
const WANTED = 'sync-wanted';
/** When a repository (0: all installations) was reconciled last; 0 where it is asked for. */
const RECONCILED = 'reconciled';

/** When what is of no use any more was forgotten last. */
const PRUNED = 'pruned';

const DAY = 24 * 60 * 60;

/** A day's repositories are shared out over half of it, in rounds of ten minutes; of few, some at once do no harm. */
const ROUNDS = 72;
const AT_ONCE = 20;

type Kept = Pick<App, 'store' | 'now'>;

/** Keeps that what came to a default branch is to be judged, so that no queue that is lost forgets it. */
export async function wantSync({ store, now }: Kept, id: number): Promise<void> {
  await store.cursors.set(id, WANTED, `${now()} ${randomUUID()}`);
}

export async function askForSync(app: Kept & Pick<App, 'queue'>, id: number): Promise<void> {
  await wantSync(app, id);
  await app.queue.add({ kind: 'sync', subject: String(id) });
}

/** What was wanted when a job began: done with it, that is no more. */
export const syncWanted = ({ store }: Kept, id: number): Promise<string | null> =>
  store.cursors.get(id, WANTED);

/** It was done; what was asked for since stays. */
export async function syncDone({ store }: Kept, id: number, wanted: string | null): Promise<void> {
  if (wanted !== null) await store.cursors.drop(id, WANTED, wanted);
}

export async function askForReconciling(app: Kept & Pick<App, 'queue'>, id: number): Promise<void> {
  await app.store.cursors.set(id, RECONCILED, '0');
  await app.queue.add({ kind: 'reconcile', subject: String(id) });
}

/** @param id 0: all installations */
export async function reconciled({ store, now }: Kept, id: number): Promise<void> {
  await store.cursors.set(id, RECONCILED, String(now()));
}

export async function pruned({ store, now }: Kept): Promise<void> {
  await store.cursors.set(0, PRUNED, String(now()));
}

/** A job that failed as often as it may is tried again in a day, and not with every look at what is due. */
export async function putOff(app: Kept, { kind, subject }: Job): Promise<void> {
  const id = subject === 'all' ? 0 : Number(subject);
  if (kind === 'prune') await pruned(app);
  if (kind === 'reconcile') await reconciled(app, id);
  if (kind === 'sync') await wantSync({ store: app.store, now: () => app.now() + DAY }, id);
}

/** What is to be done of these repositories by what is kept of them, whatever a queue knows of it. */
export async function dueOf({ store, now }: Kept, ids: readonly number[]): Promise<readonly Job[]> {
  const wanted = await store.cursors.named(WANTED);
  const last = await store.cursors.named(RECONCILED);
  const prunedAt = Number((await store.cursors.get(0, PRUNED)) ?? 0);
  const reconciledAt = (id: number): number => Number(last.get(id) ?? -1);
  const isAsked = (id: number): boolean => reconciledAt(id) === 0;
  const late = ids
    .filter((id) => !isAsked(id) && reconciledAt(id) <= now() - DAY)
    .sort((one, other) => reconciledAt(one) - reconciledAt(other));
  const some = late.slice(0, Math.max(AT_ONCE, Math.ceil(ids.length / ROUNDS)));
  const job = (kind: Job['kind'], of: readonly (number | 'all')[]): Job[] =>
    of.map((id) => ({ kind, subject: String(id) }));
  return [
    ...job('reconcile', reconciledAt(0) <= now() - DAY ? ['all'] : []),
    ...job('prune', prunedAt <= now() - DAY ? ['all'] : []),
    ...job(
      'sync',
      ids.filter((id) => Number.parseInt(wanted.get(id) ?? 'none', 10) <= now()),
    ),
    ...job('reconcile', [...ids.filter(isAsked), ...some]),
  ];
}
