#!/usr/bin/env -S node --max-semi-space-size=32 --v8-pool-size=1
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { keepIn, readConfig } from './config.js';
import { RepositoryError } from './git/failures.js';
import { openRepository, type Repository } from './git/repository.js';
import { analyseRepository, judgeRepository } from './jobs/analyse-repository.js';
import { checkRange } from './jobs/check-range.js';
import { compareCommits } from './jobs/compare-commits.js';
import { compareFolders } from './jobs/compare-folders.js';
import { ComparePool } from './jobs/compare-pool.js';
import type { Compared } from './jobs/compare-versions.js';
import { Progress } from './jobs/progress.js';
import { writeWhole } from './jobs/write-file.js';
import type { Judgement } from './model/judgement.js';
import type { RepositoryReport } from './model/report.js';
import { changeText, checkMarkdown, checkText, publish } from './reports/change.js';
import { reportCsv } from './reports/csv.js';
import { reportJson } from './reports/json.js';
import { reportMarkdown } from './reports/markdown.js';
import { refactoringsJson, refactoringsText, rejectedText } from './reports/refactorings.js';
import { reportText } from './reports/text.js';
import { plainText } from './reports/untrusted.js';

// By itself the engine lets garbage grow to three times what is in use before it clears up. Half of it is as fast, and
// 100,000 commits need 320 MiB instead of 550 (bench:history).
setFlagsFromString('--heap-growing-percent=50');

/** Wrong words on the command line: exit code 2. Everything else that a user can mend is 1. */
class UsageError extends Error {}

const ANALYZE_FORMATS: Record<
  string,
  (report: RepositoryReport) => string | Iterable<string> | Promise<string>
> = {
  text: (report) => reportText(report, terminal()),
  json: reportJson,
  markdown: reportMarkdown,
  // Pages and the server bring a chart library with them: it is loaded when it is asked for.
  html: async (report) => (await import('./pages/report.js')).reportPage(report),
  csv: reportCsv,
};

const CHANGE_FORMATS: Record<string, (judgement: Judgement) => string> = {
  ndjson: (judgement) => JSON.stringify(publish(judgement)),
  text: changeText,
};

const CHECK_FORMATS: Record<string, (judgement: Judgement) => string> = {
  text: checkText,
  json: (judgement) => JSON.stringify(publish(judgement), null, 2),
  markdown: checkMarkdown,
};

interface Command {
  readonly usage: string;
  readonly does: string;
  readonly options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  readonly run: (values: Values, positionals: readonly string[]) => Promise<void>;
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** The table of commands: it gives the help and the error texts too. */
const COMMANDS: Record<string, Command> = {
  serve: {
    usage: 'serve [--repo PATH]…',
    does: 'shows the reports of local repositories as pages (HOST, PORT)',
    options: { repo: { type: 'string', multiple: true } },
    run: serveCommand,
  },
  analyze: {
    usage: 'analyze [PATH] [--format text|json|markdown|html|csv] [--out FILE] [--since DATE] [--branch B]',
    does: "a local repository's report",
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      since: { type: 'string' },
      branch: { type: 'string' },
    },
    run: analyzeCommand,
  },
  changes: {
    usage: 'changes [PATH] [--format ndjson|text] [--since DATE] [--branch B]',
    does: 'one line a change: every finding with its reasons',
    options: { format: { type: 'string' }, since: { type: 'string' }, branch: { type: 'string' } },
    run: changesCommand,
  },
  check: {
    usage: 'check [BASE..HEAD] [--repo PATH] [--format text|json|markdown]',
    does: 'what the check would say of this branch, before it is pushed',
    options: { repo: { type: 'string' }, format: { type: 'string' } },
    run: checkCommand,
  },
  refactorings: {
    usage:
      'refactorings BEFORE_DIR AFTER_DIR, or --repo PATH COMMIT[..COMMIT] [--format json|text] [--explain]',
    does: 'the refactorings between two folders, of a commit or between two; --explain tells what came near',
    options: { repo: { type: 'string' }, format: { type: 'string' }, explain: { type: 'boolean' } },
    run: refactoringsCommand,
  },
};

const HELP = `Holdfast measures whether engineering practices are really being adopted, and whether the gain holds.

${Object.values(COMMANDS)
  .map(({ usage, does }) => `  holdfast ${usage}\n      ${does}`)
  .join('\n')}

  --help, --version

Results go to standard output, everything else to standard error. Exit code: 0 done, 1 bad input, 2 wrong usage.
What was found is kept for the next run in HOLDFAST_CACHE (off: nowhere), by default in ~/.cache/holdfast.
The configuration is .github/holdfast.yml or holdfast.yml in the repository that is read.
`;

const VERSION = '0.1.0';

const text = (value: Values[string]): string | null => (typeof value === 'string' ? value : null);

function terminal(): { width: number; colour: boolean } {
  const { stdout, env } = process;
  const width = stdout.isTTY ? stdout.columns : Number(env.COLUMNS);
  const colour = stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return { width: Number.isInteger(width) && width >= 20 ? Math.min(width, 120) : 80, colour };
}

const warn = (line: string): void => void process.stderr.write(`holdfast: ${plainText(line)}\n`);

function pick<T>(table: Record<string, T>, wanted: string | null, fallback: string): T {
  const chosen = Object.hasOwn(table, wanted ?? fallback) ? table[wanted ?? fallback] : undefined;
  if (chosen === undefined) {
    throw new UsageError(
      `--format must be one of ${Object.keys(table).join(', ')}, got ${JSON.stringify(wanted)}`,
    );
  }
  return chosen;
}

