import { raw } from 'hono/html';
import type { RepositoryReport } from '../model/report.js';
import { ASSOCIATION, deliveryMeasures, measureWords } from '../reports/delivery.js';
import { focusViews } from '../reports/focus.js';
import { hypothesisWords, latestTried, triedWhen } from '../reports/tried.js';
import { plainText } from '../reports/untrusted.js';
import { deliveryChart } from './delivery-chart.js';
import { triedMarks } from './marks.js';
import type { Span } from './span.js';

/** So many files make a table that is still read. */
const FILES = 20;

interface BesideProps {
  readonly report: RepositoryReport;
  readonly span: Span;
}

/** What stands beside the practices: areas in focus, what was tried, how delivery went, and which files have no test. */
export function Beside({ report, span }: BesideProps) {
  return (
    <>
      <Focus report={report} />
      <Tried report={report} />
      <Delivery report={report} span={span} />
      <Hotspots report={report} />
    </>
  );
}

function Focus({ report }: Pick<BesideProps, 'report'>) {
  const areas = focusViews(report);
  if (areas.length === 0) return null;
  return (
    <section>
      <h2>In focus</h2>
      {areas.map(({ name, goal, lines }) => (
        <>
          <h3>{plainText(name)}</h3>
          {goal === null ? null : <p>{plainText(goal)}</p>}
          <ul>
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}

function Tried({ report: { interventions } }: Pick<BesideProps, 'report'>) {
  if (interventions.length === 0) return null;
  return (
    <section>
      <h2>What was tried</h2>
      <ul class="entries">
        {latestTried(interventions).map((outcome) => {
          const expected = hypothesisWords(outcome);
          return (
            <li>
              <span class="quiet">
                {triedWhen(outcome)} · {outcome.kind}
              </span>{' '}
              <b>{plainText(outcome.title)}</b>
              {expected === null ? null : <p class="quiet">{expected}</p>}
              <p>{plainText(outcome.sentence)}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Delivery({ report: { delivery, interventions }, span }: BesideProps) {
  const measures = deliveryMeasures(delivery);
  if (measures.length === 0) return null;
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
            id: 'delivery',
            starts: delivery.map(({ start }) => start),
            span,
            marks: triedMarks(interventions),
          }),
        )}
      </div>
    </section>
  );
}

function Hotspots({ report: { hotspots } }: Pick<BesideProps, 'report'>) {
  if (hotspots.length === 0) return null;
  return (
    <section>
      <h2>Changed often, without a test</h2>
      <div class="scroll">
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
                <td class="n">{changes}</td>
                <td class="n">{tested}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
