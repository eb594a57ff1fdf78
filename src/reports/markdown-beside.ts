import type { ReportHead } from '../model/report.js';
import { ASSOCIATION, deliveryMeasures, measureWords } from './delivery.js';
import { focusViews } from './focus.js';
import { tableSection } from './markdown-table.js';
import { hypothesisWords, latestTried, triedWhen } from './tried.js';
import { markdownCode } from './untrusted.js';
import { bars } from './words.js';

/** So many rows make a table that is still read. */
const ROWS = 20;
/** So many weeks make a line of bars that is still a line. */
const WEEKS = 52;

/** What stands beside the practices: areas in focus, what was tried, how delivery went, and which files have no test. */
export function besideMarkdown(report: ReportHead): string[] {
  const { interventions, delivery, hotspots } = report;
  return [
    ...tableSection({
      title: 'In focus',
      head: ['area', 'goal', 'where it stands'],
      most: ROWS,
      rows: focusViews(report).map(({ name, goal, lines }) => [
        markdownCode(name),
        markdownCode(goal ?? ''),
        lines.join('<br>'),
      ]),
    }),
    ...tableSection({
      title: 'What was tried',
      head: ['when', 'what', '', 'what came of it'],
      most: ROWS,
      rows: latestTried(interventions).map((outcome) => [
        triedWhen(outcome),
        outcome.kind,
        [outcome.title, hypothesisWords(outcome) ?? ''].map(markdownCode).join(' ').trim(),
        markdownCode(outcome.sentence),
      ]),
    }),
    ...tableSection({
      title: 'Delivery beside it',
      note: ASSOCIATION,
      head: ['measure', 'by week', ''],
      most: ROWS,
      rows: deliveryMeasures(delivery).map((measure) => [
        measure.title,
        bars(measure.values.slice(-WEEKS), measure.most),
        measureWords(measure),
      ]),
    }),
    ...tableSection({
      title: 'Changed often, without a test',
      head: ['file', 'changes', 'with a test'],
      most: ROWS,
      rows: hotspots.map(({ file, changes, tested }) => [
        markdownCode(file),
        String(changes),
        String(tested),
      ]),
    }),
  ];
}
