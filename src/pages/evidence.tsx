import type {
  Finding,
  RefactoringFinding,
  ReviewFeedbackFinding,
  TestFirstFinding,
} from '../model/finding.js';
import type { CodeLocation } from '../model/refactoring.js';
import { kindsOf, type ReportRow } from '../model/report.js';
import { commitUrl, linesUrl, pullUrl } from '../reports/forge-links.js';
import { practices } from '../reports/practices.js';
import { place } from '../reports/refactorings.js';
import { BECAME_WORDS, reviewTitle } from '../reports/reviews.js';
import { plainText } from '../reports/untrusted.js';
import { CLASS_WORDS, refactoringWords } from '../reports/words.js';
import { useAround } from './around.js';
import { Link } from './link.js';

/** So many lines of one finding: an import of thousands of files must not make a page of a hundred megabytes. */
const LINES = 60;

type Row = Pick<ReportRow, 'id' | 'number'>;

interface EvidenceProps<Of extends Finding> {
  readonly row: Row;
  readonly finding: Of;
}

/** What a finding rests on: files, lines and commits, then what decided and what was left out. */
export function Evidence({ row, finding }: EvidenceProps<Finding>) {
  const title = practices.find(({ practice }) => practice === finding.practice)?.title ?? finding.practice;
  const { reasons } = finding;
  return (
    <>
      <p class="practice">
        {title} <span class="quiet">{inWords(finding)}</span>
      </p>
      {finding.practice === 'test-first' ? (
        <Units row={row} finding={finding} />
      ) : finding.practice === 'refactoring' ? (
        <Refactorings row={row} finding={finding} />
      ) : (
        <Threads row={row} finding={finding} />
      )}
      {reasons.length === 0 ? null : (
        <details class="why">
          <summary class="plain">What decided, and what was left out</summary>
          <ul>
            {reasons.slice(0, LINES).map((reason) => (
              <li>{plainText(reason)}</li>
            ))}
            <More of={reasons.length} />
          </ul>
        </details>
      )}
    </>
  );
}

/** The finding in a few words. */
function inWords(finding: Finding): string {
  if (finding.practice === 'test-first') return CLASS_WORDS[finding.class];
  if (finding.practice === 'review-feedback') return reviewTitle(finding) ?? CLASS_WORDS['not-applicable'];
  return refactoringWords({ ...finding, kinds: kindsOf(finding.refactorings.map(({ type }) => type)) });
}

function More({ of }: { readonly of: number }) {
  return of > LINES ? <li>and {of - LINES} more</li> : null;
}

function Units({ row, finding: { units } }: EvidenceProps<TestFirstFinding>) {
  if (units.length === 0) return null;
  return (
    <ul class="units">
      {units.slice(0, LINES).map((unit) => (
        <li>
          <span class={`class ${unit.class}`}>{CLASS_WORDS[unit.class]}</span>{' '}
          <File row={row} file={unit.file} />{' '}
          <span class="quiet">
            code in <Commit sha={unit.firstChange} />
          </span>
          {unit.test === null ? null : (
            <>
              {' '}
              · test <File row={row} file={unit.test} />{' '}
              <span class="quiet">
                {unit.firstTest === null ? null : (
                  <>
                    in <Commit sha={unit.firstTest} />
                  </>
                )}
                {unit.linkedBy === null ? '' : `, linked by ${unit.linkedBy}`}
              </span>
            </>
          )}
        </li>
      ))}
      <More of={units.length} />
    </ul>
  );
}

function Refactorings({ row, finding: { refactorings } }: EvidenceProps<RefactoringFinding>) {
  if (refactorings.length === 0) return null;
  return (
    <ul>
      {refactorings.slice(0, LINES).map(({ type, name, before, after, commit }) => (
        <li>
          <b>{type}</b>{' '}
          <code>
            {plainText(name.before === name.after ? name.before : `${name.before} → ${name.after}`)}
          </code>
          : {plainText(place(before))} → <Lines row={row} sha={commit ?? row.id} at={after} />
          {commit === null ? null : (
            <span class="quiet">
              {' '}
              in <Commit sha={commit} />
            </span>
          )}
        </li>
      ))}
      <More of={refactorings.length} />
    </ul>
  );
}

function Threads({ row, finding: { threads } }: EvidenceProps<ReviewFeedbackFinding>) {
  const { forge } = useAround();
  if (threads.length === 0) return null;
  return (
    <ul>
      {threads.slice(0, LINES).map(({ path, line, became, by, resolved }) => (
        <li>
          <Link href={forge === null || row.number === null ? null : `${pullUrl(forge, row.number)}/files`}>
            <code>
              {plainText(path)}
              {line === null ? '' : `:${line}`}
            </code>
          </Link>
          : {BECAME_WORDS[became]}
          {by === null ? null : (
            <>
              {' '}
              in <Commit sha={by} />
            </>
          )}
          {resolved && became !== 'resolved-only' ? ', resolved' : ''}
        </li>
      ))}
      <More of={threads.length} />
    </ul>
  );
}

/** A file as it was when the change came. */
function File({ row, file }: { readonly row: Row; readonly file: string }) {
  const { forge } = useAround();
  return (
    <Link href={forge === null ? null : linesUrl(forge, row.id, { file })}>
      <code>{plainText(file)}</code>
    </Link>
  );
}

function Lines({ sha, at }: { readonly row: Row; readonly sha: string; readonly at: CodeLocation }) {
  const { forge } = useAround();
  return <Link href={forge === null ? null : linesUrl(forge, sha, at)}>{plainText(place(at))}</Link>;
}

export function Commit({ sha }: { readonly sha: string }) {
  const { forge } = useAround();
  return (
    <Link href={forge === null ? null : commitUrl(forge, sha)}>
      <code>{sha.slice(0, 8)}</code>
    </Link>
  );
}
