import type { PullRequestSnapshot, RepositoryRef } from '../model/forge.js';
import type { Caller } from './calls.js';
import { Gone, Unavailable } from './failures.js';
import { type Fields, fields, id, list, seconds, text, whole } from './fields.js';
import type { Naming } from './people.js';
import { firstPage, MERGED_DOCUMENT, NEXT_DOCUMENT, PAGED, PULLS_DOCUMENT, WHOLE } from './pull-document.js';
import { pullFrom } from './pull-from.js';
import { hasAllComments, isWhole, type PullParts, partsOf } from './pull-parts.js';

/** Where reading stands: a plain value, to be kept and to go on from. */
export interface PageCursor {
  /** GitHub's own cursor; null for the beginning. */
  readonly after: string | null;
  /** How many pull requests a page had when GitHub last answered whole. */
  readonly size: number;
}

export interface MergedPage {
  readonly pulls: readonly PullRequestSnapshot[];
  /** Null after the last page. */
  readonly next: PageCursor | null;
  /** How many there are in all, those of other pages among them. */
  readonly total: number;
  /** GraphQL calls that it took. */
  readonly calls: number;
  /** What was left of GitHub's limit (points) before the answer was given; null where there is no limit. */
  readonly left: { readonly points: number; readonly of: number; readonly resetAt: number } | null;
}

export interface MergedOptions {
  /** Those merged into this branch; null for any. */
  readonly branch: string | null;
  /** Only those changed since (seconds since 1970), the last changed first; null: all, in the order of their numbers. */
  readonly since: number | null;
}

/** GitHub ends an answer after 10 seconds; pages of this size come in five. */
const PAGE = 20;
/** Long ones that are asked for at once. */
const LONG_ONES = 5;

export const FIRST_PAGE: PageCursor = { after: null, size: PAGE };

/**
 * The next merged pull requests. A page that GitHub cannot answer whole is halved, down to one pull request. Of a page
 * by `since` some may come again on the next, because what is changed meanwhile moves: writing one twice does no harm.
 *
 * @param caller for the purpose `pulls`
 * @throws Gone, NotAllowed, RateLimited; Unavailable where GitHub gives no whole answer for one alone
 */
export async function readMergedPage(
  caller: Caller,
  repository: RepositoryRef,
  cursor: PageCursor,
  { branch, since }: MergedOptions,
  naming: Naming,
): Promise<MergedPage> {
  let calls = 0;
  const { owner, name } = repository;
  for (let size = Math.max(1, Math.min(PAGE, cursor.size)); ; size = Math.floor(size / 2)) {
    try {
      calls += 1;
      const data = fields(
        await caller.graphql(MERGED_DOCUMENT, {
          ...{ owner, name, branch, first: size, after: cursor.after },
          ...orderBy(since),
          ...firstPage(PAGED),
        }),
      );
      const { nodes, pageInfo, totalCount } = fields(pullsOf(data, repository));
      if (!Array.isArray(nodes) || nodes.includes(null))
        throw new Unavailable('GitHub gave a page with holes', { partial: true });
      const long = await readLongOnes(
        caller,
        list(nodes).map((node) => partsOf(node)),
      );
      calls += long.calls;
      const all = long.pulls.map((parts) => pullFrom(parts, repository, naming));
      const wanted = since === null ? all : all.filter(({ updatedAt }) => updatedAt >= since);
      const after = fields(pageInfo).hasNextPage === true ? text(fields(pageInfo).endCursor) : null;
      const isLast = after === null || wanted.length < all.length;
      return {
        pulls: wanted,
        next: isLast ? null : { after, size },
        total: whole(totalCount) ?? all.length,
        calls,
        left: leftOf(data.rateLimit),
      };
    } catch (error) {
      if (!(error instanceof Unavailable && error.partial) || size === 1) throw error;
    }
  }
}

/** What there is to say of one that was passed over. */
export interface PassedOver {
  /** Null where there was none any more. */
  readonly number: number | null;
  readonly next: PageCursor | null;
  readonly total: number;
}

/**
 * Goes past the next merged pull request without reading it: GitHub may have no whole answer for one, however often it is
 * asked.
 *
 * @throws as `readMergedPage`
 */
export async function passOver(
  caller: Caller,
  repository: RepositoryRef,
  cursor: PageCursor,
  { branch, since }: MergedOptions,
): Promise<PassedOver> {
  const { owner, name } = repository;
  const data = fields(
    await caller.graphql(NEXT_DOCUMENT, { owner, name, branch, after: cursor.after, ...orderBy(since) }),
  );
  const { nodes, pageInfo, totalCount } = fields(pullsOf(data, repository));
  const after = fields(pageInfo).hasNextPage === true ? text(fields(pageInfo).endCursor) : null;
  return {
    number: id(fields(list(nodes)[0]).number),
    next: after === null ? null : { ...cursor, after },
    total: whole(totalCount) ?? 0,
  };
}

const orderBy = (since: number | null): { readonly field: string; readonly direction: string } =>
  since === null ? { field: 'CREATED_AT', direction: 'ASC' } : { field: 'UPDATED_AT', direction: 'DESC' };

/** @throws Gone where it is another one by that name */
function pullsOf(data: Fields, { id: wanted }: RepositoryRef): unknown {
  const { databaseId, pullRequests } = fields(data.repository);
  if (data.repository === null || (databaseId ?? wanted) !== wanted) throw new Gone(`repository ${wanted}`);
  return pullRequests;
}

/** Reads those again that are longer than a page had room for, a few at a time; what is longer still says so itself. */
async function readLongOnes(
  caller: Caller,
  all: readonly PullParts[],
): Promise<{ readonly pulls: readonly PullParts[]; readonly calls: number }> {
  const pulls = new Map(all.map((parts) => [text(parts.own.id) ?? '', parts]));
  const isLong = (parts: PullParts): boolean => !isWhole(parts) || !hasAllComments(parts);
  let calls = 0;
  const read = async (ids: readonly string[]): Promise<void> => {
    try {
      calls += 1;
      const { nodes } = fields(await caller.graphql(PULLS_DOCUMENT, { ids, ...firstPage(WHOLE) }));
      for (const node of list(nodes)) {
        const known = pulls.get(text(fields(node).id) ?? '');
        if (known === undefined) continue;
        // What was changed meanwhile stays as its page has it: two moments do not mix.
        const now = partsOf(node);
        if (now.own.updatedAt === known.own.updatedAt) pulls.set(text(known.own.id) ?? '', now);
      }
    } catch (error) {
      if (!(error instanceof Unavailable && error.partial)) throw error;
      if (ids.length === 1) return;
      await read(ids.slice(0, Math.ceil(ids.length / 2)));
      await read(ids.slice(Math.ceil(ids.length / 2)));
    }
  };
  const long = [...pulls].filter(([node, parts]) => node !== '' && isLong(parts)).map(([node]) => node);
  for (let from = 0; from < long.length; from += LONG_ONES) await read(long.slice(from, from + LONG_ONES));
  return { pulls: [...pulls.values()], calls };
}

/** Seconds since 1970, UTC, for when it is whole again. A server without limits gives null. */
function leftOf(value: unknown): MergedPage['left'] {
  const { limit, remaining, resetAt } = fields(value);
  const [of, points, at] = [whole(limit), whole(remaining), seconds(resetAt)];
  return of === null || of === 0 || points === null || at === null ? null : { points, of, resetAt: at };
}
