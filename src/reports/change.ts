import type { Change } from '../model/change.js';
import type {
  Finding,
  RefactoringFinding,
  ReviewFeedbackFinding,
  TestFirstFinding,
} from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import { kindsOf, type ReportRow } from '../model/report.js';
import { place, refactoringLine } from './refactorings.js';
import { BECAME_WORDS, openThreads, reviewTitle, threadLines } from './reviews.js';
import { markdownCode, plainText } from './untrusted.js';
import { CLASS_WORDS, refactoringWords } from './words.js';

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

const refactoring = ({ findings }: Judgement): RefactoringFinding | undefined =>
  findings.find((finding): finding is RefactoringFinding => finding.practice === 'refactoring');

const review = ({ findings }: Judgement): ReviewFeedbackFinding | undefined =>
  findings.find((finding) => finding.practice === 'review-feedback');

/** So many refactorings of one change are named where people read; the JSON has all of them. */
const NAMED = 40;

/** What was found, each with its places on both sides. */
export function refactoringLines({ refactorings }: RefactoringFinding): string[] {
  const lines = refactorings
    .slice(0, NAMED)
    .map((it) => `${refactoringLine(it)}: ${place(it.before)} → ${place(it.after)}`);
  return refactorings.length > NAMED
    ? [...lines, `and ${refactorings.length - NAMED} more refactorings`]
    : lines;
}

/** Every line of evidence that a finding has. */
export function evidenceOf(finding: Finding): readonly string[] {
  if (finding.practice === 'refactoring') return [...finding.reasons, ...refactoringLines(finding)];
  if (finding.practice === 'review-feedback') return [...finding.reasons, ...threadLines(finding.threads)];
  return finding.reasons;
}

/** A check tells of threads only those that are open. */
export const checkEvidence = (finding: Finding): readonly string[] =>
  finding.practice === 'review-feedback'
    ? [...finding.reasons, ...threadLines(openThreads(finding))]
    : evidenceOf(finding);

/** One line a change, and its reasons below. */
export function changeText(judgement: Judgement): string {
  const { change, findings } = judgement;
  const day = new Date(change.mergedAt * 1000).toISOString().slice(0, 10);
  const words = CLASS_WORDS[testFirst(judgement)?.class ?? 'not-applicable'];
  const head = `${day}  ${words.padEnd(19)} ${referenceOf(change)} ${plainText(change.title)}`;
  const lines = findings.flatMap((finding) =>
    evidenceOf(finding).map((line) => `            ${finding.practice}: ${plainText(line)}`),
  );
  return [head, ...lines].join('\n');
}

/** One line of what a check says: `test-first: test first · … · 2 refactorings, tidy`. */
export function checkTitle(judgement: Judgement): string {
  const finding = testFirst(judgement);
  const found = refactoring(judgement);
  const reviewed = review(judgement);
  return [
    ...(finding === undefined ? [] : [testFirstTitle(finding)]),
    ...(found === undefined || found.class === 'not-applicable'
      ? []
      : [refactoringWords({ ...found, kinds: kindsOf(found.refactorings.map(({ type }) => type)) })]),
    ...(reviewed === undefined ? [] : [reviewTitle(reviewed) ?? []].flat()),
  ].join(' · ');
}

function testFirstTitle(finding: TestFirstFinding): string {
  if (finding.class === 'not-applicable') return `test-first: not applicable (${finding.reasons[0] ?? ''})`;
  const first = finding.units.filter((unit) => unit.class === 'first').length;
  const accompanied = finding.units.filter((unit) => unit.class === 'first' || unit.class === 'with').length;
  const order = finding.orderVisible ? `first ${first} of ${finding.units.length}` : 'order not visible';
  return `test-first: ${CLASS_WORDS[finding.class]} · tests with ${accompanied} of ${finding.units.length} files · ${order}`;
}

export function checkText(judgement: Judgement): string {
  if (judgement.findings.length === 0) return 'nothing was judged';
  const lines = judgement.findings.flatMap((finding) =>
    checkEvidence(finding).map((line) => `  ${finding.practice}: ${line}`),
  );
  return [checkTitle(judgement), ...lines].map(plainText).join('\n');
}

export function checkMarkdown(judgement: Judgement): string {
  if (judgement.findings.length === 0) return 'Nothing was judged.\n';
  const units = testFirst(judgement)?.units ?? [];
  const found = refactoring(judgement);
  const reviewed = review(judgement);
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
    rows.length === 0
      ? []
      : ['', ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)];
  return [
    `### ${plainText(checkTitle(judgement)).replace(/[\\`*_<>[\]#@|]/g, '\\$&')}`,
    ...table(
      ['file', 'test', 'by'],
      units.map(({ file, class: name, test }) => [
        markdownCode(file),
        CLASS_WORDS[name],
        markdownCode(test ?? ''),
      ]),
    ),
    ...table(
      ['refactoring', 'what', 'before', 'after'],
      (found?.refactorings ?? [])
        .slice(0, NAMED)
        .map(({ type, name, before, after }) => [
          type,
          markdownCode(name.before === name.after ? name.before : `${name.before} → ${name.after}`),
          markdownCode(place(before)),
          markdownCode(place(after)),
        ]),
    ),
    ...table(
      ['open thread', 'what became of it', 'commit'],
      (reviewed === undefined ? [] : openThreads(reviewed))
        .slice(0, NAMED)
        .map(({ path, line, became, by }) => [
          markdownCode(line === null ? path : `${path}:${line}`),
          BECAME_WORDS[became],
          by?.slice(0, 8) ?? '',
        ]),
    ),
    '',
    ...judgement.findings.flatMap((finding) =>
      finding.reasons.map((reason) => `- ${finding.practice}: ${markdownCode(reason)}`),
    ),
    '',
  ].join('\n');
}
