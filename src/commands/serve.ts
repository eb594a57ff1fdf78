import { readConfig } from '../config.js';
import { text } from './arguments.js';
import { type Command, InputError, UsageError, type Values } from './command.js';

const ROLES = ['all', 'web', 'worker'] as const;

export const serve: Command = {
  usage: 'serve [--repo PATH]… [--role all|web|worker]',
  does: 'the app, where it has credentials; otherwise the reports of local repositories as pages (HOST, PORT)',
  options: { repo: { type: 'string', multiple: true }, role: { type: 'string' } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  if (positionals.length > 0) throw new UsageError('serve takes repositories as --repo PATH');
  const named = [values.repo ?? []].flat().filter((path) => typeof path === 'string');
  const role = ROLES.find((it) => it === (text(values.role) ?? 'all'));
  if (role === undefined) throw new UsageError(`--role is one of ${ROLES.join(', ')}`);
  const config = configuration();
  const { startApp, startLocal } = await import('../main.js');
  if (config.app === null || named.length > 0) {
    if (role !== 'all') throw new InputError('--role is for the app, and there are no credentials for it');
    const server = await startLocal(config, named.length > 0 ? named : ['.']);
    process.stdout.write(`Holdfast shows its reports at ${server.url} (Ctrl-C ends it)\n`);
    return;
  }
  const server = await startApp(config, config.app, role);
  endOnSignals(server.close);
}

function configuration() {
  try {
    return readConfig(process.env);
  } catch (error) {
    throw new InputError((error as Error).message, { cause: error });
  }
}

/** What runs is finished first; whoever asks twice does not want to wait. */
function endOnSignals(close: () => Promise<void>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
