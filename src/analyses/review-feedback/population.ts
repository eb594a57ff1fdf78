import type { Conversation } from '../../model/review.js';

/** What takes something back, or brings one branch into another, was reviewed where it was made. */
const REVERT = /^(?:revert\b|reapply\b)/i;
const MERGE_BACK =
  /^(?:\[?(?:back-?port|cherry-?pick)\b|merge (?:branch |tag |remote-tracking |back |'?(?:main|master|develop|release)\b))|\bmerge-?back\b|\bback-?merge\b/i;

/** Why a change is not asked about its review; null where it is. */
export function whyNotAsked(
  { author, inPerson }: Pick<Conversation, 'author' | 'inPerson'>,
  { title, bot, isByHand }: { title: string; bot: boolean; isByHand: boolean },
): string | null {
  if (bot || author?.bot) return 'made by a bot';
  if (inPerson) return 'reviewed in person, which leaves no trace here';
  if (REVERT.test(title)) return 'takes an earlier change back';
  if (MERGE_BACK.test(title)) return 'brings one branch into another';
  if (!isByHand) return 'changes nothing but what a machine makes';
  return null;
}
