/**
 * Somebody who commits, as a key that only this process can make (HMAC-SHA256 under a random key, base64url).
 * Good for telling whether two commits are by the same person, and for nothing else.
 */
export type PersonKey = string;

export interface Commit {
  /** Object name, 40 or 64 hexadecimal digits. */
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: PersonKey;
  /** By a bot: its author's name or address says so, or the configuration does. */
  readonly bot: boolean;
  /** Committer date in seconds since 1970, UTC. Forgeable: it dates a change, it never orders commits. */
  readonly committedAt: number;
  readonly subject: string;
}
