import type { ReviewReport } from '../model/review-report.js';
import { DEPTH_GUIDANCE, feedbackGuidance } from '../reports/feedback-guidance.js';
import { depthRows, feedbackCells, reviewLines } from '../reports/reviews.js';
import { periodName } from '../reports/words.js';
import { Scroll } from './scroll.js';

interface ReviewsProps {
  readonly reviews: ReviewReport;
}

/** What is told of review besides its indicators. */
export function Reviews({ reviews }: ReviewsProps) {
  return (
    <>
      <h3>What became of it</h3>
      <ul>
        {reviewLines(reviews).map(({ label, text }) => (
          <li>
            <span class="quiet">{label}:</span> {text}
          </li>
        ))}
      </ul>
      <Depth reviews={reviews} />
      <Feedback reviews={reviews} />
    </>
  );
}

function Depth({ reviews }: ReviewsProps) {
  const rows = depthRows(reviews);
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Depth by size</h3>
      <Scroll label="Depth by size">
        <table>
          <thead>
            <tr>
              <th>size</th>
              <th>reviewed</th>
              <th>with a comment</th>
              <th>depth</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr>
                {cells.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="quiet">
        {DEPTH_GUIDANCE.text} (<a href={DEPTH_GUIDANCE.link}>{DEPTH_GUIDANCE.source}</a>)
      </p>
    </>
  );
}

function Feedback({ reviews: { feedback } }: ReviewsProps) {
  if (feedback.length === 0) return null;
  return (
    <>
      <h3>How feedback is given</h3>
      <ul>
        {feedbackGuidance.map(({ title, text, source, link }) => (
          <li>
            <b>{title}</b>: {text} (<a href={link}>{source}</a>)
          </li>
        ))}
      </ul>
      <details>
        <summary class="plain">The shares by period</summary>
        <Scroll label="The shares by period">
          <table>
            <thead>
              <tr>
                <th>from</th>
                <th class="n">remarks</th>
                {feedbackGuidance.map(({ title }) => (
                  <th class="n">{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {feedback.map((period) => (
                <tr>
                  <td>{periodName(period)}</td>
                  <td class="n">{period.remarks}</td>
                  {feedbackCells(period).map((share) => (
                    <td class="n">{share}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </>
  );
}
