import { randomUUID } from 'node:crypto';
import { openPulls } from '../../github/repositories.js';
import { type Delivery, subjectOf } from '../../model/forge.js';
import type { App } from './app.js';
import { dispatchInbox } from './dispatch.js';
import { askForSync, reconciled } from './due.js';
import { repositoryNow } from './follow-repository.js';
import { installedRepository } from './installed.js';
import { knownBots } from './known-bots.js';
import { reviewsSince } from './reviews-since.js';

/**
 * Finds open pull requests without a check on their head, reviews of those that were merged, and changes without a
 * judgement, whatever webhooks there were. Pull requests that are found go through the inbox as if a webhook had come.
 */
export async function reconcileRepository(app: App, id: number, signal: AbortSignal): Promise<void> {
  const installed = await installedRepository(app, id);
  if (installed === null) return;
  const { repository, installation } = installed;
  // Taken away, and the webhook that says so is on its way, or was lost: GitHub's word is enough.
  const now = await repositoryNow(app, installation.id, id);
  if (now === null || now.archived) return;
  const caller = app.github.as({ installation: installation.id, repository: id, purpose: 'pulls' });
  const open = await openPulls(caller, now, await knownBots(app, id));
  const asked = (number: number): Delivery => lookAgain(app, repository, number);
  // Asked before what was judged: what was done in between is in that.
  const told = await app.store.inbox.waits(open.map(({ number }) => subjectOf(asked(number))));
  const known = new Map((await app.store.pulls.open(id)).map((pull) => [pull.number, pull]));
  const found: Delivery[] = [];
  for (const { number, head, draft, bot } of open) {
    const pull = known.get(number);
    known.delete(number);
    // What could not be judged then may be judged now: it is no draft any more, or there is a permission.
    const isJudged = pull?.head === head && (pull.judged || draft || bot);
    if (!isJudged && !told.has(subjectOf(asked(number)))) found.push(asked(number));
  }
  // Closed while nobody heard.
  for (const delivery of [...found, ...[...known.keys()].map(asked)]) await app.store.inbox.put(delivery);
  await dispatchInbox(app);
  await reviewsSince(app, installed, signal);
  await askForSync(app, id);
  if (!signal.aborted) await reconciled(app, id);
}

function lookAgain(
  app: App,
  { id, owner, name, installation }: { id: number; owner: string; name: string; installation: number },
  number: number,
): Delivery {
  return {
    guid: `reconcile-${randomUUID()}`,
    event: 'reconcile',
    action: null,
    installation,
    repository: { id, owner, name },
    happening: { kind: 'conversation', number },
    receivedAt: app.now(),
  };
}
