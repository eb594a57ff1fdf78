import type { Database, Within } from './database.js';
import { big, number, numberOrNull } from './database.js';
import { why as shortened } from './deliveries.js';
import type { KeptIssue as Row } from './generated/client.js';
import { harmless } from './harmless.js';
import { nextFence } from './publications.js';
import type { IssueKind, IssueOf, KeptIssue, KeptIssues, Written } from './store.js';
import { held } from './tombstone.js';

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
