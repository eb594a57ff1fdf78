import { readConfig } from '../config.js';
import { type Command, UsageError, type Values } from './command.js';

export const serve: Command = {
  usage: 'serve [--repo PATH]…',
  does: 'shows the reports of local repositories as pages (HOST, PORT)',
  options: { repo: { type: 'string', multiple: true } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  if (positionals.length > 0) throw new UsageError('serve takes repositories as --repo PATH');
  const named = [values.repo ?? []].flat().filter((path) => typeof path === 'string');
  const { startServer } = await import('../main.js');
  const server = await startServer(readConfig(process.env), named.length > 0 ? named : ['.']);
  process.stdout.write(`Holdfast shows its reports at ${server.url} (Ctrl-C ends it)\n`);
}
