import type { Finding } from '../model/finding.js';
import type { ReportHead } from '../model/report.js';
import { referenceOf } from '../reports/change.js';
import { linesUrl } from '../reports/forge-links.js';
import { lessonOf } from '../reports/learning.js';
import { plainText } from '../reports/untrusted.js';
import { changeHref, useAround } from './around.js';
import { Link } from './link.js';

interface LessonProps {
  readonly finding: Finding;
  /** The change that it is of. */
  readonly id: string;
  readonly known: Pick<ReportHead, 'examples' | 'guidance'>;
}

/** Where something is open: the test next to it, a change of the team's own that shows the way, and the coach's words. */
export function LessonBox({ finding, id, known }: LessonProps) {
  const around = useAround();
  const lesson = lessonOf(finding, known, id);
  if (lesson === null) return null;
  const { file, test, example, near, guidance } = lesson;
  const { say, forge } = around;
  return (
    <div class="lesson" role="note" aria-label="To learn from">
      {test === null ? null : (
        <p>
          Nearest test to <code>{plainText(file)}</code>:{' '}
          <Link href={forge === null ? null : linesUrl(forge, test.change.id, { file: test.test })}>
            <code>{plainText(test.test)}</code>
          </Link>{' '}
          <span class="quiet">
            (covers <code>{plainText(test.file)}</code>, last seen in{' '}
            <Link href={changeHref(around, test.change.id)}>{referenceOf(test.change)}</Link>)
          </span>
        </p>
      )}
      {example === null ? null : (
        <p>
          A change that shows how:{' '}
          <Link href={changeHref(around, example.change.id)}>
            {referenceOf(example.change)} {plainText(example.change.title)}
          </Link>{' '}
          <span class="quiet">
            ({say.day(example.change.mergedAt)}: {example.why}; {near})
          </span>
        </p>
      )}
      {guidance.map(({ title, link, note }) => (
        <p>
          From your coach: <Link href={link}>{plainText(title)}</Link>
          {note === null ? '' : `: ${plainText(note)}`}
        </p>
      ))}
    </div>
  );
}
