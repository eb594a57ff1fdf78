import type { RepositoryRef } from '../model/forge.js';
import type { Caller } from './calls.js';
import { Gone, NotAllowed, Unavailable } from './failures.js';
import { fields, id, list } from './fields.js';
import { isName, loginOf, repositoryOf } from './named.js';
import { pages } from './repositories.js';

/** A repository as somebody may use it. */
export interface UserRepository extends RepositoryRef {
  readonly private: boolean;
  /** They may push to it. */
  readonly mayWrite: boolean;
}

/** Who a token is of. */
export async function ownUser(caller: Caller): Promise<{ readonly id: number; readonly login: string }> {
  const { data } = await caller.rest('GET /user');
  const [number, login] = [id(fields(data).id), loginOf(data)];
  if (number === null || login === null)
    throw new Unavailable('GitHub told of a user without their number or login');
  return { id: number, login };
}

/**
 * A repository, if somebody may read it; null where it is missing, not theirs, or its organisation wants a sign-in of its
 * own. Public ones are everybody's.
 *
 * @param caller by a token of theirs
 * @throws what is no answer: Unavailable, RateLimited, NotAllowed with the reason `credentials`
 */
export async function readableRepository(
  caller: Caller,
  owner: string,
  name: string,
): Promise<UserRepository | null> {
  if (!isName(owner, name)) return null;
  const answer = await orNull(caller.rest('GET /repos/{owner}/{repo}', { owner, repo: name }));
  return answer === null ? null : repositoryFrom(answer.data);
}

/**
 * All that somebody owns or was let into where the app is installed; not what is merely public.
 *
 * @throws as `readableRepository`
 */
export async function explicitRepositories(caller: Caller): Promise<readonly UserRepository[]> {
  const installations: number[] = [];
  for await (const page of pages(caller, 'GET /user/installations', {}))
    installations.push(...list(fields(page).installations).flatMap((it) => id(fields(it).id) ?? []));
  const found: UserRepository[] = [];
  for (const installation of installations)
    found.push(...((await orNull(repositoriesOf(caller, installation))) ?? []));
  return found;
}

async function repositoriesOf(caller: Caller, installation: number): Promise<readonly UserRepository[]> {
  const found: UserRepository[] = [];
  const route = 'GET /user/installations/{installation_id}/repositories';
  for await (const page of pages(caller, route, { installation_id: installation }))
    found.push(...list(fields(page).repositories).flatMap((it) => repositoryFrom(it) ?? []));
  return found;
}

function repositoryFrom(value: unknown): UserRepository | null {
  const ref = repositoryOf(value);
  if (ref === null) return null;
  const it = fields(value);
  // What is not said to be public is private, and what is not said to be allowed is not.
  return { ...ref, private: it.private !== false, mayWrite: fields(it.permissions).push === true };
}

/** A “no” as null; what is no answer stays thrown. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Gone || (error instanceof NotAllowed && error.reason !== 'credentials')) return null;
    throw error;
  }
}
