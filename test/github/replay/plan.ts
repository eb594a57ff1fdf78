import { run } from '../git/run.js';

/** A commit of the first-parent line of a history, oldest first. */
export interface Line {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly subject: string;
}

/** A pull request to be played: what it starts from, the heads that it has one after the other, and what it becomes. */
export interface PlannedPull {
  readonly base: string;
  readonly heads: readonly string[];
  readonly merge: Line;
  readonly title: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly openedAt: number;
  readonly method: 'merge' | 'squash' | 'rebase';
}

export interface PlanOptions {
  readonly path: string;
  readonly branch: string;
  /** How many pull requests, the last ones of the history. */
  readonly last: number;
  /** Commits that no merge brought: how many make a pull request. */
  readonly group: number;
  /** How often a pull request is pushed to at most, the opening included. */
  readonly pushes: number;
}

const FORMAT = '--format=%H%x00%P%x00%an%x00%ae%x00%ct%x00%s';

async function linesOf(path: string, args: readonly string[]): Promise<Line[]> {
  const text = await run([
    '-C',
    path,
    '-c',
    'safe.directory=*',
    'log',
    '--reverse',
    '--no-mailmap',
    FORMAT,
    ...args,
  ]);
  const rows = text === '' ? [] : text.split('\n');
  return rows.map((row) => {
    const [sha = '', parents = '', name = '', email = '', at, subject = ''] = row.split('\0');
    return { sha, parents: parents.split(' ').filter(Boolean), name, email, at: Number(at), subject };
  });
}

/** Turns the end of a history into pull requests: each merge is one, the rest in groups. */
export async function planReplay(options: PlanOptions): Promise<readonly PlannedPull[]> {
  const { path, branch, last, group, pushes } = options;
  const line = (await linesOf(path, ['--first-parent', branch])).filter(({ parents }) => parents.length > 0);
  const pulls: PlannedPull[] = [];
  for (const unit of unitsOf(line, group).slice(-last)) {
    const merge = unit.at(-1);
    const base = unit[0]?.parents[0];
    if (merge === undefined || base === undefined) continue;
    const head = merge.parents[1] ?? merge.sha;
    const commits = merge.parents.length > 1 ? await linesOf(path, [`${base}..${head}`]) : unit;
    const [first] = commits;
    if (first === undefined) continue;
    pulls.push({
      base,
      heads: spread(commits, head, pushes),
      merge,
      title: (merge.parents.length > 1 ? first.subject : merge.subject).replace(/ \(#\d+\)$/, ''),
      author: { name: first.name, email: first.email },
      openedAt: Math.min(first.at, merge.at),
      method: merge.parents.length > 1 ? 'merge' : unit.length > 1 ? 'rebase' : 'squash',
    });
  }
  return pulls;
}

/** A merge, or a commit that names its pull request, is a unit of its own; others go together. */
export function unitsOf(line: readonly Line[], group: number): Line[][] {
  const units: Line[][] = [];
  let open: Line[] = [];
  const close = (): void => {
    if (open.length > 0) units.push(open);
    open = [];
  };
  for (const commit of line) {
    const alone = commit.parents.length > 1 || /\(#\d+\)$/.test(commit.subject);
    if (alone) close();
    open.push(commit);
    if (alone || open.length >= group) close();
  }
  close();
  return units;
}

/** The heads of a pull request: every so many commits one, the last one always `head`. */
function spread(commits: readonly Line[], head: string, pushes: number): string[] {
  const step = Math.max(1, Math.ceil(commits.length / pushes));
  const heads = commits.filter((_, place) => (place + 1) % step === 0).map(({ sha }) => sha);
  return heads.at(-1) === head ? heads : [...heads, head];
}
