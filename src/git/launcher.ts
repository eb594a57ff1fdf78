import { type ChildProcess, fork } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import type { Asked, Told } from './launcher-process.js';
import { type Ended, type Place, type Started, startWith } from './start.js';

/**
 * A small process that starts git for this one. Starting a process copies the page tables of the one that starts it, and
 * holds it up for that long: 25 to 35 ms at 400 MiB, 2 ms at the size of the launcher. A thread is no way out: the
 * memory that is copied is the same, and who touches it waits.
 */
export interface Launcher {
  readonly pid: () => number | undefined;
  /** Ends it, and all that it runs; git is started by this process again. */
  readonly close: () => void;
}

/** Compiled code runs beside this file; where the sources run by themselves (in tests), it is in `dist`. */
const PROCESS = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/git/launcher-process.js', import.meta.url)
  : new URL('./launcher-process.js', import.meta.url);

/** Starts a launcher, and has it start every git process from now on. Best done while this process is small. */
export function openLauncher(): Launcher {
  let current: Channel | null = new Channel();
  let made = 0;
  const restore = startWith((args, place) => {
    if (current === null || current.isGone()) current = new Channel();
    made += 1;
    return launched(current, made, args, place);
  });
  return {
    pid: () => current?.pid(),
    close: () => {
      restore();
      current?.close();
      current = null;
    },
  };
}

/** One process of the launcher, and who waits for what it tells. */
class Channel {
  readonly #process: ChildProcess;
  readonly #listeners = new Map<number, (told: Told) => void>();
  /** Groups to end where it cannot do that itself any more. */
  readonly #groups = new Map<number, number>();
  #gone = false;

  constructor() {
    // It gets nothing of our environment: it tells git what we tell it. In a session of its own no signal of a terminal's
    // reaches it, and it is there to clear up when a whole group is killed.
    this.#process = fork(PROCESS, {
      ...{ env: {}, execArgv: ['--max-semi-space-size=1', '--v8-pool-size=1'], detached: true },
      ...{ stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' },
    });
    this.#process.on('message', (told: Told) => this.#hear(told));
    this.#process.on('error', () => this.#lose());
    this.#process.once('disconnect', () => this.#lose());
    this.#process.once('exit', () => this.#lose());
    this.#process.unref();
    this.#process.channel?.unref();
  }

  pid = (): number | undefined => this.#process.pid;
  isGone = (): boolean => this.#gone;

  tell(asked: Asked): void {
    // Where it is gone, everybody who waits for it is told by `#lose`.
    if (!this.#gone) this.#process.send(asked, () => {});
  }

  listen(id: number, listener: (told: Told) => void): void {
    this.#listeners.set(id, listener);
    // While git runs, we wait for it.
    this.#process.channel?.ref();
  }

  close(): void {
    if (!this.#gone) this.#process.disconnect();
  }

  #hear(told: Told): void {
    if (told.kind === 'started') this.#groups.set(told.id, told.pid);
    else this.#listeners.get(told.id)?.(told);
    if (told.kind !== 'ended') return;
    this.#groups.delete(told.id);
    this.#listeners.delete(told.id);
    if (this.#listeners.size === 0) this.#process.channel?.unref();
  }

  #lose(): void {
    if (this.#gone) return;
    this.#gone = true;
    for (const pid of this.#groups.values()) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
    const ended: Ended = { code: null, signal: 'SIGKILL', error: null, words: '' };
    for (const id of [...this.#listeners.keys()]) this.#hear({ kind: 'ended', id, ended });
  }
}

/** So much output waits here before git has to. */
const MOST_WAITING = 1024 * 1024;

function launched(channel: Channel, id: number, args: readonly string[], place: Place): Started {
  let held = false;
  /** What was written last, until git has it. */
  let written: ((error: Error | null) => void) | null = null;
  let hasEnded = false;
  const stdout = new Readable({
    highWaterMark: MOST_WAITING,
    read: () => {
      if (held) channel.tell({ kind: 'go-on', id });
      held = false;
    },
  });
  const stdin = new Writable({
    write: (bytes: Buffer, _, done) => {
      if (hasEnded) return done(new Error('git has ended'));
      written = done;
      channel.tell({ kind: 'input', id, bytes });
    },
    final: (done) => {
      channel.tell({ kind: 'end-of-input', id });
      done();
    },
  });
  // Git may end before it has read all; how it ended is told by `ended`.
  stdin.on('error', () => {});
  const answer = (error: Error | null): void => {
    const done = written;
    written = null;
    done?.(error);
  };
  const ended = new Promise<Ended>((settle) => {
    channel.listen(id, (told) => {
      if (told.kind === 'output' && !stdout.push(told.bytes) && !held) {
        held = true;
        channel.tell({ kind: 'hold', id });
      } else if (told.kind === 'taken') answer(told.failed ? new Error('git does not read on') : null);
      else if (told.kind === 'ended') {
        hasEnded = true;
        answer(new Error('git has ended'));
        stdout.push(null);
        settle(told.ended);
      }
    });
  });
  channel.tell({ kind: 'start', id, args, place });
  return {
    ...{ stdin, stdout, ended },
    kill: () => {
      stdout.destroy();
      channel.tell({ kind: 'kill', id });
    },
  };
}
