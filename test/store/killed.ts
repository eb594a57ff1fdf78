import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const OPEN = resolve(import.meta.dirname, '../../dist/store/open-store.js');

/** A process of its own that opens a store in a folder and runs `work` with it; `say` tells us a line. */
function inProcess(folder: string, work: string): ChildProcess {
  const program = `
    import { writeSync } from 'node:fs';
    import { openStore } from ${JSON.stringify(OPEN)};
    const say = (line) => writeSync(1, line + '\\n');
    try {
      const store = await openStore({ url: null, folder: ${JSON.stringify(folder)} });
      ${work}
    } catch (error) {
      say('error ' + error.message);
    }`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export interface Child {
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** The next line that it says, or has said since the last call; null once it has ended. */
  readonly next: () => Promise<string | null>;
  readonly kill: () => Promise<void>;
  readonly pid: number | undefined;
}

export function child(folder: string, work: string): Child {
  const started = inProcess(folder, work);
  const lines: string[] = [];
  let read = 0;
  let ended = false;
  let wake = () => {};
  if (started.stdout === null) throw new Error('the process has no output');
  createInterface(started.stdout).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const gone = new Promise<void>((done) =>
    started.once('close', () => {
      ended = true;
      wake();
      done();
    }),
  );
  return {
    lines,
    pid: started.pid,
    next: async () => {
      while (read >= lines.length && !ended) {
        await new Promise<void>((woken) => {
          wake = woken;
        });
      }
      return lines[read++] ?? null;
    },
    kill: async () => {
      started.kill('SIGKILL');
      await gone;
    },
  };
}
