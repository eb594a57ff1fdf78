import type { ReportHead } from '../model/report.js';
import type { RungChange, Standing } from '../model/rung.js';
import { latestLog, standingLines, stepWords } from '../reports/standing.js';
import { plainText } from '../reports/untrusted.js';
import { useAround } from './around.js';
import { Guards, Rung } from './cards.js';
import { ladderOf } from './ladder.js';

type IndicatorView = ReportHead['indicators'][number];

/** Where an indicator stands: its rung on the ladder, since when, why, and what moves it. */
export function StandingCard({ indicator }: { readonly indicator: IndicatorView }) {
  const { title, standing, log } = indicator;
  if (standing === null) return null;
  return (
    <div class="card standing">
      <h3>{title}</h3>
      <Rung standing={standing} />
      <Ladder standing={standing} log={log} />
      <Guards standing={standing} />
      <details>
        <summary class="plain">Why it stands there, and what moves it</summary>
        <dl>
          {standingLines(indicator).map(({ label, text }) => (
            <div>
              <dt>{label}</dt>
              <dd>{plainText(text)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

interface LadderProps {
  readonly standing: Standing;
  readonly log: readonly RungChange[];
}

/** What each step looks like without colour. */
const STATES = { passed: '■', here: '▶', ahead: '□' } as const;

function Ladder({ standing, log }: LadderProps) {
  return (
    <ol class="ladder" aria-label="The win ladder, from the bottom">
      {ladderOf(standing, log).map(({ state, says, isWin }) => (
        <li class={state} aria-current={state === 'here' ? 'step' : undefined}>
          <span aria-hidden="true">{STATES[state]}</span> {says}
          {isWin ? <small class="quiet"> (a win)</small> : null}
        </li>
      ))}
    </ol>
  );
}

/** The latest rungs that were reached or lost. */
export function Log({ indicator }: { readonly indicator: IndicatorView }) {
  const { say } = useAround();
  const log = latestLog(indicator);
  if (log.length === 0) return null;
  return (
    <>
      <h3>Rungs reached and lost</h3>
      <ul class="entries">
        {log.map((step) => (
          <li>
            <span class="quiet">{say.day(step.start)}</span> <b>{stepWords(step)}</b>
            <p>{plainText(step.reason)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
