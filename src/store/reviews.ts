import type { Judgement } from '../model/judgement.js';
import type { ReviewFeedbackFinding } from '../model/review-feedback.js';
import { move } from './cursors.js';
import type { Database } from './database.js';
import { big, fromJson } from './database.js';
import type { Review as ReviewModel } from './generated/client.js';
import { harmlessJson } from './harmless.js';
import type { Reviews, StoredReview } from './store.js';
import { held } from './tombstone.js';

/** As with changes: long reads make a webhook wait. */
const READ_AT_ONCE = 500;

export function reviewsOf(database: Database): Reviews {
  return {
    add: (repository, page, cursor) =>
      database.$transaction(async (within) => {
        if (!(await held(within, repository, 'alone'))) return 'erased';
        if (cursor !== null && !(await move(within, repository, cursor))) return 'stale';
        // Of one that is twice on a page, the later one counts.
        const rows = [...new Map(page.map((one) => [one.number, one])).values()];
        await within.$executeRaw`
          INSERT INTO "Review" ("repositoryId", number, finding, people)
          SELECT ${big(repository)}::bigint, number, finding, nullif(people, 'null'::jsonb)
          FROM jsonb_to_recordset(${harmlessJson(rows)}::jsonb) AS r(number int, finding jsonb, people jsonb)
          ON CONFLICT ("repositoryId", number) DO UPDATE SET finding = EXCLUDED.finding, people = EXCLUDED.people`;
        return 'written';
      }),

    all: async function* (repository) {
      for (let after = -1; ; ) {
        const rows = await database.review.findMany({
          where: { repositoryId: big(repository), number: { gt: after } },
          orderBy: { number: 'asc' },
          take: READ_AT_ONCE,
        });
        for (const row of rows) yield stored(row);
        const last = rows.at(-1);
        if (last === undefined || rows.length < READ_AT_ONCE) return;
        after = last.number;
      }
    },

    some: async (repository, numbers) => {
      const rows = await database.review.findMany({
        where: { repositoryId: big(repository), number: { in: [...numbers] } },
      });
      return rows.map(stored);
    },
  };
}

const stored = ({ number, finding, people }: ReviewModel): StoredReview => ({
  number,
  finding: fromJson<ReviewFeedbackFinding>(finding),
  people: people === null ? null : fromJson<Judgement['people']>(people),
});
