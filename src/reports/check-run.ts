import type { Annotation, CheckAction, CheckRun } from '../model/check-run.js';
import type { Examples } from '../model/example.js';
import type { Finding, Practice, RefactoringFinding, TestFirstFinding } from '../model/finding.js';
import type { Judgement } from '../model/judgement.js';
import type { Indicator } from '../model/observation.js';
import type { Trend } from '../model/period.js';
import { kinds } from '../model/refactoring-kinds.js';
import { kindsOf } from '../model/report.js';
import type { Gate, Guidance } from '../model/settings.js';
import { checkEvidence, referenceOf } from './change.js';
import { lessonOf } from './learning.js';
import { place } from './refactorings.js';
import { reviewTitle } from './reviews.js';
import { cutBytes, markdownCode, markdownProse, plainText } from './untrusted.js';
import { CLASS_WORDS, counted, percent, RUNG_WORDS, refactoringWords, sparkline } from './words.js';

/** All that a check is made of. */
export interface CheckInput {
  readonly judgement: Judgement;
  /** Of the repository; the first one of a practice is told. */
  readonly trends: readonly (Indicator & Trend)[];
  readonly vision: string | null;
  readonly guidance: readonly Guidance[];
  /** What the repository's history has to learn from; null where there is no report yet. */
  readonly examples?: Examples | null;
  readonly gate: Gate | null;
  /** What is wrong in the configuration that the change brings. */
  readonly problems: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  /** What else a reader must know: history that is still being read, permissions that are missing. */
  readonly notes: readonly string[];
  /** Where the repository's report is; null where pages are not served. */
  readonly reportUrl: string | null;
  /** False where GitHub could not tell us that a button was pressed. */
  readonly canRecheck: boolean;
}

export const CHECK_NAME = 'Holdfast';

/** GitHub takes so many at once; a second call would make more than anybody reads. */
const ANNOTATIONS = 50;
/** GitHub says 65,535, and not whether of characters or bytes. */
const BYTES = 60_000;
/** GitHub's own. */
const ANNOTATION_TITLE = 255;
/** More of one title is not read in a list of checks. */
const TITLE = 200;

const RECHECK: CheckAction = {
  label: 'Recheck',
  description: 'Judge this pull request once more',
  identifier: 'recheck',
};
const WRONG: CheckAction = {
  label: 'Wrong?',
  description: 'Say that this verdict is not right',
  identifier: 'wrong',
};

/** What a check says of a pull request. */
export function checkRun(input: CheckInput): CheckRun {
  const { judgement, problems, canRecheck } = input;
  const annotations = [...problems.map(problemAnnotation), ...judgement.findings.flatMap(annotationsOf)];
  return {
    name: CHECK_NAME,
    conclusion: failsGate(input) ? 'failure' : 'success',
    title: plainText([...judgement.findings.flatMap(titleOf), ...trendTitle(input.trends)].join(' · ')).slice(
      0,
      TITLE,
    ),
    summary: cutBytes(summaryOf(input), BYTES),
    text: cutBytes(textOf(judgement, annotations.length), BYTES),
    annotations: annotations.slice(0, ANNOTATIONS),
    actions: canRecheck ? [RECHECK, WRONG] : [],
  };
}

/** A change that is not judged, in one honest line: what comes before a colon is the title. */
export function notJudgedCheck(why: string, reportUrl: string | null): CheckRun {
  const [short = why] = why.split(': ', 1);
  return {
    name: CHECK_NAME,
    conclusion: 'neutral',
    title: plainText(`Not judged: ${short}`).slice(0, TITLE),
    summary: cutBytes([`Nothing was judged: ${plainText(why)}.`, ...linkTo(reportUrl)].join('\n'), BYTES),
    text: null,
    annotations: [],
    actions: [RECHECK],
  };
}

/** A merge group is made of pull requests that were judged: it is answered at once, so that no queue waits for us. */
export function mergeGroupCheck(reportUrl: string | null): CheckRun {
  return {
    name: CHECK_NAME,
    conclusion: 'success',
    title: 'Judged on its pull requests',
    summary: ['Each pull request of this merge group has a check of its own.', ...linkTo(reportUrl)].join(
      '\n',
    ),
    text: null,
    annotations: [],
    actions: [],
  };
}

/** Only what is known fails: an order that cannot be seen was perhaps the right one. */
function failsGate({ gate, judgement }: CheckInput): boolean {
  const finding = judgement.findings.find((it): it is TestFirstFinding => it.practice === 'test-first');
  if (gate === null || finding === undefined || finding.class === 'not-applicable') return false;
  if (finding.class === 'untested' || finding.class === 'after') return true;
  return gate === 'first' && finding.class === 'with' && finding.orderVisible;
}

