import { Gone, NotAllowed } from '../../github/failures.js';
import { readPull } from '../../github/snapshot.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import { Later } from '../../queue/queue.js';
import { notJudgedCheck } from '../../reports/check-run.js';
import type { App } from './app.js';
import { isBehind, type Told } from './behind.js';
import { dispatchOutbox } from './dispatch.js';
import type { Installed } from './installed.js';
import { type Judged, judgePull } from './judge-pull.js';
import { knownBots } from './known-bots.js';
import { namingOf } from './people.js';
import { reportUrl } from './report-url.js';

/** Long enough for most analyses. */
const SOON_MS = 3_000;

interface Asked {
  /** The deliveries that are answered with it. */
  readonly deliveries: readonly string[];
  /** The head that a webhook told of; null where none did. */
  readonly head: string | null;
  /** What webhooks told that it came to; null where none did. */
  readonly told: Told | null;
  /** Somebody asked for it: a check is posted even if it says what the last one said. */
  readonly anew: boolean;
}

/**
 * Judges a pull request as it is now, whatever a webhook said of it, and saves the judgement with the check to be posted.
 * Doing it twice changes nothing; of two at once the one that began later is saved.
 */
export async function analysePull(
  app: App,
  installed: Installed,
  number: number,
  { deliveries, head, told, anew }: Asked,
): Promise<void> {
  const { repository, installation } = installed;
  const fence = await app.store.pulls.begin(repository.id, number);
  if (fence === null) return;
  const caller = app.github.as({
    installation: installation.id,
    repository: repository.id,
    purpose: 'pulls',
  });
  const naming = namingOf(installation, await knownBots(app, repository.id));
  const snapshot = await readPull(caller, repository, number, naming).then(
    ({ pull }) => pull,
    (error: unknown) => whyUnread(error, head),
  );
  if (told !== null && !isUnread(snapshot) && isBehind(snapshot, told, app.now()))
    throw new Later(app.now() * 1000 + SOON_MS, 'GitHub has not come to what its webhook told');
  // Gone with its repository, or transferred away: another webhook tells of that.
  if (snapshot === null) return;
  const judged = await judgedOf(app, installed, snapshot);
  // Before the deliveries are answered: a kill in between would leave it out for good.
  if (!isUnread(snapshot) && snapshot.state === 'merged')
    await keepReview(app, repository.id, number, judged);
  const written = await app.store.pulls.save({
    repository: repository.id,
    number,
    fence,
    ...judged,
    anew,
    deliveries,
    now: app.now(),
  });
  // Whoever began later may have died since: until it is known to be done, it is still to be done.
  if (written === 'stale') throw new Later(app.now() * 1000 + SOON_MS, 'somebody else has begun the same');
  if (written === 'erased') return;
  await dispatchOutbox(app, repository.id);
}

/** What became of what was said of a pull request, known for good once it is merged. */
async function keepReview(
  app: App,
  repository: number,
  number: number,
  { judgement }: Judged,
): Promise<void> {
  const finding = judgement?.findings.find((it) => it.practice === 'review-feedback');
  if (finding === undefined) return;
  await app.store.reviews.add(repository, [{ number, finding, people: judgement?.people ?? null }], null);
}

/** What is saved of it: where it may not be read, that. */
async function judgedOf(
  app: App,
  installed: Installed,
  snapshot: PullRequestSnapshot | Unread,
): Promise<Judged & { readonly head: string; readonly open: boolean }> {
  if (isUnread(snapshot)) {
    const check = notJudgedCheck(snapshot.why, reportUrl(app, installed.repository));
    return { head: snapshot.head, open: true, judgement: null, check };
  }
  const place = { head: snapshot.head.sha, open: snapshot.state === 'open' };
  if (snapshot.state === 'closed') return { ...place, judgement: null, check: null };
  return { ...place, ...(await judgePull(app, installed, snapshot)) };
}

/** A pull request that may not be read, on the head that a webhook told of. */
interface Unread {
  readonly why: string;
  readonly head: string;
}

const isUnread = (read: PullRequestSnapshot | Unread | null): read is Unread =>
  read !== null && 'why' in read;

/** What may not be read can still be said to be so. Null for what is gone. */
function whyUnread(error: unknown, head: string | null): Unread | null {
  if (error instanceof Gone) return null;
  if (error instanceof NotAllowed && error.reason === 'permission' && head !== null)
    return { head, why: `it may not be read: ${error.message}` };
  throw error;
}
