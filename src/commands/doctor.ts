import { type Config, readConfig, signInLacks } from '../config.js';
import { diagnosisSaid, doctorText } from '../reports/doctor.js';
import { type Command, UsageError, type Values } from './command.js';
import { print, terminal } from './output.js';

export const doctor: Command = {
  usage: 'doctor [--revive]',
  does: 'looks at what an installation stands on, and says the next step; --revive gives what was given up another go',
  options: { revive: { type: 'boolean' } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  if (positionals.length > 0) throw new UsageError('doctor takes no words besides --revive');
  const { config, problems } = configuration();
  // The server's libraries take a moment to load.
  const { edgesOf } = await import('../main.js');
  const { diagnose } = await import('../jobs/app/diagnose.js');
  const found = await diagnose(
    {
      problems,
      hasApp: config?.app != null,
      signInLacks: config?.app == null ? null : signInLacks(config, config.app),
    },
    config === null ? null : edgesOf(config),
    { revive: values.revive === true, now: Date.now },
  );
  const said = diagnosisSaid(found);
  await print(doctorText(said, terminal()));
  if (said.some(({ state }) => state === 'not ok')) process.exitCode = 1;
}

function configuration(): { readonly config: Config | null; readonly problems: readonly string[] } {
  try {
    return { config: readConfig(process.env), problems: [] };
  } catch (error) {
    return { config: null, problems: (error as Error).message.split('\n') };
  }
}
