import { postCheck } from '../../github/checks.js';
import { Gone, Unavailable } from '../../github/failures.js';
import { Later } from '../../queue/queue.js';
import type { Publication } from '../../store/store.js';
import type { App } from './app.js';
import { dispatchOutbox } from './dispatch.js';
import { attemptsFor, isWaiting, messageOf, tryLater } from './failures.js';
import { type Installed, installedRepository } from './installed.js';
import { reportUrl } from './report-url.js';

const SUSPENDED_MS = 10 * 60_000;

/**
 * Posts a check, once: what GitHub has of it is kept after every call, and one that was overtaken is not sent. A call whose
 * outcome is not known is looked up by our own number before it is made again.
 */
export async function publishCheck(app: App, id: string): Promise<void> {
  const begun = await app.store.outbox.begin(id);
  if (begun === null) return;
  const { publication, fence, again } = begun;
  if (await isSuspended(app, publication))
    throw new Later(app.now() * 1000 + SUSPENDED_MS, 'it is suspended');
  const installed = await installedRepository(app, publication.repository);
  if (installed === null || (await isOvertaken(app, publication))) {
    await app.store.outbox.end(id, fence, 'superseded', app.now());
    return;
  }
  try {
    const sent = await send(app, installed, publication, { fence, again });
    if (sent.kind === 'whole') await app.store.outbox.end(id, fence, 'done', app.now());
    // It hung on its way: what others have posted meanwhile must be the last word on that head.
    if (sent.kind === 'overtaken') await sendLastAgain(app, publication, sent.checkRun);
  } catch (error) {
    // There is no such commit, or repository, any more: nobody can look at its check.
    if (error instanceof Gone) {
      await app.store.outbox.end(id, fence, 'superseded', app.now());
      return;
    }
    if (!isWaiting(error))
      await app.store.outbox.failed(id, fence, messageOf(error), attemptsFor(error), app.now());
    // It may have been done before the answer was lost.
    if (error instanceof Unavailable) await sendLastAgain(app, publication, null);
    throw tryLater(error, publication.attempts, app.now() * 1000);
  }
}

/** Then it is kept: nobody looks at a judged head again when the suspension ends. */
async function isSuspended(app: App, { repository }: Publication): Promise<boolean> {
  const found = await app.store.repositories.find(repository);
  return found !== null && (await app.store.installations.find(found.installation))?.suspended === true;
}

/** A newer head has a check of its own, or will have. */
async function isOvertaken(app: App, { repository, number, head }: Publication): Promise<boolean> {
  if (number === null) return false;
  return (await app.store.pulls.find(repository, number))?.head !== head;
}

async function sendLastAgain(
  app: App,
  { id, repository }: Publication,
  checkRun: number | null,
): Promise<void> {
  if (await app.store.outbox.again(id, checkRun, app.now())) await dispatchOutbox(app, repository);
}

type Sent =
  | { readonly kind: 'whole' }
  /** Somebody else goes on with it, and nothing was sent. */
  | { readonly kind: 'left' }
  /** Somebody has judged anew while a run was made. */
  | { readonly kind: 'overtaken'; readonly checkRun: number };

async function send(
  app: App,
  { repository, installation }: Installed,
  { id, head, check, checkRun, lots }: Publication,
  { fence, again }: { readonly fence: number; readonly again: boolean },
): Promise<Sent> {
  const access = { installation: installation.id, repository: repository.id, purpose: 'checks' } as const;
  // The token is fetched before the last look at whether this is still ours: nothing slow comes between that and the call.
  await app.github.token(access);
  if (!(await app.store.outbox.holds(id, fence))) return { kind: 'left' };
  let made: number | null = null;
  const posted = await postCheck(
    app.github.as(access),
    app.github.appId,
    repository,
    {
      externalId: id,
      head,
      check,
      checkRun,
      lots,
      mayBeThere: again,
      detailsUrl: reportUrl(app, repository),
    },
    async (run, sent) => {
      made = run;
      return (await app.store.outbox.sent(id, fence, run, sent)) === 'written';
    },
  );
  if (posted !== null) return { kind: 'whole' };
  return made === null ? { kind: 'left' } : { kind: 'overtaken', checkRun: made };
}
