import type { Finding } from '../model/finding.js';
import type { ReportRow } from '../model/report.js';
import { evidenceOf, referenceOf } from '../reports/change.js';
import { practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { CLASS_WORDS, counted, refactoringWords } from '../reports/words.js';

/** So many changes are shown on a page; the files beside it have all. */
const CHANGES = 200;
/** So many reasons of one change: an import of thousands of files must not make a page of a hundred megabytes. */
const REASONS = 60;

/** The newest changes of a report, each with its evidence. */
export function Changes({ rows }: { readonly rows: readonly ReportRow[] }) {
  if (rows.length === 0) return null;
  const shown = rows.slice(0, CHANGES);
  return (
    <section>
      <h2>Changes</h2>
      <p class="quiet">Newest first. Open one for its evidence.</p>
      {shown.map((row) => (
        <Row row={row} />
      ))}
      {rows.length > shown.length ? (
        <p class="quiet">
          {counted(rows.length - shown.length, 'older change')} not shown here: the CSV has all of them, and{' '}
          <code>holdfast changes</code> their evidence.
        </p>
      ) : null}
    </section>
  );
}

function Row({ row }: { readonly row: ReportRow }) {
  return (
    <details>
      <summary>
        <span class="quiet">{row.mergedAt.slice(0, 10)}</span>
        <span class={`class ${row.class}`}>{CLASS_WORDS[row.class]}</span>
        <span class="title">
          {referenceOf(row)} {plainText(row.title)}
          {row.refactoring.class === 'refactored' ? (
            <small class="refactored quiet"> · {refactoringWords(row.refactoring)}</small>
          ) : null}
        </span>
      </summary>
      <div class="evidence">
        <p class="quiet">
          {counted(row.commits, 'commit')} · <code>{row.id}</code> · the order is{' '}
          {row.orderVisible ? '' : 'not '}visible
        </p>
        {(row.findings ?? []).map((finding) => (
          <Evidence finding={finding} />
        ))}
      </div>
    </details>
  );
}

function Evidence({ finding }: { readonly finding: Finding }) {
  const lines = evidenceOf(finding);
  const title = practices.find(({ practice }) => practice === finding.practice)?.title ?? finding.practice;
  return (
    <>
      <p class="practice">{title}</p>
      <ul>
        {lines.slice(0, REASONS).map((line) => (
          <li>{plainText(line)}</li>
        ))}
        {lines.length > REASONS ? <li>and {lines.length - REASONS} more</li> : null}
      </ul>
    </>
  );
}
