import type { Change } from '../model/change.js';
import type { Finding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { Observation } from '../model/observation.js';
import { move } from './cursors.js';
import type { Database, Within } from './database.js';
import { big, fromJson, number } from './database.js';
import type { Prisma } from './generated/client.js';
import { harmless, harmlessJson } from './harmless.js';
import type { Changes, StoredJudgement } from './store.js';
import { held } from './tombstone.js';
import { readTrends, readWins, readWinsSince, saveTrends } from './trends.js';

/** How many changes are read at a time: the embedded database does one thing after another, and a webhook waits. */
const READ_AT_ONCE = 200;

export function changesOf(database: Database): Changes {
  return {
    add: (repository, page, cursor) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        if (!(await move(within, repository, cursor))) return 'stale';
        await write(within, repository, page);
        return 'written';
      }),

    all: async function* (repository) {
      for (let after = 0n; ; ) {
        const rows = await database.change.findMany({
          where: { repositoryId: big(repository), id: { gt: after } },
          orderBy: { id: 'asc' },
          take: READ_AT_ONCE,
          include: whole,
        });
        for (const row of rows) yield judged(row);
        const last = rows.at(-1);
        if (last === undefined || rows.length < READ_AT_ONCE) return;
        after = last.id;
      }
    },

    some: async (repository, ids) => {
      const rows = await database.change.findMany({
        where: { repositoryId: big(repository), sha: { in: ids.map(harmless) } },
        include: whole,
      });
      return rows.map(judged);
    },

    count: (repository) => database.change.count({ where: { repositoryId: big(repository) } }),

    clear: async (repository, cursor) => {
      await database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return;
        const where = { repositoryId: big(repository) };
        await within.change.deleteMany({ where });
        await within.syncCursor.deleteMany({ where: { ...where, name: harmless(cursor) } });
      });
    },

    saveTrends: (repository, trends, now) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        await saveTrends(within, repository, trends, now);
        return 'written';
      }),

    trends: (repository) => readTrends(database, repository),

    wins: (repository) => readWins(database, repository),
    winsSince: (repositories, since) => readWinsSince(database, repositories, since),
  };
}

/** In four statements, however many there are: as single rows they would take seconds in the embedded database. */
async function write(within: Within, repository: number, page: readonly StoredJudgement[]): Promise<void> {
  // Of one that is twice on a page, the later one counts, in the place of the first.
  const changes = [...new Map(page.map((one) => [one.judgement.change.id, one])).values()];
  if (changes.length === 0) return;
  const rows = changes.map(({ judgement: { change, lines, paths, people } }) => ({
    ...change,
    sha: change.id,
    removed: lines?.removed ?? null,
    reworked: lines?.reworked ?? null,
    paths,
    people,
  }));
  const written = await within.$queryRaw<{ id: bigint; sha: string }[]>`
    INSERT INTO "Change" ("repositoryId", sha, kind, origin, number, title, "mergedAt", base, head, commits, author, bot,
      "cutOff", "linesRemoved", "linesReworked", paths, people)
    SELECT ${big(repository)}::bigint, c.sha, c.kind, c.origin, c.number, c.title, c."mergedAt", c.base, c.head, c.commits,
      c.author, c.bot, c."cutOff", c.removed, c.reworked, c.paths, nullif(c.people, 'null'::jsonb)
    FROM ROWS FROM (jsonb_to_recordset(${harmlessJson(rows)}::jsonb) AS (sha text, kind text, origin text, number int,
      title text, "mergedAt" bigint, base text, head text, commits jsonb, author text, bot boolean, "cutOff" boolean,
      removed int, reworked int, paths jsonb, people jsonb)) WITH ORDINALITY AS c
    ORDER BY c.ordinality
    ON CONFLICT ("repositoryId", sha) DO UPDATE SET kind = EXCLUDED.kind, origin = EXCLUDED.origin,
      number = EXCLUDED.number, title = EXCLUDED.title, "mergedAt" = EXCLUDED."mergedAt", base = EXCLUDED.base,
      head = EXCLUDED.head, commits = EXCLUDED.commits, author = EXCLUDED.author, bot = EXCLUDED.bot,
      "cutOff" = EXCLUDED."cutOff", "linesRemoved" = EXCLUDED."linesRemoved",
      "linesReworked" = EXCLUDED."linesReworked", paths = EXCLUDED.paths, people = EXCLUDED.people
    RETURNING id, sha`;
  const ids = written.map(({ id }) => id);
  const idOf = new Map(written.map(({ id, sha }) => [sha, number(id)]));
  const under = ({ judgement: { change } }: StoredJudgement) => idOf.get(harmless(change.id));
  await within.$executeRaw`DELETE FROM "Finding" WHERE "changeId" = ANY(${ids}::bigint[])`;
  await within.$executeRaw`DELETE FROM "Observation" WHERE "changeId" = ANY(${ids}::bigint[])`;
  const findings = changes.flatMap((one) =>
    one.judgement.findings.map((evidence, place) => ({ change: under(one), place, evidence })),
  );
  await within.$executeRaw`
    INSERT INTO "Finding" ("changeId", practice, place, class, evidence)
    SELECT change, evidence ->> 'practice', place, evidence ->> 'class', evidence
    FROM jsonb_to_recordset(${harmlessJson(findings)}::jsonb) AS f(change bigint, place int, evidence jsonb)`;
  const observations = changes.flatMap((one) =>
    one.observations.map(({ indicator, x }, place) => ({ change: under(one), place, indicator, x })),
  );
  await within.$executeRaw`
    INSERT INTO "Observation" ("changeId", indicator, place, x)
    SELECT change, indicator, place, x
    FROM jsonb_to_recordset(${harmlessJson(observations)}::jsonb) AS o(change bigint, indicator text, place int, x int)`;
}

const whole = {
  findings: { orderBy: { place: 'asc' } },
  observations: { orderBy: { place: 'asc' } },
} satisfies Prisma.ChangeInclude;

type Row = Prisma.ChangeGetPayload<{ include: typeof whole }>;

const judged = (row: Row): StoredJudgement => ({
  judgement: {
    change: {
      id: row.sha,
      kind: row.kind as Change['kind'],
      origin: row.origin as Change['origin'],
      number: row.number,
      title: row.title,
      mergedAt: number(row.mergedAt),
      base: row.base,
      head: row.head,
      commits: fromJson<Change['commits']>(row.commits),
      author: row.author,
      bot: row.bot,
      cutOff: row.cutOff,
    },
    findings: row.findings.map(({ evidence }) => fromJson<Finding>(evidence)),
    lines:
      row.linesRemoved === null || row.linesReworked === null
        ? null
        : { removed: row.linesRemoved, reworked: row.linesReworked },
    paths: fromJson<readonly string[]>(row.paths),
    people: row.people === null ? null : fromJson<Judgement['people']>(row.people),
  },
  observations: row.observations.map(({ indicator, x }) => ({ indicator, x: x as Observation['x'] })),
});
