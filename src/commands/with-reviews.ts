import type { ReviewFile } from '../jobs/review-file.js';
import { InputError } from './command.js';
import { warn } from './output.js';

/** More than this nobody reads at once. */
const MOST_PROBLEMS = 20;

/** Opens a file of reviews, and closes it whatever happens. @throws InputError when it is none; null is no file */
export async function withReviews(
  path: string | null,
  use: (reviews: ReviewFile | null) => Promise<void>,
): Promise<void> {
  if (path === null) return use(null);
  // What reads it takes a moment to load, and most runs have none.
  const opened = await (await import('../jobs/review-file.js')).ReviewFile.open(path);
  if (opened.kind === 'unreadable') throw new InputError(`${path} ${opened.why}: name a file of reviews`);
  if (opened.kind === 'wrong') {
    const { problems } = opened;
    for (const problem of problems.slice(0, MOST_PROBLEMS)) warn(`${path}:${problem}`);
    const more = problems.length > MOST_PROBLEMS ? ', and there is more like this' : '';
    throw new InputError(
      `${path} is no file of reviews${more}: mend what is named above; docs/review-feedback.md shows what one looks like`,
    );
  }
  try {
    await use(opened.reviews);
  } finally {
    await opened.reviews.close();
  }
}
