import type { RepositoryReport } from '../model/report.js';
import type { RungChange, Standing } from '../model/rung.js';
import { latestLog, standingLines, stepWords } from '../reports/standing.js';
import { plainText } from '../reports/untrusted.js';
import { GUARD_WORDS, RUNG_WORDS } from '../reports/words.js';
import { ladderOf } from './ladder.js';

type IndicatorView = RepositoryReport['indicators'][number];

/** Where an indicator stands: its rung on the ladder, since when, why, and what moves it. */
export function StandingCard({ indicator }: { readonly indicator: IndicatorView }) {
  const { title, standing, log } = indicator;
  if (standing === null) return null;
  return (
    <div class="card">
      <h3>{title}</h3>
      <Rung standing={standing} />
      <Ladder standing={standing} log={log} />
      <dl>
        {standingLines(indicator).map(({ label, text }) => (
          <div>
            <dt>{label}</dt>
            <dd>{plainText(text)}</dd>
          </div>
        ))}
        {standing.guards.length === 0 ? null : (
          <div>
            <dt>guards</dt>
            <dd>
              <ul class="guards">
                {standing.guards.map((guard) => (
                  <li>{GUARD_WORDS[guard]}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function Rung({ standing: { rung, since } }: { readonly standing: Standing }) {
  const { name, symbol, isWin } = RUNG_WORDS[rung];
  return (
    <p class="rung">
      <span class="symbol" aria-hidden="true">
        {symbol}
      </span>{' '}
      <b>{name}</b>
      {isWin ? <span class="win"> a win</span> : null}
      {rung === 'no-baseline' ? null : <span class="quiet"> since {since}</span>}
    </p>
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
  const log = latestLog(indicator);
  if (log.length === 0) return null;
  return (
    <>
      <h4>Improvement log</h4>
      <ul class="entries">
        {log.map((step) => (
          <li>
            <span class="quiet">{step.start}</span> <b>{stepWords(step)}</b>
            <p>{plainText(step.reason)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
