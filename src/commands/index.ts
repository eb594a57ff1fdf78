import { parseArgs } from 'node:util';
import { analyze } from './analyze.js';
import { changes } from './changes.js';
import { check } from './check.js';
import { type Command, UsageError, type Values } from './command.js';
import { doctor } from './doctor.js';
import { erase } from './erase.js';
import { feedback } from './feedback.js';
import { importCommand } from './import.js';
import { print } from './output.js';
import { refactorings } from './refactorings.js';
import { serve } from './serve.js';
import { trend } from './trend.js';

export { InputError, UsageError } from './command.js';
export { warn } from './output.js';

/** The table of commands: it gives the help, the error texts and docs/commands.md too. */
export const COMMANDS: Record<string, Command> = {
  serve,
  analyze,
  changes,
  check,
  refactorings,
  trend,
  feedback,
  import: importCommand,
  doctor,
  erase,
};

const HELP = `Holdfast measures whether engineering practices are really being adopted, and whether the gain holds.

${Object.values(COMMANDS)
  .map(({ usage, does }) => `  holdfast ${usage}\n      ${does}`)
  .join('\n')}

  --help, --version

Results go to standard output, everything else to standard error. Exit code: 0 done, 1 bad input, 2 wrong usage.
What was found is kept for the next run in HOLDFAST_CACHE (off: nowhere), by default in ~/.cache/holdfast.
The configuration is .github/holdfast.yml or holdfast.yml in the repository that is read.
`;

const VERSION = '0.1.0';

/** Reads the words of a command line. @throws UsageError that says what could have been said */
export function commandOf(argv: readonly string[]): () => Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h'))
    return () => print(HELP);
  if (name === '--version') return () => print(`${VERSION}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `there is no command ${JSON.stringify(name)}: there are ${Object.keys(COMMANDS).join(', ')}`,
    );
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
    });
    return () => command.run(values as Values, positionals);
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split('. ')[0]}. Usage: holdfast ${command.usage}`, {
      cause,
    });
  }
}
