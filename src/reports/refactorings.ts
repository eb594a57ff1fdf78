import type { CodeLocation, LeftOut, NotAnalysed, Refactoring } from '../model/refactoring.js';
import { plainText } from './untrusted.js';

/** What is told of a comparison. */
interface Told {
  readonly refactorings: readonly Refactoring[];
  readonly notAnalysed: readonly NotAnalysed[];
  readonly leftOut: readonly LeftOut[];
  readonly rejected: readonly Pick<Refactoring, 'name' | 'before' | 'after' | 'similarity'>[];
}

/** The array of docs/schema/refactorings.schema.json. */
export const refactoringsJson = ({ refactorings }: Told): string =>
  `${JSON.stringify(refactorings, null, 2)}\n`;

/** One refactoring a line, where it stands below; then what was not looked at. */
export function refactoringsText({ refactorings, notAnalysed, leftOut }: Told): string {
  const lines = refactorings.flatMap((it) => [
    refactoringLine(it),
    `    ${place(it.before)} → ${place(it.after)}${it.pure ? '' : ', with other changes to it'}`,
  ]);
  if (refactorings.length === 0) lines.push('No refactoring was found.');
  lines.push(...notLookedAt({ notAnalysed, leftOut }));
  return `${lines.map(plainText).join('\n')}\n`;
}

/** So many files are named where there may be thousands. */
const NAMED = 3;

/** What could not be analysed, a line a file; and what was left out, a line a reason. */
export function notLookedAt({ notAnalysed, leftOut }: Pick<Told, 'notAnalysed' | 'leftOut'>): string[] {
  const byReason = new Map<string, string[]>();
  for (const { file, why } of leftOut) {
    const files = byReason.get(why);
    if (files) files.push(file);
    else byReason.set(why, [file]);
  }
  const reasons = [...byReason].map(([why, files]) => {
    files.sort();
    const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : '';
    return `left out: ${files.slice(0, NAMED).join(', ')}${more}: ${why}`;
  });
  return [...notAnalysed.map(({ file, why }) => `not analysed: ${file}: ${why}`), ...reasons.sort()];
}

/** What came near, and how near. */
export const rejectedText = ({ rejected }: Told): string =>
  rejected
    .map(({ name, before, after, similarity }) =>
      plainText(
        `turned down: ${name.before} → ${name.after}: ${Math.round(similarity * 100)}% alike (${place(before)} → ${place(after)})`,
      ),
    )
    .join('\n');

/** `rename-function total → sum (in Cart)`. */
export function refactoringLine({ type, name, before, after, similarity }: Refactoring): string {
  const named = name.before === name.after ? name.before : `${name.before} → ${name.after}`;
  const inside =
    before.container === after.container
      ? before.container === null
        ? ''
        : ` in ${before.container}`
      : ` (${before.container ?? 'top of the file'} → ${after.container ?? 'top of the file'})`;
  return `${type} ${named}${inside}${similarity < 1 ? `, ${Math.round(similarity * 100)}% alike` : ''}`;
}

export const place = ({ file, startLine, endLine }: CodeLocation): string =>
  `${file}:${startLine}${endLine > startLine ? `-${endLine}` : ''}`;
