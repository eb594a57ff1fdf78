import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CommentReading, readComment } from '../../src/analyses/review-feedback/comment.js';
import { Confusion } from './review-targets.js';

/** What a reader says of a comment; flags besides the form that are on. */
interface Judged {
  readonly form: string;
  readonly flags: ReadonlySet<string>;
}

interface OwnLabel {
  readonly sha256: string;
  readonly first: Judged;
  readonly second: Judged;
}

const FLAGS = {
  question: (reading: CommentReading) => reading.question,
  request: (reading: CommentReading) => reading.request,
  praise: (reading: CommentReading) => reading.praise,
  reasoned: (reading: CommentReading) => reading.reasoned,
  substantive: (reading: CommentReading) => reading.substantive,
};

const judged = (form = '', flags = ''): Judged => ({ form, flags: new Set(flags.split(',')) });

/** The labels of test/bench/labels/review-comments.tsv. */
export function ownLabels(): OwnLabel[] {
  return readFileSync(resolve('test/bench/labels/review-comments.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => {
      const [, sha256 = '', form, flags, secondForm, secondFlags] = line.split('\t');
      return { sha256, first: judged(form, flags), second: judged(secondForm, secondFlags) };
    });
}

/** Cohen's kappa of two answers to the same questions. */
export function kappa(pairs: readonly (readonly [string, string])[]): number {
  const share = (count: number): number => count / pairs.length;
  const agreed = share(pairs.filter(([one, other]) => one === other).length);
  const answers = new Set(pairs.flat());
  const byChance = [...answers].reduce(
    (sum, answer) =>
      sum +
      share(pairs.filter(([one]) => one === answer).length) *
        share(pairs.filter(([, other]) => other === answer).length),
    0,
  );
  return byChance === 1 ? 1 : (agreed - byChance) / (1 - byChance);
}

/** Prints how far both readings agree, and how the program fits the second one. */
export function tellOwnLabels(say: (line: string) => void, folder: string | null, show: boolean): void {
  const labels = ownLabels();
  const same = labels.filter(({ first, second }) => first.form === second.form).length;
  const formKappa = kappa(labels.map(({ first, second }) => [first.form, second.form] as const));
  const texts = textsIn(folder);
  if (texts === null) {
    console.log('The texts of our own labels are not here (--comments DIR): they are not measured.');
    return;
  }
  const here = labels.flatMap((label) => {
    const text = texts.get(label.sha256);
    return text === undefined ? [] : [{ ...label, text, reading: readComment(text, null) }];
  });
  say(`our own labels of review comments in TypeScript (${here.length} of ${labels.length} here)`);
  say(
    `  read twice by one reader: the same form ${same} of ${labels.length}, Cohen's kappa ${formKappa.toFixed(2)}; ${Object.keys(
      FLAGS,
    )
      .map((flag) => `${flag} ${flagKappa(labels, flag).toFixed(2)}`)
      .join(', ')}`,
  );
  const right = here.filter(({ second, reading }) => second.form === reading.form);
  const counts = [...new Set(here.map(({ second }) => second.form))].map((form) => ({
    form,
    count: here.filter(({ second }) => second.form === form).length,
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  say(
    `  form: right ${right.length} of ${here.length} (${((100 * right.length) / here.length).toFixed(1)}%; majority ${((100 * most) / here.length).toFixed(1)}%), Cohen's kappa ${kappa(here.map(({ second, reading }) => [second.form, reading.form] as const)).toFixed(2)}`,
  );
  for (const { form, count } of counts.sort((a, b) => b.count - a.count)) {
    const said = here.filter(({ reading }) => reading.form === form);
    const hit = said.filter(({ second }) => second.form === form).length;
    say(
      `    ${form.padEnd(16)}  labelled ${String(count).padStart(3)}  said ${String(said.length).padStart(3)}  both ${hit}`,
    );
  }
  for (const [flag, says] of Object.entries(FLAGS)) {
    const confusion = new Confusion();
    for (const { second, reading } of here) confusion.add(second.flags.has(flag), says(reading));
    say(`  ${flag.padEnd(16)}  ${confusion.line()}`);
  }
  if (!show) return;
  for (const { text, second, reading } of here)
    if (second.form !== reading.form)
      console.log(`    ${second.form} said ${reading.form}: ${JSON.stringify(text.slice(0, 140))}`);
}

const flagKappa = (labels: readonly OwnLabel[], flag: string): number =>
  kappa(
    labels.map(
      ({ first, second }) => [String(first.flags.has(flag)), String(second.flags.has(flag))] as const,
    ),
  );

/** Texts by their hash. */
function textsIn(folder: string | null): Map<string, string> | null {
  const file = folder === null ? null : join(folder, 'comments.ndjson');
  if (file === null || !existsSync(file)) return null;
  const texts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).text);
  return new Map(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
}
