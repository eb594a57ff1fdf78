import type { Happening } from '../../model/forge.js';
import { mergeGroupCheck } from '../../reports/check-run.js';
import type { StoredDelivery } from '../../store/store.js';
import { analysePull } from './analyse-pull.js';
import type { App } from './app.js';
import type { Told } from './behind.js';
import { dispatchOutbox } from './dispatch.js';
import { askForSync, wantSync } from './due.js';
import { attemptsFor, isWaiting, messageOf, tryLater } from './failures.js';
import { changeInstallation, changeRepositories, meetRepository } from './follow-installation.js';
import { followRepository } from './follow-repository.js';
import { sayGivenUp } from './give-up.js';
import { type Installed, installedRepository } from './installed.js';
import { reportUrl } from './report-url.js';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;
type AboutPull = StoredDelivery & { readonly happening: Of<'pull-request' | 'conversation'> };

/** Does what the deliveries of one subject ask for, all at once: ten pushes to a pull request are one analysis. */
export async function handleDeliveries(app: App, subject: string): Promise<void> {
  const deliveries = await app.store.inbox.of(subject);
  if (deliveries.length === 0) return;
  const guids = deliveries.map(({ guid }) => guid);
  const pulls = deliveries.filter(isAboutPull);
  try {
    if (pulls.length > 0) await lookAtPull(app, pulls);
    for (const delivery of deliveries) await follow(app, delivery);
  } catch (error) {
    const attempts = Math.max(...deliveries.map((delivery) => delivery.attempts));
    if (!isWaiting(error)) {
      if (attempts + 1 >= attemptsFor(error)) await giveUp(app, pulls, error);
      await app.store.inbox.failed(guids, messageOf(error), attemptsFor(error), app.now());
    }
    throw tryLater(error, attempts, app.now() * 1000);
  }
  // Some were done with what was saved of them already; for the others this is the word.
  await app.store.inbox.done(guids, app.now());
}

const isAboutPull = (delivery: StoredDelivery): delivery is AboutPull =>
  delivery.happening.kind === 'pull-request' || delivery.happening.kind === 'conversation';

/** Before its deliveries are set aside: nothing would come back to it. */
async function giveUp(app: App, pulls: readonly AboutPull[], error: unknown): Promise<void> {
  const [first] = pulls;
  const head = toldBy(pulls)?.head;
  if (first?.repository == null || head === undefined) return;
  const installed = await installedRepository(app, first.repository.id);
  if (installed !== null) await sayGivenUp(app, installed, { number: first.happening.number, head }, error);
}

async function lookAtPull(app: App, deliveries: readonly AboutPull[]): Promise<void> {
  const [first] = deliveries;
  const installed = await installedOf(app, first);
  if (installed === null || first === undefined) return;
  const { id } = installed.repository;
  const { number } = first.happening;
  const seen = new Set<string>();
  for (const { happening, receivedAt } of deliveries) {
    if (happening.kind !== 'pull-request') continue;
    const { before, head: after } = happening;
    // A label or a new title is no push: fifty of them are one row.
    if (seen.has(`${before} ${after}`)) continue;
    seen.add(`${before} ${after}`);
    // Kept as they happen: after a force-push nothing else tells what came first.
    await app.store.pulls.pushed(id, number, { at: receivedAt, before, after });
  }
  const told = toldBy(deliveries);
  const guids = deliveries.map(({ guid }) => guid);
  const isMerge = deliveries.some(({ happening }) => happening.kind === 'pull-request' && happening.merged);
  // Before the deliveries are answered: a kill in between would leave it out.
  if (isMerge) await wantSync(app, id);
  await analysePull(app, installed, number, {
    ...{ deliveries: guids, told, anew: false },
    head: told?.head ?? null,
  });
  if (isMerge) await app.queue.add({ kind: 'sync', subject: String(id) });
}

function toldBy(deliveries: readonly AboutPull[]): Told | null {
  const told = deliveries.flatMap(({ happening, receivedAt }) =>
    happening.kind === 'pull-request' ? [{ ...happening, at: receivedAt }] : [],
  );
  const last = told.at(-1);
  if (last === undefined) return null;
  return { ...last, before: told.flatMap(({ before }) => before ?? []) };
}

/** What is not about a pull request, one by one in their order. */
async function follow(app: App, delivery: StoredDelivery): Promise<void> {
  const { happening } = delivery;
  switch (happening.kind) {
    case 'recheck':
      return recheck(app, delivery, happening);
    case 'dispute':
      return dispute(app, delivery, happening);
    case 'merge-group':
      return answerMergeGroup(app, delivery, happening);
    case 'push':
      return followPush(app, delivery);
    case 'repository':
      return followRepository(app, delivery, happening);
    case 'installation':
      return changeInstallation(app, delivery, happening);
    case 'repositories':
      return changeRepositories(app, delivery, happening);
    case 'authorization-revoked':
      await app.store.sessions.removeOf(happening.user);
      return;
    default:
      return;
  }
}

/** By its number: a name may be somebody else's by now. What is not known yet is asked for. */
async function installedOf(app: App, delivery: StoredDelivery | undefined): Promise<Installed | null> {
  if (!delivery?.repository) return null;
  const { id } = delivery.repository;
  const installed = await installedRepository(app, id);
  if (installed !== null || delivery.installation === null) return installed;
  if ((await app.store.repositories.find(id)) !== null) return null;
  await meetRepository(app, delivery.installation, id);
  return installedRepository(app, id);
}

async function recheck(app: App, delivery: StoredDelivery, { head, checkRun }: Of<'recheck'>): Promise<void> {
  const installed = await installedOf(app, delivery);
  if (installed === null) return;
  const { id } = installed.repository;
  const asked = checkRun === null ? null : await app.store.outbox.ofCheckRun(id, checkRun);
  if (asked !== null && asked.number === null) {
    await app.store.outbox.put(asked, [delivery.guid], app.now(), true);
    return dispatchOutbox(app, id);
  }
  // All checks of a commit: one of a merge group belongs to no pull request.
  for (const group of checkRun === null ? await app.store.outbox.ofGroup(id, head) : []) {
    await app.store.outbox.put(group, [delivery.guid], app.now(), true);
    await dispatchOutbox(app, id);
  }
  const numbers = asked?.number ? [asked.number] : await app.store.pulls.atHead(id, head);
  for (const [place, number] of numbers.entries()) {
    // Answered with the last one: done again after a kill, it would post the same once more.
    const deliveries = place === numbers.length - 1 ? [delivery.guid] : [];
    await analysePull(app, installed, number, { deliveries, head, told: null, anew: true });
  }
}

async function dispute(app: App, delivery: StoredDelivery, { head, checkRun }: Of<'dispute'>): Promise<void> {
  const installed = await installedOf(app, delivery);
  if (installed === null) return;
  const repository = installed.repository.id;
  await app.store.disputes.put({ repository, head, checkRun, at: delivery.receivedAt }, [delivery.guid]);
}

async function answerMergeGroup(
  app: App,
  delivery: StoredDelivery,
  { head, destroyed }: Of<'merge-group'>,
): Promise<void> {
  const installed = await installedOf(app, delivery);
  if (installed === null || destroyed) return;
  const { repository } = installed;
  const check = mergeGroupCheck(reportUrl(app, repository));
  await app.store.outbox.put({ repository: repository.id, head, check }, [delivery.guid], app.now());
  await dispatchOutbox(app, repository.id);
}

async function followPush(app: App, delivery: StoredDelivery): Promise<void> {
  const installed = await installedOf(app, delivery);
  if (installed !== null) await askForSync(app, installed.repository.id);
}
