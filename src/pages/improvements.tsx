import type { ReportHead } from '../model/report.js';
import { type Improvement, improvementsOf } from '../reports/improvements.js';
import { plainText } from '../reports/untrusted.js';
import { counted } from '../reports/words.js';
import { useAround } from './around.js';

/** So many are read; the older ones are folded. */
const LATEST = 8;
/** More of them are in the JSON. */
const MOST = 100;

/** What was tried and what came of it, and every rung that was reached or lost: one list, newest first. */
export function Improvements({ report }: { readonly report: ReportHead }) {
  const all = improvementsOf(report);
  if (all.length === 0) return null;
  const older = all.slice(LATEST, MOST);
  return (
    <section>
      <h2>Improvement log</h2>
      <Entries of={all.slice(0, LATEST)} />
      {older.length === 0 ? null : (
        <details>
          <summary class="plain">{counted(older.length, 'older entry', 'older entries')}</summary>
          <Entries of={older} />
        </details>
      )}
    </section>
  );
}

function Entries({ of }: { readonly of: readonly Improvement[] }) {
  const { say } = useAround();
  return (
    <ul class="entries">
      {of.map(({ start, end, about, title, expected, outcome, isTried }) => (
        <li>
          <span class="quiet">
            {say.day(start)}
            {end === null ? '' : ` to ${say.day(end)}`} · {isTried ? 'tried: ' : ''}
            {about}
          </span>{' '}
          <b>{plainText(title)}</b>
          {expected === null ? null : <p class="quiet">{expected}</p>}
          <p>{plainText(outcome)}</p>
        </li>
      ))}
    </ul>
  );
}
