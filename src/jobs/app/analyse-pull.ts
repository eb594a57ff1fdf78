import { withEarlierPushes } from '../../analyses/test-first/index.js';
import { MirrorError } from '../../git/mirror-failures.js';
import { openRepository, type Repository } from '../../git/repository.js';
import { Gone, NotAllowed } from '../../github/failures.js';
import { readPull } from '../../github/snapshot.js';
import type { Change } from '../../model/change.js';
import type { CheckRun } from '../../model/check-run.js';
import type { TestFirstFinding } from '../../model/finding.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import type { Judgement } from '../../model/judgement.js';
import type { HeadPush } from '../../model/review.js';
import type { Settings } from '../../model/settings.js';
import { Later } from '../../queue/queue.js';
import { checkRun, notJudgedCheck } from '../../reports/check-run.js';
import { judgeChanges } from '../judge-changes.js';
import { ReviewSnapshots } from '../review-snapshots.js';
import type { App } from './app.js';
import { isBehind, type Told } from './behind.js';
import { dispatchOutbox } from './dispatch.js';
import { importWords } from './import-history.js';
import type { Installed } from './installed.js';
import { knownBots, rememberBots } from './known-bots.js';
import { namingOf } from './people.js';
import { problemsAt, type ReadConfiguration, readConfiguration } from './read-configuration.js';
import { reportUrl } from './report-url.js';
import { storedTrends } from './stored-trends.js';

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

interface Judged {
  readonly judgement: Judgement | null;
  readonly check: CheckRun | null;
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
  return { ...place, ...(await judge(app, installed, snapshot)) };
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

async function judge(app: App, installed: Installed, snapshot: PullRequestSnapshot): Promise<Judged> {
  const { repository } = installed;
  const not = (why: string): Judged => ({
    judgement: null,
    check: notJudgedCheck(why, reportUrl(app, repository)),
  });
  if (snapshot.draft) return not('it is a draft: it will be judged when it is ready for review');
  if (snapshot.conversation.author?.bot) return not('it is by a bot: only what people write is judged');
  const pushes = await app.store.pulls.pushes(repository.id, snapshot.number);
  const whole = withPushes(snapshot, pushes);
  const fetched = await app.mirrors.fetchPull(installed, whole, earlierHeads(whole)).catch(orWhy);
  if (fetched.kind === 'gone') return not(fetched.why);
  const mirror = await openRepository(fetched.path, installed.installation.secret);
  try {
    const base = await mirror.mergeBase(snapshot.base.sha, snapshot.head.sha);
    if (base === snapshot.head.sha)
      return not('it changes nothing: its commits are on the base branch already');
    const configuration = await readConfiguration(app, installed, mirror, snapshot.base.sha);
    await rememberBots(app, repository.id, configuration.settings);
    const judgement = await judgeHead(mirror, base, whole, configuration.settings);
    return { judgement, check: await checkOf(app, installed, snapshot, judgement, configuration, mirror) };
  } finally {
    await mirror.close();
  }
}

/** What keeps its commits from us for good, to be said in the check; what passes is thrown. */
function orWhy(error: unknown): { readonly kind: 'gone'; readonly why: string } {
  if (error instanceof NotAllowed && error.reason === 'permission')
    return { kind: 'gone', why: `its commits may not be read: ${error.message}` };
  if (error instanceof MirrorError && error.reason === 'too-large')
    return { kind: 'gone', why: `the repository is too large: ${error.message}` };
  throw error;
}

/** GitHub forgets what was pushed before a force-push; what webhooks told of it is kept. */
function withPushes(snapshot: PullRequestSnapshot, heard: readonly HeadPush[]): PullRequestSnapshot {
  const { conversation } = snapshot;
  const known = new Set(conversation.pushes.map(({ after }) => after));
  const pushes = [...conversation.pushes, ...heard.filter(({ after }) => !known.has(after))];
  return {
    ...snapshot,
    conversation: { ...conversation, pushes: pushes.sort((one, other) => one.at - other.at) },
  };
}

/** Commits that were the head once, or were commented on, and may be on the branch no more. */
const earlierHeads = ({ conversation: { threads, pushes } }: PullRequestSnapshot): readonly string[] => [
  ...pushes.flatMap(({ before }) => before ?? []).reverse(),
  ...threads.flatMap(({ commit }) => commit ?? []),
];

/** So many heads that were forced away are looked at, the oldest: they hold the order. */
const EARLIER_HEADS = 3;

async function judgeHead(
  mirror: Repository,
  base: string,
  snapshot: PullRequestSnapshot,
  settings: Settings,
): Promise<Judgement> {
  const { head, conversation } = snapshot;
  const judgement = await judgeRange(mirror, base, head.sha, snapshot, settings, true);
  const forced = await forcedAway(mirror, conversation.pushes, head.sha);
  const earlier: TestFirstFinding[] = [];
  for (const sha of forced.slice(0, EARLIER_HEADS)) {
    const from = await mirror.mergeBase(snapshot.base.sha, sha);
    if (from === sha) continue;
    const { findings } = await judgeRange(mirror, from, sha, snapshot, settings, false);
    earlier.push(...findings.filter((it) => it.practice === 'test-first'));
  }
  const findings = judgement.findings.map((finding) =>
    finding.practice === 'test-first' ? withEarlierPushes(finding, earlier) : finding,
  );
  return { ...judgement, findings };
}

/** Heads that are no part of the last one any more, the oldest first. */
async function forcedAway(
  mirror: Repository,
  pushes: readonly HeadPush[],
  head: string,
): Promise<readonly string[]> {
  const heads = [...new Set(pushes.flatMap(({ before }) => before ?? []))].filter((sha) => sha !== head);
  const here = heads.length === 0 ? new Set<string>() : await mirror.present(heads);
  const forced: string[] = [];
  for (const sha of heads.filter((it) => here.has(it))) {
    const common = await mirror.mergeBase(sha, head).catch(() => null);
    if (common !== sha) forced.push(sha);
  }
  return forced;
}

async function judgeRange(
  mirror: Repository,
  base: string,
  head: string,
  { number, title, conversation, updatedAt }: PullRequestSnapshot,
  settings: Settings,
  withReviews: boolean,
): Promise<Judgement> {
  const isBot = (name: string): boolean => settings.bots.some((pattern) => pattern.matches(name));
  const range = await mirror.range(base, head, isBot);
  const change: Change = { ...range, number, title, mergedAt: conversation.mergedAt ?? updatedAt };
  const reviews = withReviews ? new ReviewSnapshots(mirror, async () => conversation) : null;
  for await (const judgement of judgeChanges(mirror, [change], settings, { reviews })) return judgement;
  throw new Error('a range gave no judgement');
}

async function checkOf(
  app: App,
  { repository }: Installed,
  snapshot: PullRequestSnapshot,
  judgement: Judgement,
  { settings, problems, file }: ReadConfiguration,
  mirror: Repository,
): Promise<CheckRun> {
  const importing = await importWords(app, repository.id);
  return checkRun({
    judgement,
    trends: await storedTrends(app, repository.id),
    vision: settings.vision,
    guidance: settings.guidance,
    gate: settings.gate,
    problems: judgement.paths.includes(file) ? await problemsAt(mirror, snapshot.head.sha) : [],
    notes: [
      ...problems.map((problem) => `${problem} (the defaults were used)`),
      ...(importing === null ? [] : [importing]),
      ...snapshot.conversation.incomplete,
    ],
    reportUrl: reportUrl(app, repository),
    canRecheck: true,
  });
}
