import { checkRange } from '../jobs/check-range.js';
import type { Judgement } from '../model/judgement.js';
import { checkMarkdown, checkText, publish } from '../reports/change.js';
import { atMostOne, formatFrom, text } from './arguments.js';
import type { Command, Values } from './command.js';
import { print, warn } from './output.js';
import { withRepository } from './with-repository.js';

const FORMATS: Record<string, (judgement: Judgement) => string> = {
  text: checkText,
  json: (judgement) => JSON.stringify(publish(judgement), null, 2),
  markdown: checkMarkdown,
};

export const check: Command = {
  usage: 'check [BASE..HEAD] [--repo PATH] [--format text|json|markdown]',
  does: 'what the check would say of this branch, before it is pushed',
  options: { repo: { type: 'string' }, format: { type: 'string' } },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const range = atMostOne(positionals, 'range');
  const format = formatFrom(FORMATS, text(values.format), 'text');
  await withRepository(text(values.repo) ?? '.', async (repository) => {
    await print(`${format(await checkRange(repository, range, warn)).trimEnd()}\n`);
  });
}
