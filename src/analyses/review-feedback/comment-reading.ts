import type { CommentForm } from '../../model/review-feedback.js';

/** What one review comment says of itself: read from its text and the lines it stands at, never from its use. */
export interface CommentReading {
  readonly form: CommentForm;
  /** Its Conventional Comments (or Google) label in lower case, and whether it says that it blocks; null without. */
  readonly label: string | null;
  readonly blocking: boolean | null;
  readonly nit: boolean;
  readonly substantive: boolean;
  readonly informative: boolean;
  readonly actionable: boolean;
  readonly reasoned: boolean;
  readonly anchored: boolean;
  readonly praise: boolean;
  readonly praiseWithReason: boolean;
  readonly question: boolean;
  readonly request: boolean;
  readonly acknowledgement: boolean;
  readonly confused: boolean;
  /** The lines of each suggestion block, in order. */
  readonly suggestions: readonly string[];
  /** Words of prose: without code, quotes, images, HTML. */
  readonly words: number;
}
