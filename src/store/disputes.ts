import type { Database } from './database.js';
import { big, number } from './database.js';
import { answered } from './deliveries.js';
import { harmless } from './harmless.js';
import { held, type Written } from './tombstone.js';

export interface Dispute {
  readonly repository: number;
  readonly head: string;
  readonly checkRun: number;
  readonly at: number;
}

/** *Wrong?* on a check, so that precision can be measured in the field. */
export interface Disputes {
  /** One a check run, the first; the deliveries that it answers are done with it. */
  readonly put: (dispute: Dispute, deliveries: readonly string[]) => Promise<Exclude<Written, 'stale'>>;
  readonly of: (repository: number) => Promise<readonly Dispute[]>;
}

export function disputesOf(database: Database): Disputes {
  return {
    put: ({ repository, head, checkRun, at }, deliveries) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'shared'))) return 'erased';
        const row = {
          repositoryId: big(repository),
          checkRun: big(checkRun),
          head: harmless(head),
          at: big(at),
        };
        await within.dispute.createMany({ data: [row], skipDuplicates: true });
        await answered(within, deliveries, at);
        return 'written';
      }),

    of: async (repository) => {
      const rows = await database.dispute.findMany({
        where: { repositoryId: big(repository) },
        orderBy: [{ at: 'asc' }, { checkRun: 'asc' }],
      });
      return rows.map(({ head, checkRun, at }) => ({
        repository,
        head,
        checkRun: number(checkRun),
        at: number(at),
      }));
    },
  };
}
