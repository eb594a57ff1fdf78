import { type Fields, fields, list, text, whole } from './fields.js';

/** What of a pull request may be longer than a page. */
const CONNECTIONS = {
  commits: 'commits',
  reviews: 'reviews',
  threads: 'reviewThreads',
  talk: 'comments',
  events: 'timelineItems',
} as const;

export type Part = keyof typeof CONNECTIONS;
export const PARTS = Object.keys(CONNECTIONS) as readonly Part[];

interface Pages {
  readonly nodes: readonly unknown[];
  readonly total: number;
  /** Where the next page begins; null where there is none. */
  readonly after: string | null;
}

/** A pull request as far as it has been read. */
export interface PullParts {
  readonly own: Fields;
  readonly pages: Readonly<Record<Part, Pages>>;
}

const NO_PAGES: Pages = { nodes: [], total: 0, after: null };

function pagesOf(value: unknown, before: Pages): Pages {
  const { nodes, totalCount, pageInfo } = fields(value);
  const { hasNextPage, endCursor } = fields(pageInfo);
  const all = [...before.nodes, ...list(nodes)];
  return {
    nodes: all,
    total: Math.max(whole(totalCount) ?? 0, all.length),
    after: hasNextPage === true ? text(endCursor) : null,
  };
}

/** What one answer says, after what earlier ones said. */
export function partsOf(node: unknown, before: PullParts | null = null): PullParts {
  const own = fields(node);
  const page = (part: Part): Pages => {
    const known = before?.pages[part] ?? NO_PAGES;
    return Object.hasOwn(own, CONNECTIONS[part]) ? pagesOf(own[CONNECTIONS[part]], known) : known;
  };
  return {
    own: before?.own ?? own,
    pages: {
      commits: page('commits'),
      reviews: page('reviews'),
      threads: page('threads'),
      talk: page('talk'),
      events: page('events'),
    },
  };
}

export const isWhole = ({ pages }: PullParts): boolean => PARTS.every((part) => pages[part].after === null);

/** Whether all that a larger page could bring is there: comments of a thread have no second page. */
export const hasAllComments = ({ pages }: PullParts): boolean =>
  pages.threads.nodes.every((it) => commentsLeft(it) === 0);

export function commentsLeft(thread: unknown): number {
  const { nodes, totalCount } = fields(fields(thread).comments);
  return Math.max(0, (whole(totalCount) ?? 0) - list(nodes).length);
}

/** The variables that ask for the next page of what has one. */
export function nextPage({ pages }: PullParts): Readonly<Record<string, unknown>> {
  return {
    withCommits: pages.commits.after !== null,
    commitsAfter: pages.commits.after,
    withReviews: pages.reviews.after !== null,
    reviewsAfter: pages.reviews.after,
    withThreads: pages.threads.after !== null,
    threadsAfter: pages.threads.after,
    withTalk: pages.talk.after !== null,
    talkAfter: pages.talk.after,
    withEvents: pages.events.after !== null,
    eventsAfter: pages.events.after,
  };
}
