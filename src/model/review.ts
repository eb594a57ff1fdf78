import type { PersonKey } from './commit.js';
import type { FileEdit } from './file-edit.js';

/** Somebody on a forge. Null stands for an account that was deleted. */
export interface Actor {
  readonly key: PersonKey;
  /** By a program: the forge says so, its name does, or the configuration. AI reviewers are programs. */
  readonly bot: boolean;
}

/** A verdict on a change, with the words that it came with. Times are seconds since 1970, UTC. */
export interface Review {
  readonly id: string;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  readonly at: number;
  readonly author: Actor | null;
  /** Markdown, at most 65,535 characters; empty for most approvals. */
  readonly body: string;
  /** The commit that was looked at; null where the forge no longer says. */
  readonly commit: string | null;
}

export interface ReviewComment {
  readonly id: string;
  readonly at: number;
  readonly author: Actor | null;
  readonly body: string;
  /** The end of the diff that the comment stands under; null where there is none. */
  readonly hunk: string | null;
}

/** Comments on one place of a change. The first one opens it, the others are replies. */
export interface ReviewThread {
  readonly id: string;
  /** As it was called when the thread was opened. */
  readonly path: string;
  readonly subject: 'line' | 'file';
  readonly side: 'before' | 'after';
  /**
   * Lines of `path` (1-based, both ends in), as they are numbered in `commit` (side `after`) or in what the change
   * stands on (side `before`); null for a whole file.
   */
  readonly lines: { readonly first: number; readonly last: number } | null;
  /** The head that its first comment was written on; null where the forge no longer says. */
  readonly commit: string | null;
  readonly resolved: boolean;
  readonly resolvedBy: Actor | null;
  /** The forge's own word that the place has changed since: a change of it, or a force-push. */
  readonly outdated: boolean;
  /** As the forge orders them, the one that opened it first: clocks may say otherwise. Never empty. */
  readonly comments: readonly ReviewComment[];
}

/** A commit of a pull request, as the forge tells it. */
export interface PullCommit {
  readonly sha: string;
  readonly at: number;
  readonly author: Actor | null;
  readonly coAuthors: readonly Actor[];
  readonly subject: string;
}

/** A head that a pull request had, and when; from webhooks, or from the forge's own record of force-pushes. */
export interface HeadPush {
  readonly at: number;
  readonly before: string | null;
  readonly after: string;
}

/** What people said of a change before it was merged. */
export interface Conversation {
  readonly author: Actor | null;
  readonly openedAt: number;
  /** When a review was first asked for, or the draft was made ready; the same as `openedAt` where nothing says so. */
  readonly readyAt: number;
  readonly mergedAt: number | null;
  /** Null where it was closed without a merge, or the account is gone. */
  readonly mergedBy: Actor | null;
  readonly base: string;
  readonly head: string;
  readonly additions: number;
  readonly deletions: number;
  /** A label or a trailer says that it was reviewed in person: it leaves no trace here. */
  readonly inPerson: boolean;
  readonly reviews: readonly Review[];
  readonly threads: readonly ReviewThread[];
  /** On the change as a whole, in its own talk and not in a review; without hunks. */
  readonly comments: readonly ReviewComment[];
  /** Oldest first; those that were force-pushed away are not among them. */
  readonly commits: readonly PullCommit[];
  readonly pushes: readonly HeadPush[];
  /** What the forge did not give whole, in words: its numbers are floors then. */
  readonly incomplete: readonly string[];
}

/** What a later commit did to one file. */
export interface LaterEdit {
  readonly commit: string;
  /** Its committer's date. Seconds since 1970, UTC. */
  readonly at: number;
  /** By the author of the pull request, or with them as a co-author. A merge is by nobody: it brings what others did. */
  readonly byAuthor: boolean;
  readonly subject: string;
  readonly coAuthors: readonly PersonKey[];
  /** Against its first parent. `text` is Unicode here, unlike in a FileEdit. */
  readonly edit: Pick<FileEdit, 'path' | 'before' | 'status' | 'binary' | 'added' | 'text' | 'removedAt'>;
}

/**
 * What became of a file afterwards, up to the head that was merged.
 *
 * - `followed`: commit by commit from the one that was commented on, oldest first, through renames; those that did
 *   nothing to the file are left out
 * - `rewritten`: the commit that was commented on was force-pushed away; one edit from it to the head, or none. Where
 *   the base's own version of the file moved between the two (`baseMoved`), what changed may not be the author's doing
 * - `gone`: that commit is not to be had any more
 */
export type AfterComment =
  | { readonly kind: 'followed'; readonly edits: readonly LaterEdit[] }
  | { readonly kind: 'rewritten'; readonly baseMoved: boolean; readonly edits: readonly LaterEdit[] }
  | { readonly kind: 'gone' };

/** A file with comments, as the change had it when it was first commented on. */
export interface FileAtFirstReview {
  readonly path: string;
  readonly commit: string;
  /** When the first comment was made. Seconds since 1970, UTC. */
  readonly at: number;
  /** What the change had added or changed in it by then: lines of `path` in `commit`, 1-based, both ends in. */
  readonly hunks: readonly { readonly first: number; readonly last: number }[];
  readonly after: AfterComment;
}

/** A conversation with what happened to the code afterwards: all that review feedback is judged from. */
export interface ReviewSnapshot {
  readonly conversation: Conversation;
  /** By the id of a thread; one that is missing is `gone`. */
  readonly after: ReadonlyMap<string, AfterComment>;
  /** For what chance alone would give; empty where it is not known. */
  readonly atFirstReview: readonly FileAtFirstReview[];
}
