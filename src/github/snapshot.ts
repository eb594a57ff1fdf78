import type { PullRequestSnapshot, RepositoryRef } from '../model/forge.js';
import type { Caller } from './calls.js';
import { Gone, Unavailable } from './failures.js';
import { fields } from './fields.js';
import type { Naming } from './people.js';
import { firstPage, PULL_DOCUMENT, type Sizes, shrunk, WHOLE } from './pull-document.js';
import { pullFrom } from './pull-from.js';
import { isWhole, nextPage, type PullParts, partsOf } from './pull-parts.js';

export interface ReadPull {
  readonly pull: PullRequestSnapshot;
  /** GraphQL calls that it took: one, but for the longest. */
  readonly calls: number;
}

/** Further pages of one pull request. One with more than 600 threads is told to be incomplete. */
const MORE_PAGES = 5;

/** By how much pages shrink, one try after the other, where GitHub does not answer whole. */
const SHRINK = [1, 4, 20] as const;

/**
 * A pull request as GitHub has it now, whole, in one call where nothing of it is longer than a page.
 *
 * @param caller for the purpose `pulls`
 * @throws Gone where there is none; Unavailable where GitHub gives no whole answer, nor with smaller pages
 */
export async function readPull(
  caller: Caller,
  repository: RepositoryRef,
  number: number,
  naming: Naming,
): Promise<ReadPull> {
  let calls = 0;
  const ask = async (variables: Readonly<Record<string, unknown>>): Promise<unknown> => {
    calls += 1;
    const { owner, name } = repository;
    const data = fields(await caller.graphql(PULL_DOCUMENT, { owner, name, number, ...variables }));
    const { databaseId, pullRequest } = fields(data.repository);
    // A name that somebody else has taken since is not the repository that was meant.
    if (data.repository === null || pullRequest === null || (databaseId ?? repository.id) !== repository.id)
      throw new Gone(`pull request ${number} of repository ${repository.id}`);
    return pullRequest;
  };
  const first = await withSmallerPages((sizes) => ask(firstPage(sizes)));
  let parts: PullParts = partsOf(first.answer);
  for (let page = 0; page < MORE_PAGES && !isWhole(parts); page += 1) {
    const { answer } = await withSmallerPages(
      (sizes) => ask({ ...sizes, ...nextPage(parts) }),
      SHRINK.indexOf(first.by),
    );
    if (fields(answer).headRefOid !== parts.own.headRefOid)
      throw new Unavailable(`pull request ${number} was pushed to while it was read`);
    parts = partsOf(answer, parts);
  }
  return { pull: pullFrom(parts, repository, naming), calls };
}

async function withSmallerPages(
  ask: (sizes: Sizes) => Promise<unknown>,
  from = 0,
): Promise<{ readonly answer: unknown; readonly by: (typeof SHRINK)[number] }> {
  for (const by of SHRINK.slice(from)) {
    try {
      return { answer: await ask(shrunk(WHOLE, by)), by };
    } catch (error) {
      if (!(error instanceof Unavailable && error.partial) || by === SHRINK.at(-1)) throw error;
    }
  }
  throw new Unavailable('GitHub gave no whole answer');
}
