import type { ReportHead } from '../model/report.js';
import { filterWords, isWhole, OF_THE_WHOLE } from '../reports/filter.js';
import { plainText } from '../reports/untrusted.js';
import { pageHref, useAround } from './around.js';
import { DAY, type Span } from './span.js';

interface FilterBarProps {
  readonly report: Pick<ReportHead, 'focus'>;
  /** The time of the whole report: what is offered ends with it. */
  readonly span: Span;
}

/** Times that are asked for most. */
const TIMES: readonly (readonly [words: string, days: number])[] = [
  ['3 months', 91],
  ['1 year', 365],
  ['2 years', 730],
];

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Asks for a part of the changes; without a script, by a form. */
export function FilterBar({ report, span }: FilterBarProps) {
  const around = useAround();
  const { path, filter } = around;
  if (path === null) return null;
  const last = span.to - DAY;
  const offered = TIMES.filter(([, days]) => last - days * DAY > span.from);
  return (
    <nav class="filter" aria-label="Which changes">
      <form method="get" action={path}>
        {report.focus.length === 0 ? null : (
          <label>
            In focus{' '}
            <select name="focus">
              <option value="">everything</option>
              {report.focus.map(({ name }) => (
                <option value={name} selected={name === filter.focus}>
                  {plainText(name)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          From <input type="date" name="from" value={filter.from ?? ''} />
        </label>
        <label>
          to <input type="date" name="to" value={filter.to ?? ''} />
        </label>
        <button type="submit">Show</button>
      </form>
      {offered.length === 0 ? null : (
        <p class="times">
          The last{' '}
          {offered.map(([words, days], at) => (
            <>
              {at > 0 ? ' · ' : ''}
              <a href={pageHref(around, { ...filter, from: dateOf(last - days * DAY), to: null }) ?? ''}>
                {words}
              </a>
            </>
          ))}
          {isWhole(filter) ? null : (
            <>
              {' '}
              · <a href={path}>everything</a>
            </>
          )}
        </p>
      )}
    </nav>
  );
}

/** Says which part is shown, and what of the page is of the whole all the same. */
export function FilterSaid() {
  const { filter, say } = useAround();
  if (isWhole(filter)) return null;
  return (
    <p class="note" role="status">
      Shown: {filterWords(filter, say.day)}. {OF_THE_WHOLE}
    </p>
  );
}

/** What of an address makes no sense, and what would. */
export function Problems({ problems }: { readonly problems: readonly string[] }) {
  return (
    <>
      {problems.map((problem) => (
        <p class="note problem" role="alert">
          {plainText(problem)}
        </p>
      ))}
    </>
  );
}
