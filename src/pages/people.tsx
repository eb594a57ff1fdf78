import type { ReportHead } from '../model/report.js';
import { chartedOf, practices } from '../reports/practices.js';
import { peopleWords } from '../reports/standing.js';
import { useAround } from './around.js';

/** How broad each practice is, and how those who came lately fare: shares of groups, and nobody told apart. */
export function People({ report }: { readonly report: ReportHead }) {
  const { say } = useAround();
  const rows = practices.flatMap((practice) => {
    const [main] = chartedOf(report, practice);
    const says = main === undefined || main.standing === null ? null : peopleWords(main);
    return main === undefined || says === null
      ? []
      : [{ practice, says, breadth: main.people?.breadth ?? null }];
  });
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>How broad it is</h2>
      <ul class="areas">
        {rows.map(({ practice, says, breadth }) => (
          <li>
            <h3>{practice.title}</h3>
            {breadth === null ? null : (
              <progress value={breadth} max={1} aria-label={`Taken up by ${say.percent(breadth)}`} />
            )}
            <p>{says}</p>
          </li>
        ))}
      </ul>
      <p class="quiet">
        People with three changes or more in 90 days; nothing is said of fewer than three people.
      </p>
    </section>
  );
}