function day(wanted: string | null): string | null {
  if (wanted === null) return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? Date.parse(`${wanted}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== wanted) {
    throw new UsageError(`--since must be a day as YYYY-MM-DD, got ${JSON.stringify(wanted)}`);
  }
  return wanted;
}

function atMostOne(positionals: readonly string[], what: string): string | null {
  if (positionals.length > 1) throw new UsageError(`one ${what} at most, got ${positionals.length}`);
  return positionals[0] ?? null;
}

async function withRepository(path: string, use: (repository: Repository) => Promise<void>): Promise<void> {
  const repository = await openRepository(path);
  try {
    await use(repository);
  } finally {
    await repository.close();
  }
}

/** Writes, and waits where the reader is slower; a reader that has gone away is no error. */
async function print(content: string | Iterable<string>): Promise<void> {
  for (const piece of typeof content === 'string' ? [content] : content) {
    if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

async function analyzeCommand(values: Values, positionals: readonly string[]): Promise<void> {
  const path = atMostOne(positionals, 'PATH') ?? '.';
  const format = pick(ANALYZE_FORMATS, text(values.format), 'text');
  const options = { branch: text(values.branch), since: day(text(values.since)) };
  const out = text(values.out);
  await withRepository(path, async (repository) => {
    const progress = new Progress(process.stderr);
    const report = await analyseRepository(repository, {
      ...options,
      onProgress: progress.tell,
      onProblem: warn,
      keepIn: keepIn(process.env),
    });
    progress.end();
    const content = await format(report);
    if (out === null) await print(content);
    else {
      await writeWhole(out, content).catch((cause: NodeJS.ErrnoException) => {
        throw new RepositoryError(
          `${out} cannot be written (${cause.code ?? cause.message}): name another file`,
          { cause },
        );
      });
    }
  });
}

async function changesCommand(values: Values, positionals: readonly string[]): Promise<void> {
  const path = atMostOne(positionals, 'PATH') ?? '.';
  const format = pick(CHANGE_FORMATS, text(values.format), 'ndjson');
  const options = { branch: text(values.branch), since: day(text(values.since)) };
  await withRepository(path, async (repository) => {
    const progress = new Progress(process.stderr);
    const onProgress = process.stdout.isTTY ? undefined : progress.tell;
    const told = {
      ...options,
      onProblem: warn,
      keepIn: keepIn(process.env),
      ...(onProgress === undefined ? {} : { onProgress }),
    };
    for await (const judgement of judgeRepository(repository, told)) await print(`${format(judgement)}\n`);
    progress.end();
  });
}

async function checkCommand(values: Values, positionals: readonly string[]): Promise<void> {
  const range = atMostOne(positionals, 'range');
  const format = pick(CHECK_FORMATS, text(values.format), 'text');
  await withRepository(text(values.repo) ?? '.', async (repository) => {
    await print(`${format(await checkRange(repository, range, warn)).trimEnd()}\n`);
  });
}

const REFACTORINGS_FORMATS: Record<string, (compared: Compared) => string> = {
  json: refactoringsJson,
  text: refactoringsText,
};

async function refactoringsCommand(values: Values, positionals: readonly string[]): Promise<void> {
  const format = pick(REFACTORINGS_FORMATS, text(values.format), 'json');
  const repo = text(values.repo);
  const wanted = repo === null ? 2 : 1;
  if (positionals.length !== wanted) {
    const what = repo === null ? 'two folders, BEFORE_DIR and AFTER_DIR' : 'one COMMIT or COMMIT..COMMIT';
    throw new UsageError(
      `refactorings takes ${what}${repo === null ? ' (or --repo PATH and a commit)' : ''}, got ${positionals.length}`,
    );
  }
  const [first = '', second = ''] = positionals;
  const pool = new ComparePool();
  const tell = async (compared: Compared): Promise<void> => {
    for (const { file, why } of format === refactoringsJson ? compared.notAnalysed : [])
      warn(`not analysed: ${file}: ${why}`);
    await print(format(compared));
    if (values.explain === true && compared.rejected.length > 0)
      process.stderr.write(`${rejectedText(compared)}\n`);
  };
  try {
    if (repo === null) await tell(await compareFolders(pool, first, second));
    else {
      await withRepository(repo, async (repository) => tell(await compareCommits(pool, repository, first)));
    }
  } finally {
    await pool.close();
  }
}

async function serveCommand(values: Values, positionals: readonly string[]): Promise<void> {
  if (positionals.length > 0) throw new UsageError('serve takes repositories as --repo PATH');
  const named = [values.repo ?? []].flat().filter((path) => typeof path === 'string');
  const { startServer } = await import('./main.js');
  const server = await startServer(readConfig(process.env), named.length > 0 ? named : ['.']);
  process.stdout.write(`Holdfast shows its reports at ${server.url} (Ctrl-C ends it)\n`);
}

function parse(argv: readonly string[]): { run: () => Promise<void> } {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    return { run: () => print(HELP) };
  }
  if (name === '--version') return { run: () => print(`${VERSION}\n`) };
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `there is no command ${JSON.stringify(name)}: there are ${Object.keys(COMMANDS).join(', ')}`,
    );
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
    });
    return { run: () => command.run(values as Values, positionals) };
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split('. ')[0]}. Usage: holdfast ${command.usage}`, {
      cause,
    });
  }
}

async function main(): Promise<void> {
  // A reader such as `head` that has enough ends us quietly.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
  try {
    await parse(process.argv.slice(2)).run();
  } catch (error) {
    if (error instanceof UsageError) {
      warn(error.message);
      process.exitCode = 2;
    } else if (error instanceof RepositoryError || (error instanceof Error && error.name === 'StartError')) {
      warn(error.message);
      process.exitCode = 1;
    } else {
      process.stderr.write(
        `holdfast: this is our mistake, please report it:\n${(error as Error).stack ?? error}\n`,
      );
      process.exitCode = 1;
    }
  }
}

await main();
