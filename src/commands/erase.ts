import { type Config, readConfig } from '../config.js';
import type { Erased, ToErase } from '../jobs/app/erase-by-hand.js';
import { text } from './arguments.js';
import { type Command, InputError, UsageError, type Values } from './command.js';
import { print } from './output.js';

export const erase: Command = {
  usage: 'erase OWNER/NAME | --installation ID|ACCOUNT | --everything [--yes]',
  does: 'takes away what a server keeps of a repository, of an installation, or all of it; without --yes it only says what',
  options: {
    installation: { type: 'string' },
    everything: { type: 'boolean' },
    yes: { type: 'boolean' },
  },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const wanted = wantedFrom(values, positionals);
  const really = values.yes === true;
  const config = configuration();
  // The server's libraries take a moment to load.
  const { keptBy } = await import('../main.js');
  const { eraseByHand } = await import('../jobs/app/erase-by-hand.js');
  const now = Math.floor(Date.now() / 1000);
  const erased = await eraseByHand(keptBy(config), wanted, { really, now }).catch((error: unknown) => {
    throw new InputError((error as Error).message, { cause: error });
  });
  await print(said(erased, wanted, really));
  if (!really)
    throw new InputError('nothing was erased: say it again with --yes; there is no way back but a backup');
}

function wantedFrom({ installation, everything }: Values, positionals: readonly string[]): ToErase {
  const named = text(installation);
  const ways = [positionals.length > 0, named !== null, everything === true].filter(Boolean).length;
  const [, owner, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(positionals[0] ?? '') ?? [];
  if (ways === 1 && positionals.length === 1 && owner !== undefined && name !== undefined)
    return { kind: 'repository', owner, name };
  if (ways === 1 && named !== null) return { kind: 'installation', named };
  if (ways === 1 && everything === true) return { kind: 'everything' };
  throw new UsageError('erase takes one of OWNER/NAME, --installation ID|ACCOUNT and --everything');
}

function configuration(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    throw new InputError((error as Error).message, { cause: error });
  }
}

/** What stays where this command does not reach. */
const STAYS: Readonly<Record<ToErase['kind'], string>> = {
  repository:
    'The app is still installed on it, unless you took it away: then a server reads it again. Take it from the installation on GitHub.',
  installation:
    'The app is still installed there, unless you took it away: then a server reads it again. Uninstall it on GitHub.',
  everything: 'The app itself, and the checks that were posted, are on GitHub: delete the app there.',
};

function said({ repositories, installations, folders }: Erased, { kind }: ToErase, really: boolean): string {
  const lines = [
    ...repositories.map(
      (name) => `repository ${name}: what was judged, trends, reports, checks, webhooks, its mirror`,
    ),
    ...installations.map((account) => `installation ${account}: its name, its permissions, its secret`),
    ...folders.map((folder) => folder),
  ];
  const title = really ? 'Erased:' : 'This would be erased:';
  return [title, ...lines.map((line) => `  ${line}`), STAYS[kind], ''].join('\n');
}
