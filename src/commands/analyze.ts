import { keepIn } from '../config.js';
import { RepositoryError } from '../git/failures.js';
import { analyseRepository } from '../jobs/analyse-repository.js';
import { Progress } from '../jobs/progress.js';
import { summarise } from '../jobs/summarise.js';
import { writeWhole } from '../jobs/write-file.js';
import type { RepositoryReport } from '../model/report.js';
import { reportCsv } from '../reports/csv.js';
import { reportJson } from '../reports/json.js';
import { wholeMarkdown } from '../reports/markdown.js';
import { summaryMarkdown } from '../reports/summary-markdown.js';
import { reportText } from '../reports/text.js';
import { atMostOne, day, formatFrom, text } from './arguments.js';
import type { Command, Values } from './command.js';
import { print, terminal, warn } from './output.js';
import { withRepository } from './with-repository.js';
import { withReviews } from './with-reviews.js';

const FORMATS: Record<string, (report: RepositoryReport) => string | Iterable<string> | Promise<string>> = {
  text: (report) => reportText(report, terminal()),
  json: reportJson,
  markdown: wholeMarkdown,
  // Pages and the server bring a chart library with them: it is loaded when it is asked for.
  html: async (report) => (await import('../pages/report.js')).reportPage(report),
  csv: reportCsv,
  summary: (report) => summaryMarkdown(summarise(report)),
};

export const analyze: Command = {
  usage:
    'analyze [PATH] [--format text|json|markdown|html|csv|summary] [--out FILE] [--since DATE] [--branch B] [--reviews FILE]',
  does: "a local repository's report",
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    since: { type: 'string' },
    branch: { type: 'string' },
    reviews: { type: 'string' },
  },
  run,
};

async function run(values: Values, positionals: readonly string[]): Promise<void> {
  const path = atMostOne(positionals, 'PATH') ?? '.';
  const format = formatFrom(FORMATS, text(values.format), 'text');
  const options = { branch: text(values.branch), since: day(text(values.since)) };
  const out = text(values.out);
  await withReviews(text(values.reviews), (reviews) =>
    withRepository(path, async (repository) => {
      const progress = new Progress(process.stderr);
      const report = await analyseRepository(repository, {
        ...options,
        reviews,
        onProgress: progress.tell,
        onProblem: warn,
        keepIn: keepIn(process.env),
      });
      progress.end();
      const content = await format(report);
      if (out === null) await print(content);
      else {
        await writeWhole(out, content).catch((cause: NodeJS.ErrnoException) => {
          throw new RepositoryError(
            `${out} cannot be written (${cause.code ?? cause.message}): name another file`,
            { cause },
          );
        });
      }
    }),
  );
}
