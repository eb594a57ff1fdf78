import { blobsNeeded, pullToRead } from '../../git/blobs-needed.js';
import { type Mirror, mirrorsIn, mirrorTouchedAt, openMirror, removeMirror } from '../../git/mirror.js';
import { MirrorError } from '../../git/mirror-failures.js';
import type { GitHub } from '../../github/app.js';
import { Unavailable } from '../../github/failures.js';
import { cloneUrl } from '../../github/repositories.js';
import type { Access } from '../../github/tokens.js';
import type { Change } from '../../model/change.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import type { Installed } from './installed.js';

interface MirrorsOptions {
  readonly folder: string;
  /** GitHub, for git. */
  readonly gitUrl: string;
  readonly github: Pick<GitHub, 'token' | 'refused'>;
}

type FetchedPull =
  | { readonly kind: 'fetched'; readonly path: string }
  /** Its commits are not to be had. */
  | { readonly kind: 'gone'; readonly why: string };

/** Heads of before and commits that were commented on: more of one pull request are not asked for. */
const MOST_COMMITS = 50;

/** Copies of repositories, fetched when something of them is to be judged. */
export interface Mirrors {
  /** A pull request with the files that judging it reads. */
  readonly fetchPull: (
    installed: Installed,
    pull: PullRequestSnapshot,
    earlier: readonly string[],
  ) => Promise<FetchedPull>;
  /** The default branch and all pull requests, without files; where it is. */
  readonly fetchAll: (installed: Installed) => Promise<string>;
  /** The files that settings are read from, as they are in a commit that is there. */
  readonly fetchConfiguration: (installed: Installed, commit: string) => Promise<void>;
  /** The files that judging some changes reads. */
  readonly fetchFilesOf: (installed: Installed, changes: readonly Change[]) => Promise<void>;
  /** The files that following what was commented on reads, where the mirror is whole already; where it is. */
  readonly fetchForReviews: (installed: Installed, pulls: readonly PullRequestSnapshot[]) => Promise<string>;
  readonly remove: (repository: number) => Promise<void>;
  /** When something was fetched last, in seconds since 1970, UTC. */
  readonly touchedAt: (repository: number) => number;
  /** Repositories of which something is here. */
  readonly there: () => readonly number[];
}

export function mirrorsOf({ folder, gitUrl, github }: MirrorsOptions): Mirrors {
  const accessOf = ({ repository, installation }: Installed): Access => ({
    installation: installation.id,
    repository: repository.id,
    purpose: 'contents',
  });
  /** A token may have been taken back early: what is refused is tried once more with a new one. */
  const failing = async <T>(installed: Installed, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MirrorError && error.reason === 'refused')) throw told(error);
      github.refused(accessOf(installed));
      return await work().catch((again) => {
        throw told(again);
      });
    }
  };
  const open = async (installed: Installed): Promise<Mirror> => {
    const { repository } = installed;
    return openMirror({
      folder,
      repositoryId: repository.id,
      url: cloneUrl({ webUrl: gitUrl }, repository),
      defaultBranch: repository.defaultBranch ?? 'main',
      token: () => github.token(accessOf(installed)),
    });
  };
  return {
    fetchPull: (installed, { number, base, head }, earlier) =>
      failing(installed, async () => {
        const mirror = await open(installed);
        const more = [...new Set(earlier)].slice(0, MOST_COMMITS);
        const shas = [head.sha, base.sha, ...more];
        const fetched = await mirror.fetchPull({ number, branch: base.branch, shas });
        const missing = await mirror.missingBlobs(shas);
        if (missing.includes(head.sha) || missing.includes(base.sha)) {
          const what = missing.includes(head.sha) ? 'its head' : 'the commit that it is to go on';
          const why = fetched.gone.length > 0 ? 'is not on GitHub any more' : 'could not be fetched';
          return { kind: 'gone', why: `${what} ${why}: push again, and it will be judged` };
        }
        const toRead = await pullToRead(mirror.path, base.sha, head.sha);
        const pairs = more.filter((sha) => !missing.includes(sha)).map((sha) => [sha, head.sha] as const);
        const wanted = { ...toRead, pairs: [...toRead.pairs, ...pairs] };
        await mirror.fetchBlobs(await blobsNeeded(mirror.path, wanted));
        return { kind: 'fetched', path: mirror.path };
      }),
    fetchAll: (installed) =>
      failing(installed, async () => {
        const mirror = await open(installed);
        await mirror.fetchAll();
        return mirror.path;
      }),
    fetchConfiguration: (installed, commit) =>
      failing(installed, async () => {
        const mirror = await open(installed);
        const wanted = { commits: [], pairs: [], configuration: [commit], index: [] };
        await mirror.fetchBlobs(await blobsNeeded(mirror.path, wanted));
      }),
    fetchFilesOf: (installed, changes) =>
      failing(installed, async () => {
        const mirror = await open(installed);
        const tip = changes.slice(-1).map(({ id }) => id);
        const wanted = {
          commits: changes.flatMap(({ commits }) => commits.map(({ sha }) => sha)),
          pairs: changes.flatMap(({ base, id }) => (base === null ? [] : [[base, id] as const])),
          configuration: tip,
          index: tip,
        };
        await mirror.fetchBlobs(await blobsNeeded(mirror.path, wanted));
      }),
    fetchForReviews: (installed, pulls) =>
      failing(installed, async () => {
        const mirror = await open(installed);
        const commented = pulls.filter(({ conversation }) => conversation.threads.length > 0);
        const named = commented.flatMap(({ conversation: { threads, commits, base, head } }) => [
          ...[base, head],
          ...threads.flatMap(({ commit }) => commit ?? []),
          ...commits.map(({ sha }) => sha),
        ]);
        const missing = new Set(await mirror.missingBlobs(named));
        const isHere = (sha: string): boolean => !missing.has(sha);
        const wanted = {
          commits: commented
            .flatMap(({ conversation: { commits } }) => commits.map(({ sha }) => sha))
            .filter(isHere),
          pairs: commented.flatMap(({ conversation: { threads, head, base } }) =>
            [base, ...threads.flatMap(({ commit }) => commit ?? [])]
              .filter((sha) => isHere(sha) && isHere(head))
              .map((sha) => [sha, head] as const),
          ),
          configuration: [],
          index: [],
        };
        await mirror.fetchBlobs(await blobsNeeded(mirror.path, wanted));
        return mirror.path;
      }),
    remove: (repository) => removeMirror(folder, repository),
    touchedAt: (repository) => mirrorTouchedAt(folder, repository),
    there: () => mirrorsIn(folder),
  };
}

/** What passes by itself is told apart from what does not. */
const told = (error: unknown): unknown =>
  error instanceof MirrorError && error.reason === 'unavailable'
    ? new Unavailable(error.message.replace(/: try again later$/, ''), { cause: error })
    : error;
