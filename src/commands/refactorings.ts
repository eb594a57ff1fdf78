import { compareCommits } from '../jobs/compare-commits.js';
import { compareFolders } from '../jobs/compare-folders.js';
import { ComparePool } from '../jobs/compare-pool.js';
import type { Compared } from '../jobs/compare-versions.js';
import type { LeftOut } from '../model/refactoring.js';
import { notLookedAt, refactoringsJson, refactoringsText, rejectedText } from '../reports/refactorings.js';
import { formatFrom, text } from './arguments.js';
import { type Command, UsageError, type Values } from './command.js';
import { print, warn } from './output.js';
import { withRepository } from './with-repository.js';

type Told = Compared & { readonly leftOut: readonly LeftOut[] };

const FORMATS: Record<string, (told: Told) => string> = {
  json: refactoringsJson,
  text: refactoringsText,
};

export const refactorings: Command = {
  usage:
    'refactorings BEFORE_DIR AFTER_DIR, or --repo PATH COMMIT[..COMMIT] [--format json|text] [--explain]',
  does: 'the refactorings between two folders, of a commit or between two; --explain tells what came near',
  options: { repo: { type: 'string' }, format: { type: 'string' }, explain: { type: 'boolean' } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const format = formatFrom(FORMATS, text(values.format), 'json');
  const repo = text(values.repo);
  const wanted = repo === null ? 2 : 1;
  if (positionals.length !== wanted) {
    const what = repo === null ? 'two folders, BEFORE_DIR and AFTER_DIR' : 'one COMMIT or COMMIT..COMMIT';
    throw new UsageError(
      `refactorings takes ${what}${repo === null ? ' (or --repo PATH and a commit)' : ''}, got ${positionals.length}`,
    );
  }
  const [first = '', second = ''] = positionals;
  const pool = new ComparePool();
  const tell = async (compared: Told): Promise<void> => {
    // Text says it itself.
    if (format === refactoringsJson) for (const line of notLookedAt(compared)) warn(line);
    await print(format(compared));
    if (values.explain === true && compared.rejected.length > 0)
      process.stderr.write(`${rejectedText(compared)}\n`);
  };
  try {
    if (repo === null) await tell(await compareFolders(pool, first, second));
    else {
      await withRepository(repo, async (repository) =>
        tell(await compareCommits(pool, repository, first, warn)),
      );
    }
  } finally {
    await pool.close();
  }
}