function titleOf(finding: Finding): string[] {
  if (finding.practice === 'test-first') return [testFirstTitle(finding)];
  if (finding.practice === 'refactoring')
    return finding.class === 'refactored' ? [refactoringTitle(finding)] : [];
  return finding.threads.length === 0 ? [] : [reviewTitle(finding) ?? []].flat();
}

function testFirstTitle({ class: name, units, orderVisible }: TestFirstFinding): string {
  if (name === 'not-applicable') return 'test-first: not applicable';
  const first = units.filter((unit) => unit.class === 'first').length;
  if (orderVisible) return `test-first ${first} of ${units.length}`;
  return `test-first: order not visible, tests with ${accompanied(units)} of ${units.length}`;
}

const accompanied = (units: TestFirstFinding['units']): number =>
  units.filter((unit) => unit.class === 'first' || unit.class === 'with').length;

const refactoringTitle = (finding: RefactoringFinding): string =>
  refactoringWords({ ...finding, kinds: kindsOf(finding.refactorings.map(({ type }) => type)) });

function trendTitle(trends: CheckInput['trends']): string[] {
  const standing = trends.find((trend) => trend.standing !== null)?.standing;
  return standing ? [`trend: ${RUNG_WORDS[standing.rung].name}`] : [];
}

function summaryOf(input: CheckInput): string {
  const { vision, problems, notes, judgement, gate, reportUrl } = input;
  return [
    ...(vision === null ? [] : [`> ${markdownProse(vision)}`, '']),
    ...(failsGate(input)
      ? [
          `**This fails the team’s own gate**: \`gate: ${gate}\` in the configuration asks for a test ${gate === 'first' ? 'before' : 'with'} the code.`,
          '',
        ]
      : []),
    ...(problems.length === 0
      ? []
      : [
          `**${counted(problems.length, 'error')} in the configuration** that this change brings: see the annotations.`,
          '',
        ]),
    ...table(judgement.findings, input.trends),
    '',
    ...openLines(judgement.findings),
    ...guidanceFor(input),
    ...lessonLines(input),
    ...notes.map((note) => `- ${markdownProse(note)}`),
    ...linkTo(reportUrl),
  ].join('\n');
}

/** A row a practice; without trends there is nothing to tell of the repository. */
function table(findings: readonly Finding[], trends: CheckInput['trends']): string[] {
  const head = ['practice', 'this change', 'repository', 'rung', 'what would move it up'];
  const rows = [head, head.map(() => '---'), ...findings.map((finding) => summaryRow(finding, trends))];
  const told = findings.some(({ practice }) => trends.some((trend) => trend.practice === practice));
  return rows.map((cells) => `| ${cells.slice(0, told ? head.length : 2).join(' | ')} |`);
}

function summaryRow(finding: Finding, trends: CheckInput['trends']): string[] {
  const trend = trends.find(({ practice }) => practice === finding.practice);
  const standing = trend?.standing ?? null;
  return [
    finding.practice,
    markdownProse(inWords(finding)),
    trend === undefined || trend.n === 0
      ? ''
      : `${percent(trend.x / trend.n)} (${trend.x} of ${trend.n}) ${sparkline(trend.periods.slice(-WEEKS))}`,
    standing === null ? '' : `${RUNG_WORDS[standing.rung].symbol} ${RUNG_WORDS[standing.rung].name}`,
    standing?.up ?? '',
  ];
}

/** So many files are named where there may be thousands; all that have room are annotated. */
const OPEN_NAMED = 5;

