import { withEarlierPushes } from '../../analyses/test-first/index.js';
import type { Repository } from '../../git/repository.js';
import type { Change } from '../../model/change.js';
import type { TestFirstFinding } from '../../model/finding.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import type { Judgement } from '../../model/judgement.js';
import type { HeadPush } from '../../model/review.js';
import type { Settings } from '../../model/settings.js';
import { judgeChanges } from '../judge-changes.js';
import { ReviewSnapshots } from '../review-snapshots.js';

/** GitHub forgets what was pushed before a force-push; what webhooks told of it is kept. */
export function withPushes(snapshot: PullRequestSnapshot, heard: readonly HeadPush[]): PullRequestSnapshot {
  const { conversation } = snapshot;
  const known = new Set(conversation.pushes.map(({ after }) => after));
  const pushes = [...conversation.pushes, ...heard.filter(({ after }) => !known.has(after))];
  return {
    ...snapshot,
    conversation: { ...conversation, pushes: pushes.sort((one, other) => one.at - other.at) },
  };
}

/** Commits that were the head once, or were commented on, and may be on the branch no more. */
export const earlierHeads = ({
  conversation: { threads, pushes },
}: PullRequestSnapshot): readonly string[] => [
  ...pushes.flatMap(({ before }) => before ?? []).reverse(),
  ...threads.flatMap(({ commit }) => commit ?? []),
];

/** So many heads that were forced away are looked at, the oldest: they hold the order. */
const EARLIER_HEADS = 3;

/** A pull request from its base to its head, with the order in which heads that were forced away had it. */
export async function judgeHead(
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
    // One of another history says nothing of this one.
    const from = await mirror.mergeBase(snapshot.base.sha, sha);
    if (from === null || from === sha) continue;
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
    if ((await mirror.mergeBase(sha, head)) !== sha) forced.push(sha);
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
