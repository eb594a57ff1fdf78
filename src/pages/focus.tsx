import type { ReportHead } from '../model/report.js';
import { focusViews } from '../reports/focus.js';
import { plainText } from '../reports/untrusted.js';
import { changesHref, pageHref, useAround } from './around.js';
import { Link } from './link.js';

/** The areas that the team has put into focus: how much of its work went there, and where each practice stands in it. */
export function Focus({ report }: { readonly report: ReportHead }) {
  const around = useAround();
  const { say, filter } = around;
  const views = focusViews(report);
  if (views.length === 0) return null;
  return (
    <section>
      <h2>In focus</h2>
      <ul class="areas">
        {report.focus.map(({ name, goal, by, changes, all }, at) => (
          <li>
            <h3>
              <Link href={pageHref(around, { ...filter, focus: name })}>{plainText(name)}</Link>
            </h3>
            {goal === null && by === null ? null : (
              <p>
                {goal === null ? '' : plainText(goal)}
                {by === null ? '' : `${goal === null ? '' : ', '}by ${say.day(by)}`}
              </p>
            )}
            <progress
              value={changes}
              max={Math.max(1, all)}
              aria-label={`Share of changes in ${plainText(name)}`}
            />
            <p>
              <b>{say.percent(all === 0 ? 0 : changes / all)}</b> of all changes:{' '}
              <Link href={changesHref(around, { focus: name, from: null, to: null })}>
                {say.number(changes)}
              </Link>{' '}
              of {say.number(all)} touched it
            </p>
            <details>
              <summary class="plain">Where the practices stand there</summary>
              <ul>
                {views[at]?.lines.slice(1).map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