/** What somebody may want to do something about, before all that is said of it. */
function openLines(findings: readonly Finding[]): string[] {
  const units = findings.flatMap((finding) => (finding.practice === 'test-first' ? finding.units : []));
  const lines = (
    [
      ['untested', 'No test came with'],
      ['after', 'The test came after'],
    ] as const
  ).flatMap(([name, words]) => {
    const files = units.filter((unit) => unit.class === name).map(({ file }) => markdownCode(file));
    const more = files.length > OPEN_NAMED ? ` and ${files.length - OPEN_NAMED} more` : '';
    return files.length === 0 ? [] : [`- ${words} ${files.slice(0, OPEN_NAMED).join(', ')}${more}.`];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

/** So many periods fit into a cell. */
const WEEKS = 26;

function inWords(finding: Finding): string {
  if (finding.practice === 'refactoring') return refactoringTitle(finding);
  if (finding.practice === 'review-feedback')
    return reviewTitle(finding) ?? finding.reasons[0] ?? CLASS_WORDS['not-applicable'];
  if (finding.class === 'not-applicable') return finding.reasons[0] ?? CLASS_WORDS['not-applicable'];
  const { units, orderVisible } = finding;
  const first = units.filter((unit) => unit.class === 'first').length;
  const tested = `${accompanied(units)} of ${units.length}`;
  return orderVisible
    ? `${first} of ${counted(units.length, 'file')} test first, ${tested} with tests`
    : `order not visible: ${tested} files with tests`;
}

/** The coach's words come where something is open, not as decoration. */
function guidanceFor({ guidance, judgement }: CheckInput): string[] {
  const open = new Set<Practice>(judgement.findings.filter(hasOpen).map(({ practice }) => practice));
  const lines = guidance
    .filter(({ practice }) => open.has(practice))
    .map(({ title, link, note }) => {
      const name = link === null ? markdownProse(title) : `[${inLink(title)}](<${link}>)`;
      return `- ${name}${note === null ? '' : `: ${markdownProse(note)}`}`;
    });
  return lines.length === 0 ? [] : ['From your coach:', '', ...lines, ''];
}

/** The test next to what is open, and a change of the team's own that shows how: the change, and never who made it. */
function lessonLines({ examples = null, judgement }: CheckInput): string[] {
  if (examples === null) return [];
  const lines = judgement.findings.filter(hasOpen).flatMap((finding) => {
    const lesson = lessonOf(finding, { examples, guidance: [] }, judgement.change.id);
    if (lesson === null) return [];
    const { file, test, example, near } = lesson;
    return [
      ...(test === null
        ? []
        : [`- The nearest test to ${markdownCode(file)} is ${markdownCode(test.test)}.`]),
      ...(example === null
        ? []
        : [
            `- A change that shows how: ${referenceOf(example.change)} ${markdownCode(example.change.title)} (${example.why}; ${near}).`,
          ]),
    ];
  });
  return lines.length === 0 ? [] : ['To learn from in your own code:', '', ...lines, ''];
}

const inLink = (title: string): string => plainText(title).replace(/[\\`*_<>[\]#@|!]/g, '\\$&');

const hasOpen = (finding: Finding): boolean =>
  finding.practice === 'test-first' &&
  finding.units.some((unit) => unit.class === 'untested' || unit.class === 'after');

const linkTo = (reportUrl: string | null): string[] =>
  reportUrl === null ? [] : ['', `[All changes, trends and what they are made of](<${reportUrl}>)`];

/** So much evidence of one practice is read; the report has all of it. */
const EVIDENCE = 100;

/** The evidence, one section a practice. */
function textOf({ findings }: Judgement, annotated: number): string {
  return [
    ...(annotated > ANNOTATIONS
      ? [`${counted(annotated - ANNOTATIONS, 'more place')} had no room as annotations.`, '']
      : []),
    ...findings.flatMap((finding) => {
      const lines = checkEvidence(finding).map((line) => `- ${markdownProse(line)}`);
      const more = lines.length - EVIDENCE;
      return [
        `### ${finding.practice}`,
        '',
        ...lines.slice(0, EVIDENCE),
        ...(more > 0 ? [`- and ${counted(more, 'more line')}`] : []),
        '',
      ];
    }),
  ].join('\n');
}

const problemAnnotation = ({ file, line, message }: CheckInput['problems'][number]): Annotation => ({
  path: file,
  startLine: line,
  endLine: line,
  level: 'warning',
  title: 'Error in the configuration',
  message: cutBytes(plainText(message), BYTES),
});

const SENTENCES = new Map(kinds.map(({ type, sentence }) => [type, sentence]));

function annotationsOf(finding: Finding): Annotation[] {
  if (finding.practice === 'test-first')
    return finding.units
      .filter((unit) => unit.class === 'untested' || unit.class === 'after')
      .map((unit) => ({
        path: unit.file,
        startLine: 1,
        endLine: 1,
        level: 'notice',
        title: unit.class === 'untested' ? 'No test with it' : 'The test came after',
        message: cutBytes(
          plainText(
            unit.test === null
              ? 'No test that covers this file changed with it.'
              : `${unit.test} was changed only after this file.`,
          ),
          BYTES,
        ),
      }));
  if (finding.practice === 'refactoring')
    return finding.refactorings.map((it) => ({
      path: it.after.file,
      startLine: it.after.startLine,
      endLine: it.after.endLine,
      level: 'notice',
      title: plainText(
        `${it.type} ${it.name.before === it.name.after ? it.name.before : `${it.name.before} → ${it.name.after}`}`,
      ).slice(0, ANNOTATION_TITLE),
      // Its title says what, this says what that is, and where.
      message: cutBytes(
        `${SENTENCES.get(it.type)}\n${plainText(`${place(it.before)} → ${place(it.after)}`)}`,
        BYTES,
      ),
    }));
  return [];
}
