import { raw } from 'hono/html';
import type { ReportHead } from '../model/report.js';
import { ASSOCIATION, deliveryMeasures, dipsOf, LEARNING_WEEKS, measureWords } from '../reports/delivery.js';
import { plainText } from '../reports/untrusted.js';
import { useAround } from './around.js';
import { deliveryChart } from './delivery-chart.js';
import { triedMarks } from './marks.js';
import { Scroll } from './scroll.js';
import { type Span, timeOf, WEEK } from './span.js';

/** So many files make a table that is still read. */
const FILES = 20;
/** So many dips are told. */
const DIPS = 5;

interface BesideProps {
  readonly report: ReportHead;
  readonly span: Span;
}

/** How delivery went beside the practices, with the weeks in which people learned. */
export function Delivery({ report: { delivery, interventions }, span }: BesideProps) {
  const { say } = useAround();
  const measures = deliveryMeasures(delivery);
  if (measures.length === 0) return null;
  const dips = dipsOf(delivery, interventions);
  return (
    <section>
      <h2>Delivery beside it</h2>
      <p class="note">{ASSOCIATION}</p>
      <ul>
        {measures.map((measure) => (
          <li>
            {measure.title}: {measureWords(measure)}
          </li>
        ))}
      </ul>
      <div
        class="chart"
        role="img"
        tabindex={0}
        aria-label={`Delivery over ${delivery.length} weeks; the list above says how it is now`}
      >
        {raw(
          deliveryChart(measures, {
            starts: delivery.map(({ start }) => start),
            span,
            marks: triedMarks(interventions),
            learning: dips.map(({ start }) => ({
              from: timeOf(start),
              to: timeOf(start) + LEARNING_WEEKS * WEEK,
            })),
          }),
        )}
      </div>
      {dips.length === 0 ? null : (
        <>
          <h3>While something was learned</h3>
          <p class="quiet">
            Shaded above: the {LEARNING_WEEKS} weeks since each thing that was tried, here as medians against
            the {LEARNING_WEEKS} weeks before it.
          </p>
          <ul>
            {[...dips]
              .sort((a, b) => (a.start < b.start ? 1 : -1))
              .slice(0, DIPS)
              .map(({ title, start, says }) => (
                <li>
                  <b>{plainText(title)}</b> <span class="quiet">{say.day(start)}</span>: {says.join(' · ')}
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Files that are changed again and again without a test: where the next one pays. */
export function Hotspots({ report: { hotspots } }: Pick<BesideProps, 'report'>) {
  const { say } = useAround();
  if (hotspots.length === 0) return null;
  return (
    <section>
      <h2>Changed often, without a test</h2>
      <Scroll label="Changed often, without a test">
        <table>
          <thead>
            <tr>
              <th>file</th>
              <th class="n">changes</th>
              <th class="n">with a test</th>
            </tr>
          </thead>
          <tbody>
            {hotspots.slice(0, FILES).map(({ file, changes, tested }) => (
              <tr>
                <td class="path">
                  <code>{plainText(file)}</code>
                </td>
                <td class="n">{say.number(changes)}</td>
                <td class="n">{say.number(tested)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
