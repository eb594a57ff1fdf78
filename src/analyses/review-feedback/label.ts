import type { CommentForm } from '../../model/review-feedback.js';

export interface Label {
  readonly label: string;
  readonly blocking: boolean | null;
  readonly nit: boolean;
  /** Null where the label does not tell what follows. */
  readonly form: CommentForm | null;
}

interface Meaning {
  readonly form: CommentForm | null;
  /** Null where only a decoration tells. */
  readonly blocking?: boolean;
  readonly nit?: boolean;
}

/**
 * The labels of Conventional Comments (conventionalcomments.org), and those that Google's guide for reviewers names
 * (nit, optional, consider, fyi); with the short forms that people write for them.
 */
const LABELS: Record<string, Meaning> = {
  praise: { form: 'praise', blocking: false },
  nitpick: { form: 'request', blocking: false, nit: true },
  nit: { form: 'request', blocking: false, nit: true },
  suggestion: { form: 'suggestion' },
  issue: { form: 'request' },
  todo: { form: 'request' },
  question: { form: 'question' },
  thought: { form: 'statement', blocking: false },
  chore: { form: 'request' },
  note: { form: 'statement', blocking: false },
  typo: { form: 'request', nit: true },
  polish: { form: 'request', nit: true },
  quibble: { form: 'request', blocking: false, nit: true },
  optional: { form: null, blocking: false },
  consider: { form: 'request', blocking: false },
  fyi: { form: 'statement', blocking: false },
  minor: { form: null, blocking: false, nit: true },
  blocking: { form: null, blocking: true },
  blocker: { form: null, blocking: true },
};

const DECORATIONS: Record<string, boolean> = { blocking: true, 'non-blocking': false, 'if-minor': false };

/** `label:`, `label (decoration, …):`, `[label]` and `(label)`, at the very start. */
const AT_HEAD = /^(?:[[(]([a-z]{2,12})[\])] ?:?|([a-z]{2,12}) ?(?:\(([a-z ,-]{2,60})\))? ?:(?!:))/i;

/** @param prose of a comment */
export function labelOf(prose: string): Label | null {
  const [, bracketed, plain, decorations = ''] = AT_HEAD.exec(prose) ?? [];
  const label = (bracketed ?? plain ?? '').toLowerCase();
  const meaning = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  if (meaning === undefined) return null;
  const decorated = decorations
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .find((word) => Object.hasOwn(DECORATIONS, word));
  const { form, blocking = null, nit = false } = meaning;
  return {
    label,
    form,
    nit,
    blocking: decorated === undefined ? blocking : (DECORATIONS[decorated] ?? null),
  };
}
