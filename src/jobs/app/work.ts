import { RateLimited } from '../../github/failures.js';
import type { Handler, JobKind } from '../../queue/queue.js';
import { Later } from '../../queue/queue.js';
import { RETRIES } from '../../queue/retries.js';
import type { App } from './app.js';
import { countTravel } from './count-travel.js';
import { putOff } from './due.js';
import { eraseRepository } from './erase-repository.js';
import { handleDeliveries } from './handle-deliveries.js';
import { importHistory } from './import-history.js';
import { prune } from './prune.js';
import { publishCheck } from './publish-check.js';
import { publishIssue } from './publish-issue.js';
import { reconcileInstallations } from './reconcile-installations.js';
import { reconcileRepository } from './reconcile-repository.js';
import { sweepDeliveries } from './sweep-deliveries.js';
import { syncRepository } from './sync-repository.js';

/** What each kind of job does. Each reads what is to be done from the store, and may be done twice. */
const WORK: Readonly<Record<JobKind, (app: App, subject: string, signal: AbortSignal) => Promise<unknown>>> =
  {
    deliveries: handleDeliveries,
    publish: publishCheck,
    erase: (app, subject) => eraseRepository(app, Number(subject)),
    sweep: sweepDeliveries,
    prune,
    sync: (app, subject, signal) => syncRepository(app, Number(subject), signal),
    reconcile: (app, subject, signal) =>
      subject === 'all' ? reconcileInstallations(app) : reconcileRepository(app, Number(subject), signal),
    issue: publishIssue,
    import: (app, subject, signal) => importHistory(app, Number(subject), signal),
    travel: (app, subject, signal) => countTravel(app, Number(subject), signal),
  };

/** Does jobs. A limit of GitHub's delays the job: nothing ever sleeps in one. */
export const handlerOf =
  (app: App): Handler =>
  async ({ job, attempt, signal }) => {
    try {
      await WORK[job.kind](app, job.subject, signal);
    } catch (error) {
      if (error instanceof RateLimited) throw new Later(error.until, error.message);
      if (error instanceof Later) throw error;
      app.log.warn({ job: `${job.kind} ${job.subject}`, attempt, error: String(error) }, 'a job failed');
      if (attempt >= RETRIES.attempts) await putOff(app, job);
      throw error;
    }
  };
