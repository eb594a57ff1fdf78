/** All that this GitHub knows, as plain data. Times are seconds since 1970, UTC; commits are full names. */
export interface State {
  nextId: number;
  /** Seconds by which the double's clock is ahead of the machine's. */
  clockAhead: number;
  readonly app: App;
  webhook: { url: string | null; secret: string };
  readonly accounts: Account[];
  readonly installations: Installation[];
  readonly repositories: Repository[];
  readonly tokens: Record<string, Token>;
  readonly userTokens: Record<string, UserToken>;
  readonly signIn: SignIn;
  /** A row an attempt, oldest first. */
  readonly deliveries: Attempt[];
  /** What was sent, by GUID. */
  readonly payloads: Record<string, string>;
  /** What an installation has used of this hour, by its id; a user, by `user-` and theirs. */
  readonly used: Record<string, { since: number; rest: number; graphql: number }>;
  limits: { rest: number; graphql: number };
  /** What a manifest code buys; each only once. */
  readonly manifestCodes: string[];
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly ownerId: number;
  readonly botId: number;
  /** PEM, PKCS 1 as GitHub gives it. */
  readonly privateKey: string;
  readonly publicKey: string;
  readonly createdAt: number;
  permissions: Permissions;
  events: string[];
}

export type Level = 'read' | 'write' | 'admin';
export type Permissions = Readonly<Partial<Record<string, Level>>>;

export interface Account {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  /** Commits with this address are theirs. */
  readonly email: string;
  readonly createdAt: number;
  /** An organisation whose members must have signed in to it besides (SAML); false where it is left out. */
  sso?: boolean;
}

export interface Installation {
  readonly id: number;
  readonly accountId: number;
  /** `all` follows what the account owns. */
  repositories: 'all' | number[];
  permissions: Permissions;
  readonly createdAt: number;
  updatedAt: number;
  suspendedAt: number | null;
}

export interface Token {
  readonly installationId: number;
  /** Null: all that the installation has. */
  readonly repositoryIds: readonly number[] | null;
  readonly permissions: Permissions;
  expiresAt: number;
}

/** What somebody made for themselves: it reads what it names, and whatever is public. */
export interface UserToken {
  readonly accountId: number;
  readonly repositoryIds: readonly number[];
  readonly permissions: Permissions;
  expiresAt: number;
}

/** People who sign in to the app with GitHub. */
export interface SignIn {
  /** Who sits at the browser, and whether they let the app see what they may see; null where nobody is signed in. */
  person: { readonly accountId: number; readonly willing: boolean } | null;
  /** Where the app may have people sent back to. */
  callbackUrls: readonly string[];
  readonly codes: Record<string, SignInCode>;
  readonly tokens: Record<string, SignedInToken>;
}

export interface SignInCode {
  readonly accountId: number;
  readonly redirectUri: string;
  /** Of the method S256; null where none was given. */
  readonly challenge: string | null;
  readonly expiresAt: number;
}

/** What the app may do for somebody who signed in. */
export interface SignedInToken {
  readonly accountId: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: number;
  expiresAt: number;
}

export type Role = 'pull' | 'triage' | 'push' | 'maintain' | 'admin';

export interface Repository {
  readonly id: number;
  ownerId: number;
  name: string;
  private: boolean;
  archived: boolean;
  readonly defaultBranch: string;
  readonly createdAt: number;
  updatedAt: number;
  pushedAt: number;
  nextNumber: number;
  /** Former `owner/name`, in small letters. */
  readonly formerNames: string[];
  /** Whom its owner let in; the owner themselves is not among them. */
  readonly collaborators: { readonly accountId: number; readonly role: Role }[];
  readonly pulls: PullRequest[];
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  /** Whether issues are switched on; pull requests are there anyway. */
  hasIssues: boolean;
  readonly issues: Issue[];
}

/** An issue that is no pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  readonly authorId: number | null;
  state: 'open' | 'closed' | 'deleted';
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  /** How often it was written: once when it was made, and once a PATCH. */
  writes: number;
}

export interface PullCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly at: number;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  /** Null where the account was deleted. */
  authorId: number | null;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  readonly base: { branch: string; sha: string };
  readonly head: { readonly branch: string; sha: string };
  /** Whose fork it comes from, and the fork's id; null for a branch of the repository itself. */
  readonly fork: { readonly ownerId: number; readonly id: number } | null;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  mergedAt: number | null;
  mergedById: number | null;
  mergeCommit: PullCommit | null;
  labels: string[];
  size: { additions: number; deletions: number; changedFiles: number };
  /** Oldest first. */
  commits: readonly PullCommit[];
  readonly reviewers: number[];
  readonly reviews: Review[];
  readonly threads: Thread[];
  readonly comments: IssueComment[];
  readonly timeline: TimelineItem[];
}

export interface Review {
  readonly id: number;
  readonly authorId: number | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  body: string;
  readonly submittedAt: number;
  readonly commit: string;
}

export interface Thread {
  readonly id: number;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly subject: 'LINE' | 'FILE';
  /** Null once the place has changed. */
  line: number | null;
  startLine: number | null;
  readonly originalLine: number | null;
  readonly originalStartLine: number | null;
  outdated: boolean;
  resolved: boolean;
  resolvedById: number | null;
  readonly originalCommit: string;
  /** The head that `line` counts in. */
  commit: string;
  readonly diffHunk: string;
  readonly comments: ReviewComment[];
}

export interface ReviewComment {
  readonly id: number;
  readonly authorId: number | null;
  readonly body: string;
  readonly createdAt: number;
  readonly reviewId: number;
  readonly replyTo: number | null;
}

export interface IssueComment {
  readonly id: number;
  readonly authorId: number | null;
  readonly body: string;
  readonly createdAt: number;
}

export type TimelineItem = { readonly id: number; readonly at: number; readonly actorId: number | null } & (
  | { readonly kind: 'HeadRefForcePushedEvent'; readonly before: string; readonly after: string }
  | { readonly kind: 'ReadyForReviewEvent' }
  | { readonly kind: 'ConvertToDraftEvent' }
  | { readonly kind: 'ReviewRequestedEvent'; readonly reviewerId: number }
  | { readonly kind: 'BaseRefChangedEvent'; readonly before: string; readonly after: string }
  | { readonly kind: 'MergedEvent'; readonly commit: string; readonly branch: string }
  | { readonly kind: 'ClosedEvent' }
  | { readonly kind: 'ReopenedEvent' }
);

export interface CheckSuite {
  readonly id: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly createdAt: number;
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt: number;
  completedAt: number | null;
  externalId: string;
  detailsUrl: string;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: CheckAnnotation[];
  actions: readonly { label: string; description: string; identifier: string }[];
  /** How often it was written: once when it was made, and once a PATCH. */
  writes: number;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: string | null;
  readonly title: string | null;
  readonly message: string | null;
  readonly raw_details: string | null;
}

/** One try to deliver. The GUID is the same for all tries of one event. */
export interface Attempt {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  deliveredAt: number;
  /** Seconds. */
  duration: number;
  /** `OK`, or what went wrong; `pending` while it is under way. */
  status: string;
  statusCode: number;
  throttledAt: number | null;
}
