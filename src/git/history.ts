import type { Change } from '../model/change.js';
import type { Commit } from '../model/commit.js';
import { isKnownBot, type People } from './identity.js';
import { startGit } from './process.js';
import { pullRequestNumber, titleOf } from './words.js';

/** What `git log` prints of a commit, fields ended by NUL. Names come as they are: no mail map is asked. */
const FORMAT = '%H%x00%P%x00%ct%x00%an%x00%ae%x00%s%x00%b';
const FIELDS = 7;
/** A message's body is only looked at for its first line. */
const FIELD_LIMIT = 4096;
const LATEST = 8_640_000_000_000;

export interface LoggedCommit extends Commit {
  readonly title: string;
  readonly number: number | null;
}

export type IsBot = (name: string) => boolean;

/** Commits from one `git log` that is told on its input where to start and to stop, parents after children. */
export async function* readLog(
  gitDir: string,
  revisions: readonly string[],
  people: People,
  isBot: IsBot,
): AsyncGenerator<LoggedCommit> {
  const git = startGit(gitDir, [
    'log',
    '-z',
    '--topo-order',
    '--no-mailmap',
    '--no-show-signature',
    '--no-notes',
    '--no-decorate',
    '--no-color',
    '--encoding=UTF-8',
    `--format=${FORMAT}`,
    '--stdin',
  ]);
  git.stdin.end(revisions.map((revision) => `${revision}\n`).join(''));
  let fields: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.output) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, from)) {
      fields.push(bytes.toString('utf8', from, Math.min(end, from + FIELD_LIMIT)));
      from = end + 1;
      if (fields.length === FIELDS) {
        yield commitOf(fields, people, isBot);
        fields = [];
      }
    }
    rest = bytes.subarray(from);
  }
  if (fields.length === FIELDS - 1)
    yield commitOf([...fields, rest.toString('utf8', 0, FIELD_LIMIT)], people, isBot);
}

function commitOf(fields: readonly string[], people: People, isBot: IsBot): LoggedCommit {
  const [sha = '', parents = '', date = '', name = '', email = '', subject = '', body = ''] = fields;
  const parentList = parents === '' ? [] : parents.split(' ');
  const isMerge = parentList.length > 1;
  const seconds = Number(date);
  return {
    sha,
    parents: parentList,
    author: people.key(name, email),
    bot: isKnownBot(name, email) || isBot(name),
    // What no calendar holds is put at its end or its start; the commit is judged all the same.
    committedAt: Number.isFinite(seconds) ? Math.max(-LATEST, Math.min(LATEST, seconds)) : 0,
    subject: subject.slice(0, 1000),
    title: titleOf(subject, body, isMerge),
    number: pullRequestNumber(subject, isMerge),
  };
}

/** The commits of a branch by name, in memory once; changes are made from it one at a time. */
export class CommitGraph {
  readonly #commits = new Map<string, LoggedCommit>();
  /** Commits that belong to a change already. */
  readonly #taken = new Set<string>();

  constructor(
    readonly head: string,
    /** Commits where a shallow clone ends. */
    readonly boundary: ReadonlySet<string>,
  ) {}

  add(commit: LoggedCommit): void {
    this.#commits.set(commit.sha, commit);
  }

  get size(): number {
    return this.#commits.size;
  }

  /** The default branch from its first commit to its last. */
  firstParents(): LoggedCommit[] {
    const chain: LoggedCommit[] = [];
    for (let sha: string | undefined = this.head; sha !== undefined; ) {
      const commit = this.#commits.get(sha);
      if (commit === undefined) break;
      chain.push(commit);
      sha = commit.parents[0];
    }
    return chain.reverse();
  }

  /**
   * Commits reachable from `tips` that no earlier change has, in topological order, oldest first; they are taken now.
   * Depth first over parents, first parent first, which keeps each side's commits together.
   */
  take(tips: readonly string[]): LoggedCommit[] {
    const order: LoggedCommit[] = [];
    const open: { commit: LoggedCommit; next: number }[] = [];
    const enter = (sha: string): void => {
      const commit = this.#commits.get(sha);
      if (commit === undefined || this.#taken.has(sha)) return;
      this.#taken.add(sha);
      open.push({ commit, next: 0 });
    };
    for (const tip of tips) {
      enter(tip);
      for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
        const parent = top.commit.parents[top.next];
        top.next += 1;
        if (parent !== undefined) enter(parent);
        else {
          open.pop();
          order.push(top.commit);
        }
      }
    }
    return order;
  }

  /** Marks a commit of the default branch, so that no later side takes it. */
  pass(commit: LoggedCommit): void {
    this.#taken.add(commit.sha);
  }
}

const withoutMerges = (commits: readonly LoggedCommit[]): LoggedCommit[] =>
  commits.filter(({ parents }) => parents.length < 2);

/** The changes of a branch, oldest first. `pulls` tells the head of a pull request whose ref is there. */
export function* changesOf(graph: CommitGraph, pulls: ReadonlyMap<number, string>): Generator<Change> {
  const chain = graph.firstParents();
  for (const tip of chain) {
    graph.pass(tip);
    yield changeOf(tip, graph, pulls);
  }
}

function changeOf(tip: LoggedCommit, graph: CommitGraph, pulls: ReadonlyMap<number, string>): Change {
  const [base, ...sides] = tip.parents;
  const common = {
    id: tip.sha,
    number: tip.number,
    title: tip.title,
    mergedAt: tip.committedAt,
    base: base ?? null,
    author: tip.author,
    cutOff: graph.boundary.has(tip.sha),
  };
  if (sides.length > 0) {
    const own = withoutMerges(graph.take(sides));
    const last = own.at(-1);
    return {
      ...common,
      kind: 'pull-request',
      origin: 'merge',
      head: sides[0] ?? tip.sha,
      commits: own,
      author: last?.author ?? tip.author,
      bot: own.length > 0 ? own.every(({ bot }) => bot) : tip.bot,
    };
  }
  const pull = tip.number === null ? undefined : pulls.get(tip.number);
  const own = pull === undefined ? [] : withoutMerges(graph.take([pull]));
  if (pull !== undefined && own.length > 0) {
    return { ...common, kind: 'pull-request', origin: 'pull-ref', head: pull, commits: own, bot: tip.bot };
  }
  return {
    ...common,
    kind: tip.number === null ? 'push' : 'pull-request',
    origin: tip.number === null ? 'push' : 'squash',
    head: tip.sha,
    commits: [tip],
    bot: tip.bot,
  };
}
