import { analyses } from '../../analyses/index.js';
import { type ReadRecorded, readRecorded, type WrittenIntervention } from '../../settings/index.js';
import type { App } from './app.js';

export type { WrittenIntervention } from '../../settings/index.js';

const indicators = analyses.flatMap((analysis) => analysis.indicators);

type Recorded =
  | { readonly kind: 'recorded' }
  /** The repository was erased meanwhile. */
  | { readonly kind: 'gone' }
  | Extract<ReadRecorded, { kind: 'wrong' }>;

/** Keeps what somebody has written into the form of the coach's view, and has the report made anew, which it changes. */
export async function recordIntervention(
  { store, queue }: Pick<App, 'store' | 'queue'>,
  repository: number,
  written: WrittenIntervention,
): Promise<Recorded> {
  const read = readRecorded(written, await store.interventions.of(repository), indicators);
  if (read.kind === 'wrong') return read;
  if ((await store.interventions.record(repository, read.intervention)) === 'erased') return { kind: 'gone' };
  await queue.add({ kind: 'sync', subject: String(repository) });
  return { kind: 'recorded' };
}

/** Takes away what was recorded there. False where it is not there (any more). */
export async function removeIntervention(
  { store, queue }: Pick<App, 'store' | 'queue'>,
  repository: number,
  id: number,
): Promise<boolean> {
  if (!(await store.interventions.remove(repository, id))) return false;
  await queue.add({ kind: 'sync', subject: String(repository) });
  return true;
}
