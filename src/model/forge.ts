import type { Conversation } from './review.js';

/** A repository on a forge. Its number stays when it is renamed or moved; its name is only for reading and for calls. */
export interface RepositoryRef {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

/** What an installation may do; a permission that is missing is left out. */
export type Permissions = Readonly<Partial<Record<string, 'read' | 'write' | 'admin'>>>;

export interface InstallationRef {
  readonly id: number;
  /** The login of the organisation or user. */
  readonly account: string;
}

/** A pull request as a forge has it at one moment. Times are seconds since 1970, UTC. */
export interface PullRequestSnapshot {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  /** From a fork. */
  readonly crossRepository: boolean;
  readonly updatedAt: number;
  readonly base: { readonly branch: string; readonly sha: string };
  /** The repository of a head may be gone; its commit stays. */
  readonly head: { readonly branch: string; readonly sha: string };
  readonly files: number;
  readonly labels: readonly string[];
  /** The commit that brought it to the base branch, and how many parents that has. */
  readonly merge: { readonly sha: string; readonly parents: number } | null;
  /** How many commits it has; `conversation.commits` may have fewer. */
  readonly commitCount: number;
  readonly conversation: Conversation;
}

/**
 * What a webhook says happened, in our words. A webhook is a reason to look again, never the truth: nothing of its
 * payload but names and numbers is kept.
 */
export type Happening =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      readonly head: string;
      /** A push to it: the head before; null where nothing was pushed. */
      readonly before: string | null;
      readonly closed: boolean;
      readonly merged: boolean;
    }
  /** A review, a comment or a thread of it. */
  | { readonly kind: 'conversation'; readonly number: number }
  /** Somebody asks for a check anew: of one check run, or of all of a commit (`checkRun` null). */
  | { readonly kind: 'recheck'; readonly head: string; readonly checkRun: number | null }
  /** *Wrong?* was pressed. */
  | { readonly kind: 'dispute'; readonly head: string; readonly checkRun: number }
  | { readonly kind: 'merge-group'; readonly head: string; readonly destroyed: boolean }
  | { readonly kind: 'push'; readonly branch: string; readonly before: string; readonly after: string }
  | {
      readonly kind: 'repository';
      readonly change:
        | 'renamed'
        | 'transferred'
        | 'archived'
        | 'unarchived'
        | 'privatized'
        | 'publicized'
        | 'default-branch';
      readonly defaultBranch: string;
      readonly private: boolean;
    }
  | {
      readonly kind: 'installation';
      readonly change: 'created' | 'deleted' | 'suspended' | 'unsuspended' | 'permissions' | 'renamed';
      readonly account: string;
      readonly permissions: Permissions;
      readonly repositories: readonly RepositoryRef[];
    }
  | {
      readonly kind: 'repositories';
      readonly added: readonly RepositoryRef[];
      readonly removed: readonly RepositoryRef[];
    }
  /** A user took back the app's access to them. */
  | { readonly kind: 'authorization-revoked'; readonly user: number }
  /** Nothing for us to do, and why. */
  | { readonly kind: 'nothing'; readonly why: string };

/** A webhook as it is kept in the inbox. */
export interface Delivery {
  /** GitHub's GUID; the same when it is delivered again. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installation: number | null;
  readonly repository: RepositoryRef | null;
  readonly happening: Happening;
  readonly receivedAt: number;
}

/**
 * What deliveries are about, as a key: those of one subject are handled together, in the order in which they came.
 * `pull-7-12`, `commit-7-<sha>`, `repository-7`, `installation-3`, `user-5`, `none`.
 */
export function subjectOf({ installation, repository, happening }: Delivery): string {
  switch (happening.kind) {
    case 'pull-request':
    case 'conversation':
      return `pull-${repository?.id ?? 0}-${happening.number}`;
    case 'recheck':
    case 'dispute':
    case 'merge-group':
      return `commit-${repository?.id ?? 0}-${happening.head}`;
    case 'push':
    case 'repository':
      return `repository-${repository?.id ?? 0}`;
    case 'installation':
    case 'repositories':
      return `installation-${installation ?? 0}`;
    case 'authorization-revoked':
      return `user-${happening.user}`;
    case 'nothing':
      return 'none';
  }
}
