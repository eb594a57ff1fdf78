import type { FirstSteps } from '../../pages/first-steps.js';
import type { App } from './app.js';

/** Anybody may ask, again and again: more than this are not counted. */
const MOST = 1_000;

/** How far an app is: installed or not, and of how many repositories there is a report. */
export async function firstSteps({ store }: Pick<App, 'store'>): Promise<FirstSteps> {
  const { repositories, reports } = await store.repositories.withReport(MOST);
  if (repositories === 0) return { state: 'not-installed' };
  if (reports === repositories) return { state: 'ready' };
  return { state: 'reading', reports, repositories, more: repositories === MOST };
}
