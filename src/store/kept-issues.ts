import type { Database, Within } from './database.js';
import { big, number, numberOrNull } from './database.js';
import { why as shortened } from './deliveries.js';
import type { KeptIssue as Row } from './generated/client.js';
import { harmless } from './harmless.js';
import type { PublicationState } from './outbox.js';
import { nextFence } from './publications.js';
import { held, type Written } from './tombstone.js';

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
  /** How many of each kind are to be written, were written or left as people wanted them, and were given up. */
  readonly state: () => Promise<readonly IssueCounts[]>;
}

export interface IssueCounts {
  readonly kind: IssueKind;
  readonly waiting: number;
  readonly written: number;
  readonly dead: number;
}

const KINDS: readonly IssueKind[] = ['report', 'digest'];

export function keptIssuesOf(database: Database): KeptIssues {
  return {
    want: (issue, { rungs, week }, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, issue.repository, 'alone'))) return 'erased';
        const where = { repositoryId_kind: keyOf(issue) };
        const before = await within.keptIssue.findUnique({ where });
        const row = { rungs: harmless(rungs), since: big(now) };
        if (before === null) await within.keptIssue.create({ data: { ...keyOf(issue), ...row } });
        else if (isDue(before, row.rungs, week))
          await within.keptIssue.update({
            where,
            data: { ...row, state: 'waiting', attempts: 0, why: null },
          });
        else await within.keptIssue.update({ where, data: { rungs: row.rungs } });
        return 'written';
      }),

    drop: async (issue) => {
      await database.keptIssue.deleteMany({ where: keyOf(issue) });
    },

    find: async (issue) => {
      const row = await database.keptIssue.findUnique({ where: { repositoryId_kind: keyOf(issue) } });
      return row === null ? null : kept(row);
    },

    waiting: async (limit) => {
      const rows = await database.keptIssue.findMany({
        where: { state: { in: ['waiting', 'sending'] } },
        orderBy: { since: 'asc' },
        take: limit,
        select: { repositoryId: true, kind: true },
      });
      return rows.map(({ repositoryId, kind }) => ({
        repository: number(repositoryId),
        kind: kind as IssueKind,
      }));
    },

    begin: (issue, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, issue.repository, 'shared'))) return null;
        // As in `begin` of a pull request: the number is taken once the row is held.
        const rows = await within.$queryRaw<object[]>`
          SELECT 1 FROM "KeptIssue" WHERE "repositoryId" = ${big(issue.repository)} AND kind = ${issue.kind}
            AND state IN ('waiting', 'sending') FOR UPDATE`;
        if (rows.length === 0) return null;
        const { fence } = await within.keptIssue.update({
          where: { repositoryId_kind: keyOf(issue) },
          data: { state: 'sending', since: big(now), fence: await nextFence(within) },
        });
        return number(fence);
      }),

    holds: async (issue, fence) =>
      (await database.keptIssue.count({
        where: { ...keyOf(issue), fence: big(fence), state: 'sending' },
      })) === 1,

    made: (issue, fence, made) =>
      fenced(database, issue, (within) =>
        within.keptIssue.updateMany({
          where: { ...keyOf(issue), fence: big(fence), state: 'sending' },
          data: { number: made },
        }),
      ),

    end: (issue, fence, shown, now) =>
      fenced(database, issue, async (within) => ({
        count: await within.$executeRaw`
          UPDATE "KeptIssue" SET shown = ${harmless(shown)}, "writtenAt" = ${big(now)}::bigint,
            since = ${big(now)}::bigint, attempts = 0, why = NULL,
            state = (CASE WHEN rungs = ${harmless(shown)} THEN 'done' ELSE 'waiting' END)::"PublicationState"
          WHERE "repositoryId" = ${big(issue.repository)} AND kind = ${issue.kind} AND fence = ${big(fence)}::bigint
            AND state = 'sending'`,
      })),

    failed: async (issue, fence, why, giveUpAfter, now) => {
      await fenced(database, issue, async (within) => ({
        count: await within.$executeRaw`
          UPDATE "KeptIssue" SET attempts = attempts + 1, why = ${shortened(why)}, since = ${big(now)}::bigint,
            state = (CASE WHEN attempts + 1 >= ${giveUpAfter}::int THEN 'dead' ELSE 'waiting' END)::"PublicationState"
          WHERE "repositoryId" = ${big(issue.repository)} AND kind = ${issue.kind} AND fence = ${big(fence)}::bigint
            AND state = 'sending'`,
      }));
    },

    dead: async (limit) => {
      const rows = await database.keptIssue.findMany({
        where: { state: 'dead' },
        orderBy: { since: 'asc' },
        take: limit,
      });
      return rows.map(kept);
    },

    revive: async (now) => {
      const { count } = await database.keptIssue.updateMany({
        where: { state: 'dead' },
        data: { state: 'waiting', attempts: 0, why: null, since: big(now) },
      });
      return count;
    },

    state: async () => {
      const rows = await database.$queryRaw<{ kind: string; state: PublicationState; n: number }[]>`
        SELECT kind, state::text, count(*)::int AS n FROM "KeptIssue"
        WHERE state IN ('waiting', 'sending', 'done', 'dead') GROUP BY kind, state`;
      const count = (kind: IssueKind, ...states: readonly PublicationState[]): number =>
        rows
          .filter((row) => row.kind === kind && states.includes(row.state))
          .reduce((sum, { n }) => sum + n, 0);
      return KINDS.map((kind) => ({
        kind,
        waiting: count(kind, 'waiting', 'sending'),
        written: count(kind, 'done'),
        dead: count(kind, 'dead'),
      }));
    },
  };
}

const keyOf = ({ repository, kind }: IssueOf) => ({ repositoryId: big(repository), kind });

function isDue({ state, shown, writtenAt, since }: Row, rungs: string, week: number): boolean {
  if (state === 'dead') return since < big(week);
  return state === 'done' && (shown !== rungs || writtenAt === null || writtenAt < big(week));
}

/** A write of whoever writes an issue, as long as its repository is there. */
const fenced = (
  database: Database,
  { repository }: IssueOf,
  write: (within: Within) => Promise<{ readonly count: number }>,
): Promise<Written> =>
  database.$transaction(async (within) => {
    if (!(await held(within, repository, 'shared'))) return 'erased';
    return (await write(within)).count === 0 ? 'stale' : 'written';
  });

const kept = (row: Row): KeptIssue => ({
  repository: number(row.repositoryId),
  kind: row.kind as IssueKind,
  number: row.number,
  state: row.state,
  since: number(row.since),
  begun: row.fence > 0n,
  attempts: row.attempts,
  writtenAt: numberOrNull(row.writtenAt),
  why: row.why,
});
