import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { atExit } from './at-exit.js';

/** What a git process gets of us: nothing is inherited. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a git process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it could not be started. */
  readonly error: Error | null;
  /** What it wrote on its standard error, cut off. */
  readonly words: string;
}

/** A git process, in a process group of its own. */
export interface Started {
  /** None where it could not be started; where a launcher has it, only that knows. */
  readonly pid?: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Settles when it has ended and its output has been read, or given up. */
  readonly ended: Promise<Ended>;
  /** Ends all of its group, and gives up what is still to be read. */
  readonly kill: () => void;
}

const MOST_WORDS = 8192;

type Start = (args: readonly string[], place: Place) => Started;

let start: Start = startFromHere;

/**
 * Has git started in another way from now on.
 * @returns takes it back
 */
export function startWith(other: Start): () => void {
  start = other;
  return () => {
    if (start === other) start = startFromHere;
  };
}

/** Starts git, without a shell. Its output must be read, or it waits. */
export const startGitProcess: Start = (args, place) => start(args, place);

function startFromHere(args: readonly string[], { cwd, env }: Place): Started {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn('git', args, {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    shell: false,
    detached: true,
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (words.length < MOST_WORDS) words += text;
  });
  const ended = new Promise<Ended>((done) => {
    child.once('error', (error) => done({ code: null, signal: null, error, words }));
    child.once('close', (code, signal) => done({ code, signal, error: null, words }));
  });
  const kill = (): void => {
    child.stdout.destroy();
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended in the meantime, which is what was wanted.
    }
  };
  void ended.then(atExit(kill));
  // Git may end before it has read all; how it ended is told by `ended`.
  child.stdin.on('error', () => {});
  return { pid: child.pid, stdin: child.stdin, stdout: child.stdout, ended, kill };
}
