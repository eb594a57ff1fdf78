import { rungsByUrgency } from '../reports/coach.js';
import { practiceWords, rungMeaning } from '../reports/summary-practices.js';
import { RUNG_WORDS } from '../reports/words.js';

/** What practices and rungs are, for who reads of them for the first time. */
export const Meanings = () => (
  <details>
    <summary class="plain">What these words mean</summary>
    <dl class="meanings">
      {practiceWords.map(({ title, means }) => (
        <div>
          <dt>{title}</dt>
          <dd>{means}</dd>
        </div>
      ))}
      {rungsByUrgency.map((rung) => (
        <div>
          <dt>{RUNG_WORDS[rung].name}</dt>
          <dd>{rungMeaning(rung)}</dd>
        </div>
      ))}
    </dl>
  </details>
);
