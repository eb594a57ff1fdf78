import { runGit } from './process.js';

/** A commit on a branch's own line: what its author did there, and what was merged into it. */
export interface LineCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Seconds since 1970, UTC. */
  readonly committedAt: number;
  readonly subject: string;
}

const FIELDS = 4;

/** From a head along first parents, oldest first, up to what another commit has already. */
export async function readLine(gitDir: string, head: string, notIn: string | null): Promise<LineCommit[]> {
  const output = await runGit(
    gitDir,
    [
      'log',
      '-z',
      '--first-parent',
      '--no-show-signature',
      '--no-notes',
      '--no-decorate',
      '--encoding=UTF-8',
    ].concat(['--format=%H%x00%P%x00%ct%x00%s', '--stdin']),
    [head, ...(notIn === null ? [] : [`^${notIn}`])].map((name) => `${name}\n`).join(''),
  );
  const fields = output.toString('utf8').split('\0');
  const line: LineCommit[] = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [sha = '', parents = '', date = '', subject = ''] = fields.slice(at, at + FIELDS);
    line.push({
      sha,
      parents: parents.split(' ').filter(Boolean),
      committedAt: Number(date) || 0,
      subject: subject.slice(0, 1000),
    });
  }
  return line.reverse();
}

/** Which of some commits are here. */
export async function presentCommits(gitDir: string, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const output = await runGit(
    gitDir,
    ['rev-list', '--no-walk=unsorted', '--ignore-missing', '--stdin'],
    names.map((name) => `${name}\n`).join(''),
  );
  return new Set(output.toString('latin1').split('\n').filter(Boolean));
}
