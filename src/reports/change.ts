import type { Change } from '../model/change.js';
import type { Finding, TestFirstFinding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { ReportRow } from '../model/report.js';
import { markdownCode, plainText } from './untrusted.js';
import { CLASS_WORDS } from './words.js';

/** A judgement as published: the shape of `holdfast changes` and `holdfast check` (docs/schema/change.schema.json). */
interface PublishedChange {
  readonly schemaVersion: 1;
  readonly change: {
    readonly id: string;
    readonly kind: Change['kind'];
    readonly number?: number;
    readonly title: string;
    readonly mergedAt: string;
    readonly base: string | null;
    readonly head: string;
    readonly commits: readonly string[];
  };
  readonly findings: readonly Finding[];
}

/** Keys of people stay in: what is published has none. */
export function publish({ change, findings }: Judgement): PublishedChange {
  const { id, kind, number, title, mergedAt, base, head, commits } = change;
  return {
    schemaVersion: 1,
    change: {
      id,
      kind,
      ...(number === null ? {} : { number }),
      title,
      mergedAt: new Date(mergedAt * 1000).toISOString(),
      base,
      head,
      commits: commits.map(({ sha }) => sha),
    },
    findings,
  };
}

/** How a change is referred to: `#12`, or the beginning of its name. */
export const referenceOf = ({ id, number }: Pick<ReportRow, 'id' | 'number'>): string =>
  number === null ? id.slice(0, 8) : `#${number}`;

const testFirst = ({ findings }: Judgement): TestFirstFinding | undefined =>
  findings.find((finding): finding is TestFirstFinding => finding.practice === 'test-first');

/** One line a change, and its reasons below. */
export function changeText(judgement: Judgement): string {
  const { change } = judgement;
  const finding = testFirst(judgement);
  const day = new Date(change.mergedAt * 1000).toISOString().slice(0, 10);
  const words = CLASS_WORDS[finding?.class ?? 'not-applicable'];
  const head = `${day}  ${words.padEnd(19)} ${referenceOf(change)} ${plainText(change.title)}`;
  return [head, ...(finding?.reasons ?? []).map((reason) => `            ${plainText(reason)}`)].join('\n');
}

/** One line of what a check says: `test-first 3 of 4 files · order visible`. */
export function checkTitle(finding: TestFirstFinding): string {
  if (finding.class === 'not-applicable') return `test-first: not applicable (${finding.reasons[0] ?? ''})`;
  const first = finding.units.filter((unit) => unit.class === 'first').length;
  const accompanied = finding.units.filter((unit) => unit.class === 'first' || unit.class === 'with').length;
  const order = finding.orderVisible ? `first ${first} of ${finding.units.length}` : 'order not visible';
  return `test-first: ${CLASS_WORDS[finding.class]} · tests with ${accompanied} of ${finding.units.length} files · ${order}`;
}

export function checkText(judgement: Judgement): string {
  const finding = testFirst(judgement);
  if (finding === undefined) return 'nothing was judged';
  return [checkTitle(finding), ...finding.reasons.map((reason) => `  ${reason}`)].map(plainText).join('\n');
}

export function checkMarkdown(judgement: Judgement): string {
  const finding = testFirst(judgement);
  if (finding === undefined) return 'Nothing was judged.\n';
  const rows = finding.units.map(
    ({ file, class: name, test }) =>
      `| ${markdownCode(file)} | ${CLASS_WORDS[name]} | ${markdownCode(test ?? '')} |`,
  );
  return [
    `### ${plainText(checkTitle(finding)).replace(/[\\`*_<>[\]#@|]/g, '\\$&')}`,
    ...(rows.length > 0 ? ['', '| file | test | by |', '|---|---|---|', ...rows] : []),
    '',
    ...finding.reasons.map((reason) => `- ${markdownCode(reason)}`),
    '',
  ].join('\n');
}
