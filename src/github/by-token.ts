import type { RepositoryRef } from '../model/forge.js';
import { type Caller, callGraphql, callRest } from './calls.js';
import { Gone, Unavailable } from './failures.js';
import { fields, id, list, seconds, text } from './fields.js';
import { Limits } from './limits.js';
import { branchOf, repositoryOf } from './named.js';
import { octokitAt, rootOf } from './octokit.js';

/** What a person's token needs for an import, as GitHub calls it. */
const NEEDED = 'pull_requests:read';

/**
 * Calls with a token that somebody made for themselves. It goes into headers and nowhere else.
 *
 * @param baseUrl the REST root, as `openGitHub` takes it
 * @throws Error when the token is none, or the address is not fit for one
 */
export function callerBy(token: string, baseUrl: string, now: () => number = Date.now): Caller {
  // What a header can't hold would be told, whole, by the error.
  if (!/^[\x21-\x7e]{1,1000}$/.test(token))
    throw new Error('the token has spaces or other marks in it that no token has: copy it again');
  const octokit = new (octokitAt(rootOf(baseUrl), { warn: () => {} }))({ auth: { token } });
  const options = { limits: new Limits(now), whose: 0, permission: NEEDED };
  return {
    rest: (route, parameters) => callRest(octokit, options, route, parameters),
    graphql: (document, variables) => callGraphql(octokit, options, document, variables),
  };
}

/** A repository as somebody names it who has no number of it. */
export interface NamedRepository extends RepositoryRef {
  /** Null for an empty one. */
  readonly defaultBranch: string | null;
  /** When a pull request of it was changed last, whatever became of it; null where there is none. */
  readonly lastChange: number | null;
}

/** By GitHub's own clock: what changes from now on is not older than the last change. */
const NAMED_DOCUMENT = `query Named($owner: String!, $name: String!) {
  rateLimit { remaining }
  repository(owner: $owner, name: $name) {
    databaseId
    nameWithOwner
    defaultBranchRef { name }
    pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
  }
}`;

/**
 * Finds a repository by its name, or by one that it had before it was renamed or moved. 1 point.
 *
 * @throws Gone where the token reads none of that name
 */
export async function repositoryByName(
  caller: Caller,
  owner: string,
  name: string,
): Promise<NamedRepository> {
  const data = fields(await caller.graphql(NAMED_DOCUMENT, { owner, name }));
  if (data.repository === null) throw new Gone(`${owner}/${name}`);
  const { databaseId, nameWithOwner, defaultBranchRef, pullRequests } = fields(data.repository);
  const ref = repositoryOf({ id: id(databaseId), full_name: nameWithOwner });
  if (ref === null) throw new Unavailable(`GitHub told of ${owner}/${name} without its number or its name`);
  const [last] = list(fields(pullRequests).nodes);
  return {
    ...ref,
    defaultBranch: branchOf(text(fields(defaultBranchRef).name)),
    lastChange: seconds(fields(last).updatedAt),
  };
}
