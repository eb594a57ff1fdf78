import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MadeModules } from './made-modules.js';
import { random } from './random.js';

/**
 * Files a commit, as in public repositories of some thousand commits (Hono, typescript-eslint, pytest, OkHttp: median 2
 * to 3 files of code, mean 3 to 6).
 */
const MODULES_A_COMMIT = 2.2;
const WITH_TEST = 0.6;

/**
 * Writes a bare repository by `git fast-import`: modules of some functions with tests, edited in a few places at a time;
 * every fourth change is a merge of a branch with three commits, the others are pushes. The same for the same size.
 */
export async function writeHistory(path: string, commits: number): Promise<void> {
  const init = spawn('git', ['init', '--quiet', '--bare', '--initial-branch=main', path], {
    stdio: 'inherit',
  });
  await once(init, 'close');
  const git = spawn('git', ['fast-import', '--quiet', '--force'], {
    cwd: path,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const next = random(commits);
  const pick = (n: number): number => Math.floor(next() * n);
  const modules = new MadeModules(next);
  const file = (name: string, text: string): string =>
    `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const edit = (): string => {
    const touched = new Set<number>();
    for (let left = modules.skewed(MODULES_A_COMMIT - 1) + 1; left > 0; left -= 1)
      for (const module of modules.edit()) touched.add(module);
    return [...touched]
      .flatMap((module) => [
        file(modules.path(module), modules.code(module)),
        ...(next() < WITH_TEST ? [file(modules.testPath(module), modules.tests(module))] : []),
      ])
      .join('');
  };
  let mark = 0;
  let clock = Date.UTC(2015, 0, 5) / 1000;
  const commit = (parents: readonly number[], subject: string, content: string): number => {
    mark += 1;
    clock += 1800 + pick(7200);
    const who = `Author${pick(12)} <author@example.org> ${clock} +0000`;
    const [first, ...others] = parents;
    const from =
      (first === undefined ? '' : `from :${first}\n`) + others.map((parent) => `merge :${parent}\n`).join('');
    const ref = subject.startsWith('Side') ? 'refs/heads/side' : 'refs/heads/main';
    writes.push(
      `commit ${ref}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\ndata ${Buffer.byteLength(subject)}\n${subject}\n${from}${content}\n`,
    );
    return mark;
  };
  const writes: string[] = [];
  let main: number | null = null;
  while (mark < commits) {
    if (main !== null && pick(4) === 0 && commits - mark >= 4) {
      let side = main;
      const edits = [edit(), edit(), edit()];
      for (const [step, files] of edits.entries()) side = commit([side], `Side step ${step}`, files);
      // fast-import merges no trees by itself: the merge brings the side's files again.
      main = commit([main, side], `Merge pull request #${mark} from someone/work`, edits.join(''));
    } else main = commit(main === null ? [] : [main], `Change ${mark}`, edit());
    if (writes.length >= 200 && !git.stdin.write(writes.splice(0).join(''))) await once(git.stdin, 'drain');
  }
  git.stdin.end(writes.join(''));
  await once(git, 'close');
}
