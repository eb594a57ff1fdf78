import { Gone, NotAllowed } from '../../github/failures.js';
import { notJudgedCheck } from '../../reports/check-run.js';
import type { App } from './app.js';
import { dispatchOutbox } from './dispatch.js';
import type { Installed } from './installed.js';
import { reportUrl } from './report-url.js';

/** What failed is in our log: it may hold what is not for the reader of a check. */
const WHY =
  'judging it failed again and again: press Recheck to try once more, and ask who runs this app if it lasts';

/**
 * Says in a check that a pull request was given up: where the check is required, nothing could be merged without one. One
 * that is on that head already stays.
 */
export async function sayGivenUp(
  app: App,
  { repository }: Installed,
  { number, head }: { readonly number: number; readonly head: string },
  error: unknown,
): Promise<void> {
  // Then no check can be posted either, or nobody could look at it.
  if (error instanceof NotAllowed || error instanceof Gone) return;
  if ((await app.store.pulls.find(repository.id, number))?.head === head) return;
  const fence = await app.store.pulls.begin(repository.id, number);
  if (fence === null) return;
  await app.store.pulls.save({
    ...{ repository: repository.id, number, fence, head, open: true, judgement: null },
    check: notJudgedCheck(WHY, reportUrl(app, repository)),
    deliveries: [],
    now: app.now(),
  });
  await dispatchOutbox(app, repository.id);
}
