import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Change } from '../model/change.js';
import { RepositoryError } from './failures.js';
import { CommitGraph, changesOf, type IsBot, readLog } from './history.js';
import { People } from './identity.js';
import { type Objects, openObjects } from './objects.js';
import { runGit } from './process.js';
import { quarantine } from './quarantine.js';

interface Ref {
  readonly name: string;
  readonly commit: string;
}

export interface Branch {
  readonly name: string;
  readonly head: string;
}

export interface History {
  readonly branch: Branch;
  /** Oldest first. */
  readonly changes: readonly Change[];
}

interface HistoryOptions {
  /** A branch's name, or any other revision; null for the default branch. */
  readonly branch: string | null;
  /** Says of an author's name whether the configuration calls it a bot. */
  readonly isBot: IsBot;
}

/** A local repository, opened for reading. Close it: it holds two git processes and a folder. */
export interface Repository extends Omit<Objects, 'close'> {
  /** What to call it: the name of its folder. */
  readonly name: string;
  /** Its folder, absolute. */
  readonly path: string;
  readonly shallow: boolean;
  readonly bare: boolean;
  /** Files may be missing that the repository has elsewhere. */
  readonly partial: boolean;
  readonly defaultBranch: () => Promise<Branch>;
  /** The commit that a revision names. @throws RepositoryError when there is none */
  readonly resolve: (revision: string) => Promise<string>;
  /** The first parent of a commit; null for one without. @throws RepositoryError where a shallow clone ends */
  readonly parent: (commit: string) => Promise<string | null>;
  /** The commit that a branch (or any other revision) is at. @throws RepositoryError when there is none */
  readonly resolveBranch: (name: string) => Promise<string>;
  /** Where two commits parted; null where they have no common history. @throws RepositoryError when git fails */
  readonly mergeBase: (one: string, other: string) => Promise<string | null>;
  readonly history: (options: HistoryOptions) => Promise<History>;
  /** The range judged as one pull request. */
  readonly range: (base: string, head: string, isBot: IsBot) => Promise<Change>;
  readonly close: () => Promise<void>;
}

const PULL_REF =
  /^refs\/(?:pull\/(\d{1,9})\/head|remotes\/[^/]+\/pr\/(\d{1,9})(?:\/head)?|remotes\/[^/]+\/pull\/(\d{1,9})(?:\/head)?)$/;
/** Where there is no word from a remote, a branch of such a name is taken for the default one. */
const USUAL_NAMES = ['main', 'master', 'trunk', 'develop'];

/**
 * Opens the repository that governs a folder.
 *
 * @param secret under which people are keys; unless told, one of this opening alone
 * @throws RepositoryError when there is none, it is empty, or it can't be read
 */
