import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { until } from './contract.js';

const MODULE = resolve(import.meta.dirname, '../../dist/queue/bullmq.js');

/** Works on a queue as another process of the app would; `npm test` builds it first. Its job ends only when aborted. */
const PROGRAM = `
const [module, url, prefix, holdMs, blockMs] = process.argv.slice(1);
const { bullQueue } = await import(module);
const say = (word) => process.stdout.write(word + '\\n');
process.on('unhandledRejection', (error) => { say('unhandled ' + error); process.exit(1); });
const queue = bullQueue({ url, prefix, holdMs: Number(holdMs), onError: (message) => say('error ' + message) });
queue.work(async ({ signal, attempt }) => {
  say('begun ' + attempt);
  if (Number(blockMs) > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(blockMs));
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  say('aborted');
  await queue.close(0);
  say('closed');
}, 1);
`;

export interface OtherProcess {
  readonly child: ChildProcess;
  readonly said: () => readonly string[];
  readonly says: (line: string) => Promise<void>;
  readonly ended: Promise<unknown>;
}

/** @param blockMs so long its job keeps it from doing anything else */
export function otherProcess(url: string, prefix: string, holdMs: number, blockMs = 0): OtherProcess {
  const words = ['--input-type=module', '-e', PROGRAM, MODULE, url, prefix, String(holdMs), String(blockMs)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  const said = (): readonly string[] => text.split('\n').filter((line) => line !== '');
  return {
    child,
    said,
    says: (line) => until(`the other process says ${line}; it said ${text}`, () => said().includes(line)),
    ended: new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code))),
  };
}
