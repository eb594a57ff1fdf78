import type { CheckRun } from '../model/check-run.js';
import type { Delivery, InstallationRef, Permissions, RepositoryRef } from '../model/forge.js';
import type { Intervention } from '../model/intervention.js';
import type { Judgement } from '../model/judgement.js';
import type { Observation } from '../model/observation.js';
import type { Travel } from '../model/organisation.js';
import type { RepositoryOverview } from '../model/overview.js';
import type { Trend } from '../model/period.js';
import type { HeadPush } from '../model/review.js';
import type { ReviewFeedbackFinding } from '../model/review-feedback.js';
import type { RungChange } from '../model/rung.js';

/**
 * What is kept. Times are seconds since 1970, UTC; everything about a repository is under its number. A repository that
 * was erased has a tombstone, which every writer looks at in its own transaction: late work leaves no row behind. One
 * that was never put counts as erased. What a database can't hold of a text (a zero byte, half a surrogate pair) comes
 * back as U+FFFD.
 */
export interface Store {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly installations: Installations;
  readonly repositories: Repositories;
  readonly pulls: Pulls;
  readonly changes: Changes;
  readonly reviews: Reviews;
  readonly reports: Reports;
  readonly issues: KeptIssues;
  readonly cursors: Cursors;
  readonly disputes: Disputes;
  readonly interventions: Interventions;
  readonly travels: Travels;
  readonly sessions: Sessions;
  /** Every row of every table goes, tombstones and GUIDs too. Numbers that were given stay used. */
  readonly forgetAll: () => Promise<void>;
  /** @throws Error when the database can't be reached */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface StoredDelivery extends Delivery {
  readonly attempts: number;
}

/** Deliveries: once stored, never lost. */
export interface Inbox {
  /** Stores it for good before it returns; `known` where its GUID is there already. */
  readonly put: (delivery: Delivery) => Promise<'stored' | 'known'>;
  /** Those of a subject that are to be handled, in the order in which they came. */
  readonly of: (subject: string) => Promise<readonly StoredDelivery[]>;
  /** Subjects with deliveries to be handled, the longest waiting first: what a queue is filled from. */
  readonly subjects: (limit: number, skip?: number) => Promise<readonly string[]>;
  /** Those of some subjects of which deliveries are to be handled. */
  readonly waits: (subjects: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly done: (guids: readonly string[], now: number) => Promise<void>;
  /** They could not be handled: one more attempt, with why. After `giveUpAfter` attempts they are dead. */
  readonly failed: (guids: readonly string[], why: string, giveUpAfter: number, now: number) => Promise<void>;
  readonly dead: (limit: number) => Promise<readonly (StoredDelivery & { readonly why: string })[]>;
  /** Gives dead ones another go; null: all. How many there were. */
  readonly revive: (guid: string | null) => Promise<number>;
  /** Which of these are here. */
  readonly knows: (guids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How many are to be handled, since when the oldest waits, and how many are dead. */
  readonly state: () => Promise<{
    readonly waiting: number;
    readonly oldest: number | null;
    readonly dead: number;
  }>;
  /** Forgets those that were done, or given up, before a time; how many. */
  readonly prune: (than: { readonly doneBefore: number; readonly deadBefore: number }) => Promise<number>;
}

export interface StoredInstallation extends InstallationRef {
  readonly permissions: Permissions;
  readonly suspended: boolean;
  /** 32 random bytes, base64url, made with the row: people of its repositories are told apart under it, nowhere else. */
  readonly secret: string;
}

export interface Installations {
  readonly put: (
    installation: InstallationRef & { readonly permissions: Permissions; readonly suspended: boolean },
  ) => Promise<void>;
  readonly find: (id: number) => Promise<StoredInstallation | null>;
  readonly all: () => Promise<readonly StoredInstallation[]>;
  /** The row and its secret, and what is kept of its webhooks; its repositories are erased one by one before. */
  readonly remove: (id: number) => Promise<void>;
}

export interface StoredRepository extends RepositoryRef {
  readonly installation: number;
  /** Null until it has been looked at. */
  readonly defaultBranch: string | null;
  readonly private: boolean;
  readonly archived: boolean;
}

export interface Repositories {
  /** Makes it or brings it up to date, and takes a tombstone away: it was installed again. */
  readonly put: (repository: StoredRepository) => Promise<void>;
  /** Brings names and states up to date; nothing happens where there is none (a tombstone included). */
  readonly update: (id: number, what: Partial<Omit<StoredRepository, 'id'>>) => Promise<void>;
  /** Null where there is none, or it was erased. */
  readonly find: (id: number) => Promise<StoredRepository | null>;
  /** Whatever the case of the letters, as the forge has it. */
  readonly named: (owner: string, name: string) => Promise<StoredRepository | null>;
  readonly of: (installation: number) => Promise<readonly StoredRepository[]>;
  readonly all: () => Promise<readonly StoredRepository[]>;
  /**
   * Everything of it goes, in one transaction, and a tombstone stays. Doing it twice changes nothing. Of its deliveries
   * the GUIDs stay, so that they are known, and nothing else: they are done. So are those that were given up and name
   * it in a list.
   *
   * @param from the installation that has it no more: nothing happens where it is another one's by now
   */
  readonly erase: (id: number, now: number, from?: number) => Promise<void>;
  readonly tombstones: () => Promise<readonly number[]>;
}

/** What a write under a fencing number came to. `stale`: somebody else has begun the same since. */
export type Written = 'written' | 'stale' | 'erased';

/** A pull request that was judged, or is to be. */
export interface StoredPull {
  readonly repository: number;
  readonly number: number;
  /** The head that was judged last; null before that. */
  readonly head: string | null;
  readonly open: boolean;
}

export interface Pulls {
  /** Begins work on a pull request: its fencing number, larger than every one before. Null where the repository was erased. */
  readonly begin: (repository: number, number: number) => Promise<number | null>;
  /**
   * What was judged of it, the check to be published, and the deliveries that it answers: all or nothing. An open
   * publication of an older judgement of it is superseded, a dead one too. A check that says what the last one on that
   * head says is not published again, unless that is asked for; where that one is dead, it gets another go.
   */
  readonly save: (judged: {
    readonly repository: number;
    readonly number: number;
    readonly fence: number;
    readonly head: string;
    readonly open: boolean;
    readonly judgement: Judgement | null;
    readonly check: CheckRun | null;
    /** Somebody asked for the check anew: the forge waits for a new run, even if it says the same. */
    readonly anew?: boolean;
    readonly deliveries: readonly string[];
    readonly now: number;
  }) => Promise<Written>;
  readonly find: (repository: number, number: number) => Promise<StoredPull | null>;
  /** What was judged of it last; null also where a check said since why it could not be. */
  readonly judgement: (repository: number, number: number) => Promise<Judgement | null>;
  /** Which pull request has, or had, that head. */
  readonly atHead: (repository: number, head: string) => Promise<readonly number[]>;
  /** Keeps a head that a pull request had: a force-push must not hide the order. */
  readonly pushed: (repository: number, number: number, push: HeadPush) => Promise<void>;
  readonly pushes: (repository: number, number: number) => Promise<readonly HeadPush[]>;
  /** Those that are open; `judged` where that was done on their head, and it was not only told why it could not be. */
  readonly open: (repository: number) => Promise<readonly (StoredPull & { readonly judged: boolean })[]>;
  /** Forgets the pushes to those that were closed, and looked at last, before a time. */
  readonly prune: (repository: number, before: number) => Promise<void>;
}

export type PublicationState = 'waiting' | 'sending' | 'done' | 'superseded' | 'dead';

/** A check to be posted: one row a head, name and judgement. */
export interface Publication {
  /** What GitHub gets as `external_id`. */
  readonly id: string;
  readonly repository: number;
  /** Null for a merge group. */
  readonly number: number | null;
  readonly head: string;
  readonly check: CheckRun;
  readonly state: PublicationState;
  /** GitHub's number of the run, once it is known. */
  readonly checkRun: number | null;
  /** How many lots of 50 annotations GitHub has got for certain. */
  readonly lots: number;
  readonly attempts: number;
}

export interface Outbox {
  /**
   * For what is no judgement of a pull request: a merge group. One row a head and name; a second one changes nothing,
   * unless it is asked for anew.
   */
  readonly put: (
    publication: Pick<Publication, 'repository' | 'head' | 'check'>,
    deliveries: readonly string[],
    now: number,
    anew?: boolean,
  ) => Promise<Exclude<Written, 'stale'>>;
  /** Those to be sent, the oldest first; also those that somebody has begun to send, who may have died of it. */
  readonly waiting: (limit: number) => Promise<readonly Publication[]>;
  /** The ids of those, of one repository or of all (null): what a queue is filled from. */
  readonly ids: (repository: number | null, limit: number, skip?: number) => Promise<readonly string[]>;
  /**
   * Begins to send: the row as it is now and its fencing number; `again` where somebody has begun before, so that the
   * forge may have it already. Null when there is nothing (more) to send.
   */
  readonly begin: (id: string) => Promise<{
    readonly publication: Publication;
    readonly fence: number;
    readonly again: boolean;
  } | null>;
  /** Whether nobody else has begun since, and it is still to be sent: asked at the last moment before a call. */
  readonly holds: (id: string, fence: number) => Promise<boolean>;
  /**
   * Keeps GitHub's number of the run, and how many lots of annotations it has. `stale` also where it was superseded:
   * the number is kept, and there is nothing more to send.
   */
  readonly sent: (id: string, fence: number, checkRun: number, lots: number) => Promise<Written>;
  /** `superseded`: there is a newer head or judgement, or no such commit any more; nothing is to be seen of this one. */
  readonly end: (id: string, fence: number, state: 'done' | 'superseded', now: number) => Promise<Written>;
  readonly failed: (
    id: string,
    fence: number,
    why: string,
    giveUpAfter: number,
    now: number,
  ) => Promise<void>;
  /**
   * This one was overtaken while it was sent, and its run may have come last: then the last one that was sent of its
   * head is to be sent once more. False where that is not needed.
   *
   * @param checkRun the forge's number of its run, in the order in which they were made; null: nobody knows
   */
  readonly again: (id: string, checkRun: number | null, now: number) => Promise<boolean>;
  readonly ofCheckRun: (repository: number, checkRun: number) => Promise<Publication | null>;
  /** The last one of each name on the commit of a merge group. */
  readonly ofGroup: (repository: number, head: string) => Promise<readonly Publication[]>;
  /** Those that were given up, the longest dead first, with why. */
  readonly dead: (limit: number) => Promise<readonly (Publication & { readonly why: string })[]>;
  /** Gives dead ones another go, of one repository or of all (null). How many there were. */
  readonly revive: (repository: number | null) => Promise<number>;
  /** Forgets those that were sent or superseded before a time: where a newer one of the head is there, and at all. */
  readonly prune: (than: { readonly replacedBefore: number; readonly allBefore: number }) => Promise<number>;
  readonly state: () => Promise<{ readonly waiting: number; readonly dead: number }>;
}

export interface StoredJudgement {
  readonly judgement: Judgement;
  readonly observations: readonly Observation[];
}

export interface Win extends RungChange {
  readonly indicator: string;
}

/** The merged changes of a default branch, with what was judged of each. */
export interface Changes {
  /**
   * Adds a page of changes, oldest first, and moves the cursor, all or nothing. A change that is there already is
   * written anew, in its place. `stale` where the cursor is no longer what it was when the page was begun.
   */
  readonly add: (
    repository: number,
    page: readonly StoredJudgement[],
    cursor: { readonly name: string; readonly before: string | null; readonly after: string },
  ) => Promise<Written>;
  /** Oldest first, in the order in which they were added, a few hundred rows at a time. */
  readonly all: (repository: number) => AsyncIterable<StoredJudgement>;
  /** Those of these ids that are there, in any order. */
  readonly some: (repository: number, ids: readonly string[]) => Promise<readonly StoredJudgement[]>;
  readonly count: (repository: number) => Promise<number>;
  /** Forgets all of a repository's, and the cursor of that name: its history was rewritten, or an analysis has changed. */
  readonly clear: (repository: number, cursor: string) => Promise<void>;
  /**
   * Where the trends stand, whole, instead of what was there. Rungs of their logs that are not there yet are appended to
   * the log of wins; none is ever taken back.
   */
  readonly saveTrends: (
    repository: number,
    trends: readonly Trend[],
    now: number,
  ) => Promise<'written' | 'erased'>;
  readonly trends: (repository: number) => Promise<readonly Trend[]>;
  /** Every rung that a trend was ever saved with, in the order in which they were. */
  readonly wins: (repository: number) => Promise<readonly Win[]>;
  /** Those of several repositories that were saved first at a time or later, in that order. */
  readonly winsSince: (
    repositories: readonly number[],
    since: number,
  ) => Promise<ReadonlyMap<number, readonly Win[]>>;
}

/** What was judged of the conversation of a merged pull request. */
export interface StoredReview {
  readonly number: number;
  readonly finding: ReviewFeedbackFinding;
  readonly people: Judgement['people'];
}

/** Reviews of merged pull requests: what was judged, never what was said. */
export interface Reviews {
  /**
   * Adds some, instead of those that are there of the same numbers, and moves the cursor, all or nothing; null moves
   * none. `stale` where the cursor is no longer what it was.
   */
  readonly add: (
    repository: number,
    page: readonly StoredReview[],
    cursor: { readonly name: string; readonly before: string | null; readonly after: string } | null,
  ) => Promise<Written>;
  /** By their numbers, a few hundred rows at a time. */
  readonly all: (repository: number) => AsyncIterable<StoredReview>;
  /** Those of these numbers that are there, in any order. */
  readonly some: (repository: number, numbers: readonly number[]) => Promise<readonly StoredReview[]>;
}

/** Which report it is, and when it was made. */
export interface ReportVersion {
  /** Another one where the report says something else. */
  readonly version: string;
  readonly madeAt: number;
}

/** Reports as they were made last. Their changes are where all changes are: a report of 20,000 would be read as a whole. */
export interface Reports {
  readonly put: (
    repository: number,
    report: {
      readonly version: string;
      /** All but the changes, as JSON. */
      readonly head: string;
      /** What each change counts for, as JSON. */
      readonly index: string;
      readonly overview: RepositoryOverview;
      /** The repository whose digest may tell of this one although it is private, `owner/name`; none where it is left out. */
      readonly digestTo?: string | null;
    },
    now: number,
  ) => Promise<'written' | 'erased'>;
  /** What tells whether anything must be read at all. */
  readonly version: (repository: number) => Promise<ReportVersion | null>;
  readonly head: (repository: number) => Promise<(ReportVersion & { readonly head: string }) | null>;
  readonly index: (repository: number) => Promise<string | null>;
  /** The version of each of these that has a report: whether an overview that was read before still holds. */
  readonly versions: (repositories: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Of these repositories, by their numbers; those without a report are left out. */
  readonly overviews: (
    repositories: readonly number[],
  ) => Promise<
    ReadonlyMap<
      number,
      { readonly overview: RepositoryOverview; readonly digestTo: string | null; readonly madeAt: number }
    >
  >;
}

export type IssueKind = 'report' | 'digest';

/** Which issue: there is one of each kind in a repository. */
export interface IssueOf {
  readonly repository: number;
  readonly kind: IssueKind;
}

export interface KeptIssue extends IssueOf {
  /** GitHub's number of it, once it is known. */
  readonly number: number | null;
  readonly state: PublicationState;
  /** When it came to this state. */
  readonly since: number;
  /** Somebody has begun to write it, so that the forge may have it although its number is not known. */
  readonly begun: boolean;
  readonly attempts: number;
  /** When it was written last. */
  readonly writtenAt: number | null;
  /** Of one that failed. */
  readonly why: string | null;
}

/** Issues that are kept up to date in place. */
export interface KeptIssues {
  /**
   * Keeps that an issue is wanted, and how its rungs are. It waits to be written where they are others than those that it
   * shows, or where it was not written since its week began; one that was given up, where that was before then.
   *
   * @param week when the week began
   */
  readonly want: (
    issue: IssueOf,
    wanted: { readonly rungs: string; readonly week: number },
    now: number,
  ) => Promise<Exclude<Written, 'stale'>>;
  /** It is wanted no more; its number is forgotten. */
  readonly drop: (issue: IssueOf) => Promise<void>;
  readonly find: (issue: IssueOf) => Promise<KeptIssue | null>;
  /** Those to be written, the longest waiting first; also those that somebody has begun to write, who may have died of it. */
  readonly waiting: (limit: number) => Promise<readonly IssueOf[]>;
  /** Begins to write, under a fencing number; null when there is nothing (more) to write. */
  readonly begin: (issue: IssueOf, now: number) => Promise<number | null>;
  /** Whether nobody else has begun since: asked at the last moment before a call. */
  readonly holds: (issue: IssueOf, fence: number) => Promise<boolean>;
  /** Keeps its number. */
  readonly made: (issue: IssueOf, fence: number, number: number) => Promise<Written>;
  /** It was written, or there was nothing to write. Where the rungs have changed meanwhile, it waits again. */
  readonly end: (issue: IssueOf, fence: number, shown: string, now: number) => Promise<Written>;
  readonly failed: (
    issue: IssueOf,
    fence: number,
    why: string,
    giveUpAfter: number,
    now: number,
  ) => Promise<void>;
  /** Those that were given up, the longest first. */
  readonly dead: (limit: number) => Promise<readonly KeptIssue[]>;
  /** Gives dead ones another go. How many there were. */
  readonly revive: (now: number) => Promise<number>;
}

/** How far something has come, by a name: `import`, `sync`, `sweep`. */
export interface Cursors {
  /** @param repository 0 for what is of no repository */
  readonly get: (repository: number, name: string) => Promise<string | null>;
  readonly set: (repository: number, name: string, value: string) => Promise<'written' | 'erased'>;
  /** Takes it away where it is still this value. */
  readonly drop: (repository: number, name: string, value: string) => Promise<void>;
  /** Those of one name, by repository. */
  readonly named: (name: string) => Promise<ReadonlyMap<number, string>>;
}

export interface Dispute {
  readonly repository: number;
  readonly head: string;
  readonly checkRun: number;
  readonly at: number;
}

/** An intervention that was recorded in the coach's view, and the number by which it can be taken away again. */
export interface RecordedIntervention extends Intervention {
  readonly id: number;
}

/** What was done so that a practice is taken up: as a repository's configuration had it last, and as it was recorded here. */
export interface Interventions {
  /** What the configuration says: these, and no others of it any more. What was recorded here stays. */
  readonly save: (
    repository: number,
    interventions: readonly Intervention[],
  ) => Promise<Exclude<Written, 'stale'>>;
  /** Twice the same is once. */
  readonly record: (repository: number, intervention: Intervention) => Promise<Exclude<Written, 'stale'>>;
  /** Takes away what was recorded here. False where there is no such thing. */
  readonly remove: (repository: number, id: number) => Promise<boolean>;
  /** What was recorded here, by repository, the earliest recorded first; those without any are left out. */
  readonly recorded: (
    repositories: readonly number[],
  ) => Promise<ReadonlyMap<number, readonly RecordedIntervention[]>>;
  /** All of both. */
  readonly of: (repository: number) => Promise<readonly Intervention[]>;
}

/** How practices travel with people between the repositories of an installation. Only shares of groups are kept. */
export interface Travels {
  /** Keys of whoever made changes in a repository, without bots. */
  readonly people: (repository: number) => Promise<readonly string[]>;
  /** What some of them contributed there to some indicators, in any order. */
  readonly work: (
    repository: number,
    people: readonly string[],
    indicators: readonly string[],
  ) => Promise<
    readonly {
      readonly who: string;
      /** Seconds since 1970, UTC. */
      readonly at: number;
      readonly indicator: string;
      readonly x: 0 | 1;
    }[]
  >;
  /** Instead of what was there. `erased` where one of the repositories that it is of is no more. */
  readonly put: (
    installation: number,
    counted: { readonly travel: readonly Travel[]; readonly repositories: readonly number[] },
    now: number,
  ) => Promise<Exclude<Written, 'stale'>>;
  /** Null also where a repository of the installation was erased since. */
  readonly get: (installation: number) => Promise<{
    readonly travel: readonly Travel[];
    readonly repositories: readonly number[];
    readonly madeAt: number;
  } | null>;
}

/** *Wrong?* on a check, so that precision can be measured in the field. */
export interface Disputes {
  /** One a check run, the first; the deliveries that it answers are done with it. */
  readonly put: (dispute: Dispute, deliveries: readonly string[]) => Promise<Exclude<Written, 'stale'>>;
  readonly of: (repository: number) => Promise<readonly Dispute[]>;
}

/** Somebody who signed in, as their browser proves it. */
export interface StoredSession {
  /** A hash of what the browser holds: whoever reads the table cannot be that browser. */
  readonly id: string;
  /** GitHub's number of the user: kept here and nowhere else, so that all of theirs can be ended. */
  readonly user: number;
  /** Tokens and login, encrypted before they come here. */
  readonly sealed: string;
  readonly createdAt: number;
  readonly usedAt: number;
}

/** Sessions. How long one is good, whoever asks decides; what is here no more is none. */
export interface Sessions {
  readonly put: (session: StoredSession) => Promise<void>;
  readonly find: (id: string) => Promise<StoredSession | null>;
  readonly used: (id: string, now: number) => Promise<void>;
  /**
   * Begins to renew its tokens; false where somebody else has begun and is not overdue, or it is gone.
   *
   * @param patience seconds after which whoever has begun is taken for dead
   */
  readonly beginRenewal: (id: string, now: number, patience: number) => Promise<boolean>;
  /** Keeps what was renewed; false where it is gone. */
  readonly renewed: (id: string, sealed: string) => Promise<boolean>;
  /** Those of a user, the newest first. */
  readonly of: (user: number) => Promise<readonly StoredSession[]>;
  readonly remove: (id: string) => Promise<void>;
  /** Ends all of a user; how many. */
  readonly removeOf: (user: number) => Promise<number>;
  /** Forgets those that are too old or were too long not used; how many. */
  readonly prune: (before: {
    readonly createdBefore: number;
    readonly usedBefore: number;
  }) => Promise<number>;
}
