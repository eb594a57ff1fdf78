import type { InstallationRef, Permissions, RepositoryRef } from '../model/forge.js';
import type { GitHub } from './app.js';
import type { Answered, Caller } from './calls.js';
import { Gone, Unavailable } from './failures.js';
import { fields, id, list, sha, text } from './fields.js';
import { nextLink } from './link-header.js';
import { branchOf, loginOf, permissionsOf, repositoryOf } from './named.js';
import { isBotAccount } from './people.js';

export interface FoundInstallation extends InstallationRef {
  readonly permissions: Permissions;
  readonly suspended: boolean;
}

export interface FoundRepository extends RepositoryRef {
  /** Null for an empty one. */
  readonly defaultBranch: string | null;
  readonly private: boolean;
  readonly archived: boolean;
}

export interface OpenPull {
  readonly number: number;
  readonly head: string;
  readonly draft: boolean;
  /** Who opened it is a program. */
  readonly bot: boolean;
}

const PER_PAGE = 100;
/** An installation may have many thousands of repositories; more pages than this are a loop. */
const MOST_PAGES = 1_000;

/** Page by page, as long as GitHub names a next one. */
export async function* pages(
  caller: Caller,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): AsyncGenerator<unknown> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer: Answered = await caller.rest(route, { ...parameters, per_page: PER_PAGE, page });
    yield answer.data;
    if (nextLink(answer.headers.link) === null) return;
  }
}

/** What git fetches a repository from; a token goes beside it, never into it. */
export const cloneUrl = ({ webUrl }: Pick<GitHub, 'webUrl'>, { owner, name }: RepositoryRef): string =>
  `${webUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}.git`;

/** Where the app is installed. */
export async function installations(github: GitHub): Promise<readonly FoundInstallation[]> {
  const found: FoundInstallation[] = [];
  for await (const page of pages(github.app, 'GET /app/installations', {}))
    found.push(...list(page).flatMap((it) => installationFrom(it) ?? []));
  return found;
}

/** An installation by its number. @throws Gone where it is no more */
export async function installationById(github: GitHub, installation: number): Promise<FoundInstallation> {
  const { data } = await github.app.rest('GET /app/installations/{installation_id}', {
    installation_id: installation,
  });
  const found = installationFrom(data);
  if (found === null) throw new Unavailable('GitHub told of an installation without its number or owner');
  return found;
}

function installationFrom(value: unknown): FoundInstallation | null {
  const it = fields(value);
  const number = id(it.id);
  // An enterprise has a slug where others have a login.
  const account = loginOf(it.account) ?? text(fields(it.account).slug);
  if (number === null || account === null) return null;
  const suspended = text(it.suspended_at) !== null;
  return { id: number, account, permissions: permissionsOf(it.permissions), suspended };
}

/** All repositories that an installation was given. */
export async function repositoriesOf(
  github: GitHub,
  installation: number,
): Promise<readonly FoundRepository[]> {
  const caller = github.as({ installation, repository: null, purpose: 'metadata' });
  const found: FoundRepository[] = [];
  for await (const page of pages(caller, 'GET /installation/repositories', {}))
    found.push(...list(fields(page).repositories).flatMap((it) => repositoryFrom(it) ?? []));
  return found;
}

/**
 * A repository by its number, whatever it is called now: a token for it alone shows it alone.
 *
 * @throws Gone where the installation has it no more
 */
export async function repositoryById(
  github: GitHub,
  installation: number,
  repository: number,
): Promise<FoundRepository> {
  const caller = github.as({ installation, repository, purpose: 'metadata' });
  const { data } = await caller.rest('GET /installation/repositories', { per_page: 1 });
  const found = list(fields(data).repositories)
    .flatMap((it) => repositoryFrom(it) ?? [])
    .find((it) => it.id === repository);
  if (found === undefined) throw new Gone(`repository ${repository}`);
  return found;
}

function repositoryFrom(value: unknown): FoundRepository | null {
  const ref = repositoryOf(value);
  const it = fields(value);
  if (ref === null) return null;
  return {
    ...ref,
    defaultBranch: branchOf(it.default_branch),
    // What is not said to be public is private.
    private: it.private !== false,
    archived: it.archived === true,
  };
}

/**
 * The open pull requests of a repository, the last changed first.
 *
 * @param caller for the purpose `pulls`
 * @param isBot whether a name is a program's, besides those that GitHub marks
 */
export async function openPulls(
  caller: Caller,
  repository: RepositoryRef,
  isBot: (name: string) => boolean,
): Promise<readonly OpenPull[]> {
  const { owner, name: repo } = repository;
  const found: OpenPull[] = [];
  const parameters = { owner, repo, state: 'open', sort: 'updated', direction: 'desc' };
  for await (const page of pages(caller, 'GET /repos/{owner}/{repo}/pulls', parameters)) {
    found.push(
      ...list(page).flatMap((value) => {
        const it = fields(value);
        const [number, head] = [id(it.number), sha(fields(it.head).sha)];
        if (number === null || head === null) return [];
        return { number, head, draft: it.draft === true, bot: isBotAccount(it.user, isBot) };
      }),
    );
  }
  return found;
}
