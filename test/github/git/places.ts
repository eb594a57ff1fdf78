import type { Repository, Thread } from '../state/state.js';
import type { World } from '../world.js';
import { git } from './run.js';

interface Hunk {
  readonly old: { readonly from: number; readonly count: number };
  readonly new: { readonly from: number; readonly count: number };
  readonly lines: readonly string[];
}

function hunksOf(diff: string): Hunk[] {
  const hunks: { old: Hunk['old']; new: Hunk['new']; lines: string[] }[] = [];
  for (const line of diff.split('\n')) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (head !== null) {
      const span = (from: number, count: number) => ({
        from: Number(head[from]),
        count: Number(head[count] ?? 1),
      });
      hunks.push({ old: span(1, 2), new: span(3, 4), lines: [line] });
    } else if (hunks.length > 0 && /^[-+ \\]/.test(line)) hunks.at(-1)?.lines.push(line);
  }
  return hunks;
}

/** The end of the diff that a comment on this line stands under; empty where the line is not in the diff. */
export async function hunkAt(
  world: World,
  repository: Repository,
  { base, head, path, line, side }: { base: string; head: string; path: string; line: number; side: string },
): Promise<string> {
  const diff = await git(world, repository, ['diff', '--no-renames', `${base}...${head}`, '--', path]);
  const which = side === 'LEFT' ? 'old' : 'new';
  const hunk = hunksOf(diff).find(
    (one) => line >= one[which].from && line < one[which].from + one[which].count,
  );
  if (hunk === undefined) return '';
  let at = hunk[which].from - 1;
  const [head1 = '', ...body] = hunk.lines;
  const taken = [head1];
  for (const text of body) {
    taken.push(text);
    if (!text.startsWith(side === 'LEFT' ? '+' : '-')) at += 1;
    if (at >= line) break;
  }
  return taken.join('\n');
}

/** Moves a thread to where its lines are in `head`, or calls it outdated when they have changed. */
export async function follow(
  world: World,
  repository: Repository,
  thread: Thread,
  head: string,
): Promise<void> {
  const { line, path, side, commit } = thread;
  if (thread.outdated || line === null || side === 'LEFT') return;
  const diff = await git(world, repository, [
    'diff',
    '--unified=0',
    '--no-renames',
    commit,
    head,
    '--',
    path,
  ]);
  const first = thread.startLine ?? line;
  let shift = 0;
  for (const { old, new: after } of hunksOf(diff)) {
    const touched = old.count > 0 && old.from <= line && old.from + old.count - 1 >= first;
    if (touched) {
      Object.assign(thread, { outdated: true, line: null, startLine: null });
      return;
    }
    if (old.from < first) shift += after.count - old.count;
  }
  thread.line = line + shift;
  if (thread.startLine !== null) thread.startLine += shift;
  thread.commit = head;
}
