/**
 * How fast a whole history is analysed, and in how much memory.
 *
 * npm run bench:history -- [PATH]…          on these repositories
 * npm run bench:history -- [--sizes 5000,10000,100000]   on repositories of its own, made by git fast-import
 *
 * Each figure is of a process of its own. Memory is the largest resident set of the analysis (git's processes apart).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
function measure(command: string, args: readonly string[], cwd: string): Promise<Measured> {
  return new Promise((done, fail) => {
    const began = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
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

/** The analysis and git's own log of the same branch, in turn, so that a slow moment of the machine meets both. */
async function compare(path: string, runs: number): Promise<{ ours: Measured; ratio: number; git: number }> {
  const branch = JSON.parse(
    spawnSync(cli, ['analyze', path, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    }).stdout,
  ).repository.head as string;
  const ours: Measured[] = [];
  const git: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    git.push((await measure('git', ['log', '-p', '-M', branch], path)).seconds);
    ours.push(await measure(cli, ['analyze', path, '--format', 'json'], path));
  }
  const seconds = median(ours.map((it) => it.seconds));
  return {
    ours: { seconds, mebibytes: Math.max(...ours.map((it) => it.mebibytes)) },
    git: median(git),
    ratio: median(ours.map((it, run) => it.seconds / (git[run] ?? 1))),
  };
}

console.log(
  `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout.trim()}`,
);
console.log(
  'repository'.padEnd(34),
  'commits'.padStart(8),
  'git log -p -M'.padStart(14),
  'analyze'.padStart(9),
  'ratio'.padStart(6),
  'commits/s'.padStart(10),
  'memory'.padStart(9),
);

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
    const commits = Number(
      spawnSync('git', ['rev-list', '--count', 'HEAD'], { cwd: path, encoding: 'utf8' }).stdout,
    );
    const { ours, git, ratio } = await compare(path, size >= 50_000 ? 1 : Number(values.runs));
    seconds.set(size, ours.seconds);
    console.log(
      name.slice(-34).padEnd(34),
      String(commits).padStart(8),
      `${git.toFixed(2)} s`.padStart(14),
      `${ours.seconds.toFixed(2)} s`.padStart(9),
      ratio.toFixed(2).padStart(6),
      String(Math.round(commits / ours.seconds)).padStart(10),
      `${Math.round(ours.mebibytes)} MiB`.padStart(9),
    );
  }
  const [small, large] = [seconds.get(10_000), seconds.get(100_000)];
  if (small !== undefined && large !== undefined)
    console.log(`growth from 10,000 to 100,000 commits: time × ${(large / small).toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
