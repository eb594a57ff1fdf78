import { keepIn } from '../config.js';
import { judgeRepository } from '../jobs/judge-repository.js';
import { Progress } from '../jobs/progress.js';
import type { Judgement } from '../model/judgement.js';
import { changeText, publish } from '../reports/change.js';
import { atMostOne, day, formatFrom, text } from './arguments.js';
import type { Command, Values } from './command.js';
import { print, warn } from './output.js';
import { withRepository } from './with-repository.js';
import { withReviews } from './with-reviews.js';

const FORMATS: Record<string, (judgement: Judgement) => string> = {
  ndjson: (judgement) => JSON.stringify(publish(judgement)),
  text: changeText,
};

export const changes: Command = {
  usage: 'changes [PATH] [--format ndjson|text] [--since DATE] [--branch B] [--reviews FILE]',
  does: 'one line a change: every finding with its reasons',
  options: {
    format: { type: 'string' },
    since: { type: 'string' },
    branch: { type: 'string' },
    reviews: { type: 'string' },
  },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const path = atMostOne(positionals, 'PATH') ?? '.';
  const format = formatFrom(FORMATS, text(values.format), 'ndjson');
  const options = { branch: text(values.branch), since: day(text(values.since)) };
  await withReviews(text(values.reviews), (reviews) =>
    withRepository(path, async (repository) => {
      const progress = new Progress(process.stderr);
      const onProgress = process.stdout.isTTY ? undefined : progress.tell;
      const told = {
        ...options,
        reviews,
        onProblem: warn,
        keepIn: keepIn(process.env),
        ...(onProgress === undefined ? {} : { onProgress }),
      };
      for await (const judgement of judgeRepository(repository, told)) await print(`${format(judgement)}\n`);
      progress.end();
    }),
  );
}
