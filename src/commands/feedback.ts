import { createReadStream } from 'node:fs';
import { whyUnreadable } from '../jobs/read-text.js';
import { feedbackJson } from '../reports/feedback.js';
import { atMostOne } from './arguments.js';
import { type Command, InputError, UsageError, type Values } from './command.js';
import { print, warn } from './output.js';

export const feedback: Command = {
  usage: 'feedback [FILE|-]',
  does: 'review comments (NDJSON) with what their text says: form, substance, reasons; one line each',
  options: {},
  run,
};

async function run(_values: Values, positionals: readonly string[]): Promise<void> {
  const file = atMostOne(positionals, 'FILE') ?? '-';
  const name = file === '-' ? 'standard input' : file;
  if (file === '-' && process.stdin.isTTY) throw new UsageError('name a FILE, or pipe comments in');
  // A parser of Markdown comes with it: it is loaded when it is asked for.
  const { readFeedback } = await import('../jobs/read-feedback.js');
  let wrong = 0;
  try {
    for await (const it of readFeedback(file === '-' ? process.stdin : createReadStream(file))) {
      if (it.kind === 'read') await print(feedbackJson(it.feedback));
      else {
        wrong += 1;
        warn(`${name}, line ${it.line}: ${it.problem}`);
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new InputError(`${name} ${whyUnreadable(error)}: name a file with comments`);
  }
  if (wrong > 0) {
    throw new InputError(
      `${wrong === 1 ? '1 line' : `${wrong} lines`} of ${name} could not be read, all others were: mend what is named above; docs/schema/feedback-line.schema.json tells what a line holds`,
    );
  }
}
