import type { Readable, Writable } from 'node:stream';
import { oneLine, RepositoryError } from './failures.js';
import { startGitProcess } from './start.js';

/** A git process that is silent for this long, while we wait for it, hangs. */
const SILENCE_MS = 120_000;

/**
 * The environment of every git process: no configuration of the machine, no prompt, no replaced objects, no fetching
 * of what is missing, and words that don't depend on the locale.
 */
function environment(gitDir: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: gitDir,
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

export interface GitProcess {
  readonly stdin: Writable;
  /** Reads to the end, then checks how git ended. */
  readonly output: AsyncIterable<Buffer>;
  readonly kill: () => void;
}

/** What git says when an object is not there or not sound, in the words of several versions. */
const BROKEN =
  /unable to read|missing (blob|tree|commit|object)|bad object|corrupt|could not read|invalid object|loose object|inflate|packfile|not a valid object|unable to find/i;

function failure(
  args: readonly string[],
  code: number | null,
  signal: string | null,
  words: string,
): RepositoryError {
  const said = oneLine(words.replace(/^(fatal|error): /gm, ''));
  if (BROKEN.test(words)) {
    return new RepositoryError(
      `the repository is damaged or incomplete (${said}): run git fsck in it, and fetch again what is missing`,
    );
  }
  return new RepositoryError(`git ${args[0]} ended with ${signal ?? code}${said === '' ? '' : `: ${said}`}`, {
    code,
  });
}

/**
 * Starts git on a quarantine.
 *
 * @param silenceMs kill the group after this long without output while somebody waits for it
 * @param isIdle true while nothing has been asked that it could answer
 */
export function startGit(
  gitDir: string,
  args: readonly string[],
  silenceMs = SILENCE_MS,
  isIdle: () => boolean = () => false,
): GitProcess {
  const { stdin, stdout, ended, kill } = startGitProcess(args, { cwd: gitDir, env: environment(gitDir) });
  let timedOut = false;
  const chunks = readAhead(stdout);

  async function* output(): AsyncGenerator<Buffer> {
    let finished = false;
    try {
      while (true) {
        // It is looked at twice in that time, and what was asked just before a look has its full time.
        let looks = 0;
        const timer = setInterval(() => {
          looks = isIdle() ? 0 : looks + 1;
          if (looks < 3) return;
          timedOut = true;
          kill();
        }, silenceMs / 2);
        const chunk = await chunks().finally(() => clearInterval(timer));
        if (chunk === null) break;
        yield chunk;
      }
      finished = true;
    } finally {
      if (!finished) kill();
    }
    const { code, signal, error, words } = await ended;
    if (error !== null) {
      throw new RepositoryError(
        'git cannot be started: install git 2.31 or later, and see that it is on the PATH',
        {
          cause: error,
        },
      );
    }
    if (timedOut) {
      throw new RepositoryError(
        `git ${args[0]} gave no answer for ${silenceMs / 1000} s and was ended: try again`,
      );
    }
    if (code !== 0) throw failure(args, code, signal, words);
  }
  return { stdin, output: output(), kill };
}

/** So much output waits for us, that git need not wait for us to go on; a pipe alone holds 64 KiB. */
const AHEAD_BYTES = 4 * 1024 * 1024;

/** What a stream gives, chunk by chunk, then null; read before it is asked for. */
function readAhead(stream: Readable): () => Promise<Buffer | null> {
  const queue: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  let wake = (): void => {};
  stream.on('data', (chunk: Buffer) => {
    queue.push(chunk);
    bytes += chunk.length;
    if (bytes >= AHEAD_BYTES) stream.pause();
    wake();
  });
  stream.once('close', () => {
    ended = true;
    wake();
  });
  return async () => {
    while (queue.length === 0 && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const chunk = queue.shift();
    if (chunk === undefined) return null;
    bytes -= chunk.length;
    if (bytes < AHEAD_BYTES / 2 && stream.isPaused()) stream.resume();
    return chunk;
  };
}

/** Runs git to its end and gives what it printed. */
export async function runGit(gitDir: string, args: readonly string[], input = ''): Promise<Buffer> {
  const git = startGit(gitDir, args);
  git.stdin.end(input);
  const chunks: Buffer[] = [];
  for await (const chunk of git.output) chunks.push(chunk);
  return Buffer.concat(chunks);
}
