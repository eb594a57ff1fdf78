import { resolve } from 'node:path';
import { gitHubOf, keepIn } from '../config.js';
import { Progress } from '../jobs/progress.js';
import { atMostOne, text } from './arguments.js';
import { type Command, InputError, UsageError, type Values } from './command.js';
import { print, warn } from './output.js';

export const importCommand: Command = {
  usage: 'import OWNER/REPO [--out FILE] [--branch B] [--wait]',
  does: 'the reviews of a GitHub repository, by the token in GITHUB_TOKEN, as a file for --reviews; goes on where it stopped',
  options: { out: { type: 'string' }, branch: { type: 'string' }, wait: { type: 'boolean' } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const { owner, name } = repositoryFrom(atMostOne(positionals, 'OWNER/REPO'));
  const token = (process.env.GITHUB_TOKEN ?? '').trim();
  if (token === '')
    throw new InputError(
      'GITHUB_TOKEN is not set: make a token in the developer settings of your GitHub account (fine-grained, "Pull requests: read-only"), and put it into the environment, not on the command line',
    );
  const out = text(values.out);
  const { importReviews } = await import('../jobs/import-reviews.js');
  const progress = new Progress(process.stderr, 'pull requests');
  const isWatched = process.stderr.isTTY === true;
  const { path, repository, written, again, calls, leftOut } = await importReviews({
    ...{ token, owner, name },
    github: addresses(),
    branch: text(values.branch),
    out: out === null ? null : resolve(out),
    folder: keepIn(process.env),
    // Somebody who watches can end it; a script is told instead, and decides by itself.
    wait: values.wait === true || isWatched,
    onProgress: (done, total, before) =>
      total === null
        ? progress.say(`${done} pull requests that have changed`)
        : progress.tell(done, total, before),
    onWait: (until, why) => {
      const words = `waiting until ${new Date(until).toISOString()} (${why.replace(/: try again after.*/, '')})`;
      if (isWatched) progress.say(words);
      else warn(words);
    },
  })
    .catch((error: Error) => {
      throw error.name === 'ImportError' ? new InputError(error.message, { cause: error }) : error;
    })
    .finally(() => progress.end());
  const which = `${repository.owner}/${repository.name}`;
  const what =
    again && written === 0
      ? `Nothing has changed in ${which}`
      : `${written.toLocaleString('en-US')} pull requests of ${which} were ${again ? 'changed, and read again' : 'read'}`;
  const lacks =
    leftOut.length === 0
      ? ''
      : `Left out, because GitHub has no whole answer for ${leftOut.length === 1 ? 'it' : 'them'}, until somebody changes ${leftOut.length === 1 ? 'it' : 'them'}: ${leftOut.map((number) => `#${number}`).join(', ')}\n`;
  await print(`${what} (${calls} ${calls === 1 ? 'call' : 'calls'}): ${path}
${lacks}The file holds what people wrote: only you can read it, and it is yours to remove. In a clone at PATH go on with:
  git -C PATH fetch origin '+refs/pull/*/head:refs/pull/*/head'
  holdfast analyze PATH --reviews ${inShell(path)}
`);
}

function repositoryFrom(word: string | null): { readonly owner: string; readonly name: string } {
  const [owner = '', name = '', more] = (word ?? '').split('/');
  const isName = /^[\w-]{1,100}$/.test(owner) && /^(?!\.{1,2}$)[\w.-]{1,100}$/.test(name);
  if (!isName || more !== undefined)
    throw new UsageError('import takes one repository as OWNER/REPO, as it stands in its address');
  return { owner, name };
}

function addresses() {
  try {
    return gitHubOf(process.env);
  } catch (error) {
    throw new InputError((error as Error).message, { cause: error });
  }
}

/** As a shell takes it for one word. */
const inShell = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
