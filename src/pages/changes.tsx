import type { ReportHead, ReportRow } from '../model/report.js';
import { referenceOf } from '../reports/change.js';
import { commitUrl, pullUrl } from '../reports/forge-links.js';
import { plainText } from '../reports/untrusted.js';
import { CLASS_WORDS, counted, refactoringWords } from '../reports/words.js';
import { changeHref, useAround } from './around.js';
import { Commit, Evidence } from './evidence.js';
import { LessonBox } from './lesson.js';
import { Link } from './link.js';

type Known = Pick<ReportHead, 'examples' | 'guidance'>;

interface RowsProps {
  readonly rows: readonly ReportRow[];
  readonly known: Known;
}

/** Changes, each opening to its evidence. */
export function ChangeRows({ rows, known }: RowsProps) {
  return (
    <>
      {rows.map((row) => (
        <details>
          <summary>
            <RowTitle row={row} />
          </summary>
          <ChangeEvidence row={row} known={known} />
        </details>
      ))}
    </>
  );
}

function RowTitle({ row }: { readonly row: ReportRow }) {
  const { say } = useAround();
  return (
    <>
      <span class="quiet">{say.day(row.mergedAt)}</span>
      <span class={`class ${row.class}`}>{CLASS_WORDS[row.class]}</span>
      <span class="title">
        {referenceOf(row)} {plainText(row.title)}
        {row.refactoring.class === 'refactored' ? (
          <small class="refactored quiet"> · {refactoringWords(row.refactoring)}</small>
        ) : null}
      </span>
    </>
  );
}

interface EvidenceProps {
  readonly row: ReportRow;
  readonly known: Known;
  /** On a page of its own. */
  readonly isAlone?: boolean;
}

/** All that is known of one change, and what there is to learn from where it leaves something open. */
export function ChangeEvidence({ row, known, isAlone = false }: EvidenceProps) {
  const around = useAround();
  const { forge } = around;
  const href =
    forge === null ? null : row.number === null ? commitUrl(forge, row.id) : pullUrl(forge, row.number);
  return (
    <div class="evidence">
      <p class="quiet">
        {counted(row.commits, 'commit')} · <Commit sha={row.id} /> · the order is{' '}
        {row.orderVisible ? '' : 'not '}visible
        {href === null ? null : (
          <>
            {' '}
            · <a href={href}>{row.number === null ? 'the commit' : `pull request #${row.number}`}</a>
          </>
        )}
        {around.path === null || isAlone ? null : (
          <>
            {' '}
            · <Link href={changeHref(around, row.id)}>this change alone</Link>
          </>
        )}
      </p>
      {row.findings === null ? (
        <p class="empty">
          The evidence of older changes is not kept with a report: <code>holdfast changes</code> has all of
          it.
        </p>
      ) : (
        row.findings.map((finding) => (
          <>
            <Evidence row={row} finding={finding} />
            <LessonBox finding={finding} id={row.id} known={known} />
          </>
        ))
      )}
    </div>
  );
}
