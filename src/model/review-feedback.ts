/** What a comment is by its words; `unknown` for those that are not read, as of other languages than English. */
export type CommentForm =
  | 'suggestion'
  | 'acknowledgement'
  | 'praise'
  | 'request'
  | 'question'
  | 'statement'
  | 'unknown';

/**
 * What became of a thread, from the strongest evidence to the weakest. The first that holds is kept.
 *
 * - `suggestion-applied`: the suggested lines came, or a commit says so
 * - `line-changed`: the author changed a line within three of the commented ones
 * - `file-changed`: of a comment on a whole file, that the author changed the file: it says little
 * - `answered`: the author replied in words
 * - `resolved-only`: somebody pressed *resolve*
 * - `outdated-only`: the forge says that the place changed, and nothing else is known of it
 * - `unaddressed`: nothing of that
 * - `unknown`: its commit is gone, and nobody answered or resolved it
 */
export const becameKinds = [
  'suggestion-applied',
  'line-changed',
  'file-changed',
  'answered',
  'resolved-only',
  'outdated-only',
  'unaddressed',
  'unknown',
] as const;
export type Became = (typeof becameKinds)[number];

/** More rounds than this are many: it may be worth a talk (Doğan and Tüzün's ping-pong, 5-review-evidence, 1.3). */
export const MANY_ROUNDS = 3;

/** What can be read of feedback in words. It tells a form, never a use. */
export interface Feedback {
  readonly form: CommentForm;
  /** More than an acknowledgement or praise alone, and enough words to say something. */
  readonly substantive: boolean;
  readonly reasoned: boolean;
  readonly question: boolean;
  readonly praiseWithReason: boolean;
  /** It says how severe it is meant, as in *nit:* or *suggestion (non-blocking):*. */
  readonly labelled: boolean;
}

/** A thread that a person other than the author opened, by its first comment. */
export interface FeedbackThread extends Feedback {
  readonly id: string;
  readonly path: string;
  /** The last line that it is on, as it was numbered then; null for a whole file. */
  readonly line: number | null;
  readonly nit: boolean;
  /** For a change or an answer. Praise, notes and thoughts ask for nothing. */
  readonly asks: boolean;
  readonly resolved: boolean;
  readonly became: Became;
  /** The commit that shows it; null where it is no commit. */
  readonly by: string | null;
  /** Whether it counts for uptake: it asks for something, and its lines could be followed, whatever that showed. */
  readonly counts: boolean;
}

/** Whether a thread led to something: to a change near it, or for a question to an answer. */
export const isTakenUp = ({ became, form }: Pick<FeedbackThread, 'became' | 'form'>): boolean =>
  became === 'suggestion-applied' ||
  became === 'line-changed' ||
  (became === 'answered' && form === 'question');

/** Whether a person other than its author looked at a change before it was merged. */
export type ReviewClass = 'reviewed' | 'unreviewed' | 'not-applicable';

/** What the review-feedback analysis says of one change. */
export interface ReviewFeedbackFinding {
  readonly practice: 'review-feedback';
  readonly class: ReviewClass;
  /** False for one that is still open: what becomes of it is not known yet. */
  readonly merged: boolean;
  /** Unreviewed, and merged by its author. */
  readonly ownMerge: boolean;
  readonly threads: readonly FeedbackThread[];
  /** Words of reviews that stand in no thread; empty ones are none. */
  readonly summaries: readonly Feedback[];
  /** Threads and reviews by programs, which count nowhere else. */
  readonly programs: { readonly threads: number; readonly reviews: number };
  /** Of n places of the same files that nobody commented on, how many the author changed afterwards all the same. */
  readonly chance: { readonly x: number; readonly n: number };
  /** How often feedback was followed by another push of the author. */
  readonly rounds: number;
  /** From when a review was asked for to the first one by a person; null without one. Working hours: Mon to Fri, 9 to 17 UTC. */
  readonly firstReview: { readonly hours: number; readonly workingHours: number } | null;
  /**
   * Approved without a substantive comment by anybody, and faster than it can be read; null where it is not asked: it
   * was not approved, or is too small.
   */
  readonly fastApproval: boolean | null;
  /** Commits that came after the last approval; null without one. */
  readonly afterApproval: number | null;
  /** Lines that came and went, generated ones left out. */
  readonly changedLines: number;
  /** In words: what decided, what was left out and why. */
  readonly reasons: readonly string[];
}
