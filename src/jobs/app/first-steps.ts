import type { FirstSteps } from '../../pages/first-steps.js';
import type { App } from './app.js';
import { importsOf } from './import-history.js';

/** How far an app is: installed or not, and how much of all histories is read. */
export async function firstSteps(app: Pick<App, 'store'>): Promise<FirstSteps> {
  const repositories = await app.store.repositories.all();
  if (repositories.length === 0) return { state: 'not-installed' };
  const imports = await importsOf(app);
  const own = repositories.map(({ id }) => imports.get(id));
  if (own.every((progress) => progress !== undefined && progress.next === null)) return { state: 'ready' };
  const sum = (of: 'done' | 'total'): number => own.reduce((all, progress) => all + (progress?.[of] ?? 0), 0);
  return { state: 'importing', done: sum('done'), total: sum('total') };
}
