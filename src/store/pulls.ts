import type { CheckRun } from '../model/check-run.js';
import type { Judgement } from '../model/judgement.js';
import type { HeadPush } from '../model/review.js';
import type { Database } from './database.js';
import { big, json, number } from './database.js';
import { answered } from './deliveries.js';
import { Prisma, type PullRequest as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';
import { inBatches } from './prune.js';
import { publish, supersede } from './publications.js';
import { held, type Written } from './tombstone.js';

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

export function pullsOf(database: Database): Pulls {
  const at = (repository: number, pull: number) => ({
    repositoryId_number: { repositoryId: big(repository), number: pull },
  });
  return {
    begin: (repository, pull) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return null;
        // The next number is taken once the row is held: whoever comes later has the larger one.
        const [row] = await within.$queryRaw<{ fence: bigint }[]>`
          INSERT INTO "PullRequest" ("repositoryId", number) VALUES (${big(repository)}::bigint, ${pull}::int)
          ON CONFLICT ("repositoryId", number)
            DO UPDATE SET fence = nextval(pg_get_serial_sequence('"PullRequest"', 'fence'))
          RETURNING fence`;
        return row === undefined ? null : number(row.fence);
      }),

    save: ({
      repository,
      number: pull,
      fence,
      head,
      open,
      judgement,
      check,
      anew = false,
      deliveries,
      now,
    }) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const { count } = await within.pullRequest.updateMany({
          where: { repositoryId: big(repository), number: pull, fence: big(fence) },
          data: {
            head: harmless(head),
            open,
            ...judgedOf(judgement, check),
            judgedAt: big(now),
          },
        });
        if (count === 0) return 'stale';
        const place = { repository, number: pull, head, judgement: fence };
        const kept = check === null ? null : await publish(within, { ...place, check, anew, now });
        await supersede(within, { repository, number: pull, kept, now });
        await answered(within, deliveries, now);
        return 'written';
      }),

    find: async (repository, pull) => {
      const row = await database.pullRequest.findUnique({
        where: at(repository, pull),
        omit: { judgement: true },
      });
      return row === null ? null : stored(row);
    },

    atHead: async (repository, head) => {
      const [id, sha] = [big(repository), harmless(head)];
      const rows = await database.$queryRaw<{ number: number }[]>`
        SELECT number FROM "PullRequest" WHERE "repositoryId" = ${id}::bigint AND head = ${sha}
        UNION SELECT number FROM "HeadPush" WHERE "repositoryId" = ${id}::bigint AND after = ${sha}
        UNION SELECT number FROM "HeadPush" WHERE "repositoryId" = ${id}::bigint AND before = ${sha}
        UNION SELECT number FROM "CheckPublication"
          WHERE "repositoryId" = ${id}::bigint AND head = ${sha} AND number IS NOT NULL
        ORDER BY number`;
      return rows.map((row) => row.number);
    },

    pushed: (repository, pull, { at: when, before, after }) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return;
        const row = {
          repositoryId: big(repository),
          number: pull,
          before: harmlessOrNull(before),
          after: harmless(after),
          at: big(when),
        };
        await within.headPush.createMany({ data: [row], skipDuplicates: true });
      }),

    pushes: async (repository, pull) => {
      const rows = await database.headPush.findMany({
        where: { repositoryId: big(repository), number: pull },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ at: when, before, after }) => ({ at: number(when), before, after }));
    },

    open: async (repository) => {
      const rows = await database.$queryRaw<{ number: number; head: string | null; judged: boolean }[]>`
        SELECT number, head, judgement IS NOT NULL AS judged FROM "PullRequest"
        WHERE "repositoryId" = ${big(repository)}::bigint AND open ORDER BY number`;
      return rows.map((row) => ({ repository, open: true, ...row }));
    },

    prune: async (repository, before) => {
      await inBatches(
        (limit) => database.$executeRaw`
          DELETE FROM "HeadPush" WHERE id = ANY(ARRAY(
            SELECT push.id FROM "HeadPush" push JOIN "PullRequest" pull USING ("repositoryId", number)
            WHERE push."repositoryId" = ${big(repository)}::bigint AND NOT pull.open
              AND pull."judgedAt" < ${big(before)}::bigint
            LIMIT ${limit}::int))`,
      );
    },
  };
}

/** A closed one keeps what was judged of it; what is told not to be judged must not pass for judged, by what was before. */
const judgedOf = (judgement: Judgement | null, check: CheckRun | null) =>
  judgement !== null ? { judgement: json(judgement) } : check === null ? {} : { judgement: Prisma.DbNull };

const stored = (row: Omit<Row, 'judgement'>): StoredPull => ({
  repository: number(row.repositoryId),
  number: row.number,
  head: row.head,
  open: row.open,
});
