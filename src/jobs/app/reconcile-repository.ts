import { randomUUID } from 'node:crypto';
import { openPulls } from '../../github/repositories.js';
import type { Delivery } from '../../model/forge.js';
import type { App } from './app.js';
import { dispatchInbox } from './dispatch.js';
import { repositoryNow } from './follow-repository.js';
import { installedRepository } from './installed.js';

/**
 * Finds open pull requests without a check on their head, and changes without a judgement, whatever webhooks there were.
 * What is found goes through the inbox as if a webhook had come.
 */
export async function reconcileRepository(app: App, id: number): Promise<void> {
  const installed = await installedRepository(app, id);
  if (installed === null) return;
  const { repository, installation } = installed;
  // Taken away, and the webhook that says so is on its way, or was lost: GitHub's word is enough.
  const now = await repositoryNow(app, installation.id, id);
  if (now === null || now.archived) return;
  const caller = app.github.as({ installation: installation.id, repository: id, purpose: 'pulls' });
  const open = await openPulls(caller, now);
  const stored = await app.store.pulls.open(id);
  const known = new Map(stored.map((pull) => [pull.number, pull]));
  for (const { number, head } of open) {
    const pull = known.get(number);
    // Also what could not be judged then: a draft, or without a permission that is there now.
    if (pull?.head !== head || !pull.judged) await lookAgain(app, repository, number);
    known.delete(number);
  }
  // Closed while nobody heard.
  for (const number of known.keys()) await lookAgain(app, repository, number);
  await app.queue.add({ kind: 'sync', subject: String(id) });
  await dispatchInbox(app);
}

async function lookAgain(
  app: App,
  { id, owner, name, installation }: { id: number; owner: string; name: string; installation: number },
  number: number,
): Promise<void> {
  const at = app.now();
  const delivery: Delivery = {
    guid: `reconcile-${randomUUID()}`,
    event: 'reconcile',
    action: null,
    installation,
    repository: { id, owner, name },
    happening: { kind: 'conversation', number },
    receivedAt: at,
  };
  await app.store.inbox.put(delivery);
}
