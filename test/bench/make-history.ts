import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A generator of numbers that is the same on every machine (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Sizes as in public repositories of some thousand commits: 9 to 12 KB of patch a commit in three of them, two to five
 * files a commit, files of some ten kilobytes, some thousand files.
 */
const MODULES = 1500;
const LINES = 220;
const FILES_A_COMMIT = 4;
const LINES_A_FILE = 12;

const codeLine = (module: number, line: number, version: number): string =>
  line % 11 === 0
    ? `// part ${line} of module ${module}`
    : `export const value${line} = (n: number): number => n * ${line} + ${version}; // ${'x'.repeat(line % 30)}`;

const testLine = (line: number, version: number): string =>
  line % 4 === 0
    ? `test('value ${line}', () => {`
    : line % 4 === 3
      ? '});'
      : `  expect(value${line}(${version})).toBe(${line});`;

/**
 * Writes a bare repository by `git fast-import`: modules of some 200 lines with tests, edited a few lines at a time;
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
  const versions = Array.from({ length: MODULES }, () => new Uint16Array(LINES));
  const file = (name: string, text: string): string =>
    `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const edit = (): string => Array.from({ length: 1 + pick(FILES_A_COMMIT) }, editOne).join('');
  const editOne = (): string => {
    const module = pick(MODULES);
    const own = versions[module] ?? new Uint16Array(LINES);
    for (let count = pick(2 * LINES_A_FILE); count >= 0; count -= 1) {
      const line = pick(LINES);
      own[line] = (own[line] ?? 0) + 1;
    }
    const code = [...own].map((version, line) => codeLine(module, line, version)).join('\n');
    const tests = [...own].map((version, line) => testLine(line, version)).join('\n');
    const folder = `src/area${module % 20}`;
    const files = [file(`${folder}/module${module}.ts`, `${code}\n`)];
    if (next() < 0.6)
      files.push(
        file(
          `test/area${module % 20}/module${module}.test.ts`,
          `import { value1 } from '../../${folder}/module${module}.js';\n${tests}\n`,
        ),
      );
    return files.join('');
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
