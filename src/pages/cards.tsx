import type { ReportHead } from '../model/report.js';
import type { Standing } from '../model/rung.js';
import { chartedOf, practices } from '../reports/practices.js';
import { plainText } from '../reports/untrusted.js';
import { GUARD_WORDS, RUNG_WORDS } from '../reports/words.js';
import { useAround } from './around.js';
import { Counted, Figure } from './share.js';
import { Sparkline } from './sparkline.js';

interface CardsProps {
  readonly report: ReportHead;
}

/** A year of weeks: more of them are no line any more in a card. */
const RECENT = 52;

/** A card a practice: where it stands, since when, how it went, and what would move it. */
export function Cards({ report }: CardsProps) {
  return (
    <div class="cards">
      {practices.map((practice) => {
        const [main] = chartedOf(report, practice);
        return (
          <section class="card" aria-label={practice.title}>
            <h2>
              <a href={`#${practice.practice}`}>{practice.title}</a>
            </h2>
            {main === undefined ? (
              <p class="quiet">
                {practice.practice === 'review-feedback'
                  ? 'Not applicable here.'
                  : 'Nothing is known of it yet.'}
              </p>
            ) : (
              <Card indicator={main} />
            )}
          </section>
        );
      })}
    </div>
  );
}

interface CardProps {
  readonly indicator: ReportHead['indicators'][number];
}

function Card({ indicator }: CardProps) {
  const { standing, title, periods } = indicator;
  return (
    <>
      {standing === null ? null : <Rung standing={standing} />}
      <p class="figure">
        <b>
          <Figure of={indicator} />
        </b>{' '}
        {title}
      </p>
      {periods.length === 0 ? null : <Sparkline periods={periods.slice(-RECENT)} />}
      <p class="quiet">
        <Counted of={indicator} />
      </p>
      {standing === null ? null : (
        <>
          <Next standing={standing} />
          <Guards standing={standing} />
        </>
      )}
    </>
  );
}

/** A rung with its symbol, which tells it apart without colour. */
export function Rung({ standing: { rung, since } }: { readonly standing: Standing }) {
  const { say } = useAround();
  const { name, symbol, isWin } = RUNG_WORDS[rung];
  return (
    <p class="rung">
      <span class="symbol" aria-hidden="true">
        {symbol}
      </span>{' '}
      <b>{name}</b>
      {isWin ? <span class="win"> a win</span> : null}
      {rung === 'no-baseline' ? null : <span class="quiet"> since {say.day(since)}</span>}
    </p>
  );
}

/** What would move it: up, or from the highest rung down. */
function Next({ standing: { up, down } }: { readonly standing: Standing }) {
  const says = up ?? down;
  if (says === null) return null;
  return (
    <p>
      <span class="quiet">{up === null ? 'What would take it away:' : 'Next:'}</span> {plainText(says)}
    </p>
  );
}

/** What keeps it from more. */
export function Guards({ standing: { guards } }: { readonly standing: Standing }) {
  if (guards.length === 0) return null;
  return (
    <ul class="guards" aria-label="What stands in the way">
      {guards.map((guard) => (
        <li>{GUARD_WORDS[guard]}</li>
      ))}
    </ul>
  );
}
