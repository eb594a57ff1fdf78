import type { PullCommit, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { git } from './run.js';

/** A commit to be made. Files that are null go away. */
export interface CommitToMake {
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
  readonly author: { readonly name: string; readonly email: string };
  /** Seconds since 1970. */
  readonly at: number;
}

const FIELDS = ['%H', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00');

/** What is on `head` and not on `base`, oldest first. */
export async function commitsBetween(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): Promise<PullCommit[]> {
  const format = `--format=${FIELDS}%x01`;
  const text = await git(world, repository, [
    'log',
    '--reverse',
    '--topo-order',
    '--no-mailmap',
    format,
    head,
    `^${base}`,
  ]);
  return text
    .split('\x01')
    .map((one) => one.replace(/^\n/, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const [sha = '', parents = '', an = '', ae = '', at, cn = '', ce = '', ct, message = ''] =
        one.split('\0');
      return {
        sha,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        message: message.trimEnd(),
        author: { name: an, email: ae, at: Number(at) },
        committer: { name: cn, email: ce, at: Number(ct) },
      };
    });
}

/** Makes commits on `ref`, which starts at `start` (null: from nothing); answers the last one's name. */
export async function makeCommits(
  world: World,
  repository: Repository,
  ref: string,
  start: string | null,
  commits: readonly CommitToMake[],
): Promise<string> {
  const lines: string[] = [];
  for (const [place, { message, files, author, at }] of commits.entries()) {
    const who = `${author.name} <${author.email}> ${at} +0000`;
    lines.push(`commit ${ref}`, `author ${who}`, `committer ${who}`, data(message));
    if (place === 0 && start !== null) lines.push(`from ${start}`);
    for (const [path, content] of Object.entries(files)) {
      lines.push(
        content === null ? `D ${quoted(path)}` : `M 100644 inline ${quoted(path)}\n${data(content)}`,
      );
    }
  }
  await git(world, repository, ['fast-import', '--quiet', '--force'], { input: `${lines.join('\n')}\n` });
  return git(world, repository, ['rev-parse', ref]);
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;
const quoted = (path: string): string => JSON.stringify(path);

/** How much `head` adds to what it shares with `base`. */
export async function sizeOf(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): Promise<{ additions: number; deletions: number; changedFiles: number }> {
  const text = await git(world, repository, ['diff', '--numstat', '--no-renames', `${base}...${head}`]);
  const rows = text === '' ? [] : text.split('\n').map((line) => line.split('\t'));
  const sum = (column: number) => rows.reduce((total, row) => total + (Number(row[column]) || 0), 0);
  return { additions: sum(0), deletions: sum(1), changedFiles: rows.length };
}
