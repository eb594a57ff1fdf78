import { resolve } from 'node:path';
import { DemoError, readArguments } from './arguments.js';
import { runDemo } from './demo.js';
import { paintFor } from './words.js';

/** Where the project is, from where this lies compiled. */
const HOME = resolve(import.meta.dirname, '../../..');

const ending = new AbortController();
let asked = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (asked) process.exit(1);
    asked = true;
    process.stdout.write('\nEnding …\n');
    ending.abort();
  });

try {
  const isTerminal = process.stdout.isTTY === true && !process.env.NO_COLOR;
  await runDemo(readArguments(process.argv.slice(2), HOME), {
    say: (line) => process.stdout.write(`${line}\n`),
    paint: paintFor(isTerminal),
    signal: ending.signal,
  });
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `demo: ${error instanceof DemoError ? error.message : ((error as Error).stack ?? error)}\n`,
  );
  process.exit(1);
}
