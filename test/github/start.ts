import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { connectDouble, type Double } from './client.js';
import { compiledMain } from './compile.js';
import type { DoubleOptions } from './double.js';

/** A double in a process of its own; `kill` ends it without notice, as a crash does. */
export interface StartedDouble extends Double {
  readonly pid: number;
  readonly kill: () => Promise<void>;
}

/** Starts a double and waits until it listens. @throws Error with what it printed where it does not start */
export async function startDouble(options: DoubleOptions = {}): Promise<StartedDouble> {
  const child = spawn(process.execPath, [await compiledMain(), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => told.push(String(chunk)));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const line = await Promise.race([
    new Promise<string>((first) => createInterface(child.stdout).once('line', first)),
    ended.then(() => null),
  ]);
  if (line === null) throw new Error(`the double did not start:\n${told.join('')}`);
  const { url } = JSON.parse(line) as { url: string };
  const close = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { ...connectDouble(url, close), pid: child.pid ?? 0, kill };
}
