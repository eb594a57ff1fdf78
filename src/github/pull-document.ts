/**
 * What is asked of a pull request, in one fragment for every way of asking. Cost (GitHub's rule): one point for a
 * hundred connections, each counted as often as what it is in. One pull request with everything at 100 is 1 point; 20
 * of them with 20 threads each are 5.
 */
const PULL = `
fragment Who on Actor {
  __typename
  login
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Mannequin { databaseId }
  ... on Organization { databaseId }
}
fragment Pull on PullRequest {
  id number title state isDraft isCrossRepository createdAt updatedAt mergedAt
  additions deletions changedFiles baseRefName baseRefOid headRefName headRefOid
  author { ...Who }
  mergedBy { ...Who }
  mergeCommit { oid message parents(first: 1) { totalCount } }
  labels(first: 50) { nodes { name } }
  commits(first: $commits, after: $commitsAfter) @include(if: $withCommits) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { commit { oid committedDate message author { name email user { login databaseId } } } }
  }
  reviews(first: $reviews, after: $reviewsAfter) @include(if: $withReviews) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { fullDatabaseId state submittedAt body author { ...Who } commit { oid } }
  }
  reviewThreads(first: $threads, after: $threadsAfter) @include(if: $withThreads) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id isResolved isOutdated subjectType path diffSide originalLine originalStartLine
      resolvedBy { ...Who }
      comments(first: $comments) {
        totalCount
        nodes { fullDatabaseId body createdAt diffHunk author { ...Who } originalCommit { oid } }
      }
    }
  }
  comments(first: $talk, after: $talkAfter) @include(if: $withTalk) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { fullDatabaseId createdAt body author { ...Who } }
  }
  timelineItems(first: $events, after: $eventsAfter, itemTypes: [
    HEAD_REF_FORCE_PUSHED_EVENT, READY_FOR_REVIEW_EVENT, REVIEW_REQUESTED_EVENT
  ]) @include(if: $withEvents) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on HeadRefForcePushedEvent { createdAt beforeCommit { oid } afterCommit { oid } }
      ... on ReadyForReviewEvent { createdAt }
      ... on ReviewRequestedEvent { createdAt }
    }
  }
}`;

const SIZES = `$commits: Int!, $commitsAfter: String, $withCommits: Boolean!, $reviews: Int!, $reviewsAfter: String,
  $withReviews: Boolean!, $threads: Int!, $threadsAfter: String, $withThreads: Boolean!, $comments: Int!,
  $talk: Int!, $talkAfter: String, $withTalk: Boolean!, $events: Int!, $eventsAfter: String, $withEvents: Boolean!`;

/** One pull request of a repository. */
export const PULL_DOCUMENT = `query Pull($owner: String!, $name: String!, $number: Int!, ${SIZES}) {
  rateLimit { remaining }
  repository(owner: $owner, name: $name) { databaseId pullRequest(number: $number) { ...Pull } }
}${PULL}`;

/** Some pull requests by their node ids. */
export const PULLS_DOCUMENT = `query Pulls($ids: [ID!]!, ${SIZES}) {
  nodes(ids: $ids) { ...Pull }
}${PULL}`;

/** A page of merged pull requests: in the order in which they were opened, or the last changed first. */
export const MERGED_DOCUMENT = `query Merged($owner: String!, $name: String!, $branch: String, $first: Int!, $after: String,
  $field: IssueOrderField!, $direction: OrderDirection!, ${SIZES}) {
  rateLimit { limit remaining resetAt }
  repository(owner: $owner, name: $name) {
    databaseId
    pullRequests(states: [MERGED], baseRefName: $branch, first: $first, after: $after,
      orderBy: { field: $field, direction: $direction }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...Pull }
    }
  }
}${PULL}`;

/** The next of them, and nothing of what it holds: for one that GitHub cannot answer for. */
export const NEXT_DOCUMENT = `query Next($owner: String!, $name: String!, $branch: String, $after: String,
  $field: IssueOrderField!, $direction: OrderDirection!) {
  repository(owner: $owner, name: $name) {
    databaseId
    pullRequests(states: [MERGED], baseRefName: $branch, first: 1, after: $after,
      orderBy: { field: $field, direction: $direction }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { number }
    }
  }
}`;

export interface Sizes {
  readonly commits: number;
  readonly reviews: number;
  readonly threads: number;
  /** Of a thread. */
  readonly comments: number;
  /** Comments on the pull request as a whole. */
  readonly talk: number;
  readonly events: number;
}

export const WHOLE: Sizes = {
  commits: 100,
  reviews: 100,
  threads: 100,
  comments: 100,
  talk: 100,
  events: 100,
};
/** Small enough that 20 pull requests of them are answered in time; few have more of anything. */
export const PAGED: Sizes = { commits: 100, reviews: 30, threads: 20, comments: 20, talk: 30, events: 30 };

/** Smaller pages, for an answer that did not come whole. */
export const shrunk = (sizes: Sizes, by: number): Sizes => ({
  commits: Math.max(1, Math.floor(sizes.commits / by)),
  reviews: Math.max(1, Math.floor(sizes.reviews / by)),
  threads: Math.max(1, Math.floor(sizes.threads / by)),
  comments: sizes.comments,
  talk: Math.max(1, Math.floor(sizes.talk / by)),
  events: Math.max(1, Math.floor(sizes.events / by)),
});

/** The variables of a first page. */
export const firstPage = (sizes: Sizes): Readonly<Record<string, unknown>> => ({
  ...sizes,
  withCommits: true,
  withReviews: true,
  withThreads: true,
  withTalk: true,
  withEvents: true,
});