export async function openRepository(path: string, secret: string | null = null): Promise<Repository> {
  const { gitDir, bare, shallow, partial, remove } = quarantine(path);
  const objects = openObjects({ gitDir, partial });
  const people = new People(secret);

  const refs = async (): Promise<Ref[]> => {
    const text = (
      await runGit(gitDir, [
        'for-each-ref',
        '--format=%(objectname) %(*objectname) %(objecttype) %(symref) %(refname)',
      ])
    ).toString('utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [object = '', peeled = '', , , ...name] = line.split(' ');
        return { commit: peeled === '' ? object : peeled, name: name.join(' ') };
      });
  };

  const resolveRevision = async (revision: string): Promise<string> => {
    const answer = await runGit(gitDir, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]).catch(() => null);
    const sha = answer?.toString('latin1').trim() ?? '';
    if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(sha)) {
      throw new RepositoryError(`there is no commit, branch or tag ${JSON.stringify(revision)} in ${path}`);
    }
    return sha;
  };

  const branches = async (): Promise<{ all: Ref[]; pulls: Map<number, string> }> => {
    const all = await refs();
    const pulls = new Map<number, string>();
    for (const { name, commit } of all) {
      const number = PULL_REF.exec(name)
        ?.slice(1)
        .find((digits) => digits !== undefined);
      if (number !== undefined) pulls.set(Number(number), commit);
    }
    return { all, pulls };
  };

  const defaultBranch = async (all: readonly Ref[]): Promise<Branch> => {
    const head = readFileSync(join(gitDir, 'HEAD'), 'utf8').trim();
    const current = /^ref: refs\/heads\/(.+)$/.exec(head)?.[1];
    const commitOf = (name: string): string | undefined => all.find((ref) => ref.name === name)?.commit;
    const local = (name: string | undefined): Branch | null => {
      const commit = name === undefined ? undefined : commitOf(`refs/heads/${name}`);
      return name === undefined || commit === undefined ? null : { name, head: commit };
    };
    if (bare && local(current) !== null) return local(current) as Branch;
    const remoteHead = await runGit(gitDir, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']).catch(
      () => null,
    );
    const remote = /^refs\/remotes\/origin\/(.+)$/.exec(remoteHead?.toString('utf8').trim() ?? '')?.[1];
    const remoteCommit = remote === undefined ? undefined : commitOf(`refs/remotes/origin/${remote}`);
    const found =
      local(remote) ??
      (remoteCommit === undefined ? null : { name: `origin/${remote}`, head: remoteCommit }) ??
      USUAL_NAMES.map(local).find((branch) => branch !== null) ??
      local(current);
    if (found !== null && found !== undefined) return found;
    const detached = /^[0-9a-f]{40,64}$/.exec(head)?.[0];
    if (detached !== undefined) return { name: `${detached.slice(0, 12)} (detached)`, head: detached };
    throw new RepositoryError(
      all.length === 0
        ? `${path} has no commits yet: commit something first`
        : `${path} has no default branch that can be found: name one with --branch`,
    );
  };

  const named = async (name: string, all: readonly Ref[]): Promise<Branch> => {
    for (const full of [`refs/heads/${name}`, `refs/remotes/${name}`, `refs/remotes/origin/${name}`]) {
      const commit = all.find((ref) => ref.name === full)?.commit;
      if (commit !== undefined) return { name, head: commit };
    }
    const other = await resolveRevision(name).catch(() => null);
    if (other !== null) return { name, head: other };
    const heads = all.flatMap(({ name: ref }) => /^refs\/heads\/(.+)/.exec(ref)?.[1] ?? []);
    const some = heads.slice(0, 5).join(', ') + (heads.length > 5 ? ' …' : '');
    throw new RepositoryError(
      `there is no branch ${JSON.stringify(name)} in ${path}${some === '' ? '' : ` (there are: ${some})`}`,
    );
  };

  const boundary = (): Set<string> =>
    new Set(shallow ? readFileSync(join(gitDir, 'shallow'), 'latin1').split('\n').filter(Boolean) : []);

  return {
    ...objects,
    name: nameOf(path),
    path: resolve(path),
    shallow,
    bare,
    partial,
    defaultBranch: async () => defaultBranch((await branches()).all),
    resolve: resolveRevision,
    parent: async (commit) => {
      const line = await runGit(gitDir, ['rev-list', '--parents', '--max-count=1', commit]);
      const parent = line.toString('latin1').trim().split(' ')[1] ?? null;
      if (parent === null && boundary().has(commit))
        throw new RepositoryError(
          `a shallow clone ends at ${commit.slice(0, 12)}: what it changed is not known (git fetch --unshallow)`,
        );
      return parent;
    },
    resolveBranch: async (name) => (await named(name, (await branches()).all)).head,
    mergeBase: async (one, other) => {
      try {
        return (await runGit(gitDir, ['merge-base', one, other])).toString('latin1').trim();
      } catch (error) {
        if (error instanceof RepositoryError && error.code === 1) return null;
        throw error;
      }
    },
    history: async ({ branch: wanted, isBot }) => {
      const { all, pulls } = await branches();
      const branch = wanted === null ? await defaultBranch(all) : await named(wanted, all);
      const graph = new CommitGraph(branch.head, boundary());
      for await (const commit of readLog(gitDir, [branch.head], people, isBot)) graph.add(commit);
      const chain = graph.firstParents();
      // Only the pull requests that were squashed onto this branch: their commits are not on it.
      const squashed = chain.flatMap(({ parents, number }) => {
        const head = parents.length < 2 && number !== null ? pulls.get(number) : undefined;
        return head === undefined ? [] : [head];
      });
      if (squashed.length > 0) {
        for await (const commit of readLog(gitDir, [...squashed, `^${branch.head}`], people, isBot))
          graph.add(commit);
      }
      return { branch, changes: [...changesOf(graph, pulls)] };
    },
    range: async (base, head, isBot) => {
      const commits = [];
      for await (const commit of readLog(gitDir, [head, `^${base}`], people, isBot)) commits.unshift(commit);
      const last = commits.at(-1);
      if (last === undefined)
        throw new RepositoryError('there are no commits in this range: nothing is to be judged');
      const own = commits.filter(({ parents }) => parents.length < 2);
      return {
        id: head,
        kind: 'pull-request',
        origin: 'range',
        number: null,
        title: last.title,
        mergedAt: last.committedAt,
        base,
        head,
        commits: own,
        author: last.author,
        bot: own.length > 0 && own.every(({ bot }) => bot),
        cutOff: false,
      };
    },
    close: async () => {
      objects.close();
      remove();
    },
  };
}

/** A repository is called after its folder; a bare one without the `.git` that is the custom. */
function nameOf(path: string): string {
  const full = resolve(path);
  const own = basename(full) === '.git' ? basename(dirname(full)) : basename(full);
  return own.replace(/\.git$/, '') || 'repository';
}
