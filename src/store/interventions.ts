import type { Intervention } from '../model/intervention.js';
import type { Database } from './database.js';
import { big, number } from './database.js';
import type { Intervention as Row } from './generated/client.js';
import { harmless, harmlessOrNull } from './harmless.js';
import { held, type Written } from './tombstone.js';

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

export function interventionsOf(database: Database): Interventions {
  return {
    save: (repository, interventions) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        const whose = { repositoryId: big(repository), origin: 'file' };
        await within.intervention.deleteMany({ where: whose });
        await within.intervention.createMany({
          data: interventions.map((one) => ({ ...whose, ...rowOf(one) })),
        });
        return 'written';
      }),

    record: (repository, intervention) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        const data = { repositoryId: big(repository), origin: 'form', ...rowOf(intervention) };
        // A form that is sent twice says one thing.
        if ((await within.intervention.findFirst({ where: data })) === null)
          await within.intervention.create({ data });
        return 'written';
      }),

    remove: async (repository, id) => {
      const where = { id: big(id), repositoryId: big(repository), origin: 'form' };
      return (await database.intervention.deleteMany({ where })).count > 0;
    },

    recorded: async (repositories) => {
      const rows = await database.intervention.findMany({
        where: { repositoryId: { in: repositories.map(big) }, origin: 'form' },
        orderBy: { id: 'asc' },
      });
      const found = new Map<number, RecordedIntervention[]>();
      for (const row of rows) {
        const repository = number(row.repositoryId);
        const own = found.get(repository) ?? [];
        own.push({ id: number(row.id), ...interventionOf(row) });
        found.set(repository, own);
      }
      return found;
    },

    of: async (repository) => {
      const rows = await database.intervention.findMany({
        where: { repositoryId: big(repository) },
        orderBy: { id: 'asc' },
      });
      return rows.map(interventionOf);
    },
  };
}

const rowOf = (one: Intervention) => ({
  kind: one.kind,
  title: harmless(one.title),
  start: harmless(one.start),
  end: harmless(one.end),
  practice: one.practice,
  indicator: harmlessOrNull(one.indicator),
  hypothesis: harmlessOrNull(one.hypothesis),
  review: harmlessOrNull(one.review),
});

const interventionOf = ({ id, repositoryId, origin, ...row }: Row): Intervention => ({
  ...row,
  kind: row.kind as Intervention['kind'],
  practice: row.practice as Intervention['practice'],
});
