import { createDouble, type DoubleOptions } from './double.js';

/**
 * The double as a program: its options are one JSON argument; it prints `{"url": …}` when it listens and ends when
 * its standard input does, so that it never outlives whoever started it.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as DoubleOptions;
const double = await createDouble(options);
process.stdout.write(`${JSON.stringify({ url: double.url })}\n`);
const end = async (): Promise<void> => {
  await double.close();
  process.exit(0);
};
process.stdin.resume();
process.stdin.on('end', end);
process.on('SIGTERM', end);
