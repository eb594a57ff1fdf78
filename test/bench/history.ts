/**
 * How fast a whole history is analysed by all analyses, and in how much memory: a first time; with comparisons that were
 * kept, where all changes are read and judged again, as after a new configuration; and again with all that was kept.
 *
 * npm run bench:history -- [PATH]…          on these repositories
 * npm run bench:history -- [--sizes 5000,10000,100000]   on repositories of its own, made by git fast-import
 *
 * Each figure is of a process of its own. Memory is the largest resident set of the analysis (git's processes apart).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeHistory } from './make-history.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '5000,10000,100000' },
    runs: { type: 'string', default: '3' },
  },
});

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Runs a program with its output thrown away; polls the kernel for its largest resident set. */
function measure(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Measured> {
  return new Promise((done, fail) => {
    const began = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let peak = 0;
    const look = (): void => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      } catch {
        // It has ended, or this is no Linux: then the memory is not told.
      }
    };
    const timer = setInterval(look, 20);
    child.stdout.on('data', () => {});
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code !== 0) fail(new Error(`${command} ${args.join(' ')} ended with ${code}`));
      else done({ seconds: Number(process.hrtime.bigint() - began) / 1e9, mebibytes: peak / 1024 });
    });
  });
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const cli = resolve('dist/cli.js');

interface Compared {
  /** Nothing kept from before. */
  readonly cold: Measured;
  /** With the comparisons of the first run. */
  readonly reading: number;
  /** With all that it kept. */
  readonly warm: Measured;
  readonly git: number;
  /** Reading against git's own log. */
  readonly ratio: number;
  /** Commits that were judged: those of squashed pull requests too, where their refs are here. */
  readonly commits: number;
}

/** What was kept of a kind, by the word in its file's name, goes away. */
function forget(cache: string, kind: string): void {
  for (const name of readdirSync(cache)) if (name.includes(`-${kind}-`)) rmSync(join(cache, name));
}

/** A first run, then others and git's own log of the same branch in turn, so that a slow moment meets both. */
async function compare(path: string, runs: number): Promise<Compared> {
  const cache = mkdtempSync(join(tmpdir(), 'holdfast-cache-'));
  const env = { ...process.env, HOLDFAST_CACHE: cache };
  try {
    const out = join(cache, 'report.json');
    const cold = await measure(cli, ['analyze', path, '--format', 'json', '--out', out], path, env);
    const report: { repository: { head: string }; changes: { commits: number }[] } = JSON.parse(
      readFileSync(out, 'utf8'),
    );
    const reading: number[] = [];
    const warm: Measured[] = [];
    const git: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      git.push((await measure('git', ['log', '-p', '-M', report.repository.head], path, env)).seconds);
      forget(cache, 'changes');
      reading.push((await measure(cli, ['analyze', path, '--format', 'json'], path, env)).seconds);
      warm.push(await measure(cli, ['analyze', path, '--format', 'json'], path, env));
    }
    return {
      cold,
      reading: median(reading),
      warm: {
        seconds: median(warm.map((it) => it.seconds)),
        mebibytes: Math.max(...warm.map((it) => it.mebibytes)),
      },
      git: median(git),
      ratio: median(reading.map((seconds, run) => seconds / (git[run] ?? 1))),
      commits: report.changes.reduce((sum, { commits }) => sum + commits, 0),
    };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

console.log(
  `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout.trim()}`,
);
const row = (cells: readonly string[]): void =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(11))).join(' '));
row([
  'repository',
  'commits',
  'first run',
  'commits/s',
  'memory',
  'git log -pM',
  'reading',
  'reading/git',
  'again',
  'faster',
  'memory',
]);

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
try {
  const seconds = new Map<number, number>();
  const made = positionals.length > 0 ? [] : (values.sizes ?? '').split(',').map(Number);
  const all = [
    ...positionals.map((path) => ({ name: path, path: resolve(path), size: 0 })),
    ...made.map((size) => ({ name: `made, ${size} commits`, path: join(folder, `r${size}`), size })),
  ];
  for (const { name, path, size } of all) {
    if (size > 0) await writeHistory(path, size);
    const { cold, reading, warm, git, ratio, commits } = await compare(
      path,
      size >= 50_000 ? 1 : Number(values.runs),
    );
    seconds.set(size, cold.seconds);
    row([
      name.slice(-30),
      String(commits),
      `${cold.seconds.toFixed(1)} s`,
      String(Math.round(commits / cold.seconds)),
      `${Math.round(cold.mebibytes)} MiB`,
      `${git.toFixed(1)} s`,
      `${reading.toFixed(1)} s`,
      ratio.toFixed(2),
      `${warm.seconds.toFixed(1)} s`,
      `${(cold.seconds / warm.seconds).toFixed(1)} ×`,
      `${Math.round(warm.mebibytes)} MiB`,
    ]);
  }
  const [small, large] = [seconds.get(10_000), seconds.get(100_000)];
  if (small !== undefined && large !== undefined)
    console.log(`growth from 10,000 to 100,000 commits: time × ${(large / small).toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
