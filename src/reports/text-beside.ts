import type { RepositoryReport } from '../model/report.js';
import { ASSOCIATION, deliveryMeasures, measureWords } from './delivery.js';
import { focusViews } from './focus.js';
import { fit, indented } from './terminal.js';
import { hypothesisWords, latestTried, triedWhen } from './tried.js';
import { plainText } from './untrusted.js';
import { bars, counted } from './words.js';

/** So many files fit on a screen. */
const FILES = 10;

/** What stands beside the practices: areas in focus, what was tried, how delivery went, and which files have no test. */
export function besideText(
  report: RepositoryReport,
  width: number,
  title: (text: string) => string,
): string[] {
  const { interventions, delivery, hotspots } = report;
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title(fit(name, width)), ...lines];
  const measures = deliveryMeasures(delivery);
  return [
    ...section(
      'In focus',
      focusViews(report).flatMap(({ name, goal, lines }) => [
        ...indented(plainText(goal === null ? name : `${name}: ${goal}`), width, ''),
        ...lines.flatMap((line) => indented(line, width, '  ', '    ')),
      ]),
    ),
    ...section(
      'What was tried',
      latestTried(interventions).flatMap((outcome) => [
        ...indented(`${triedWhen(outcome)}  ${outcome.kind}: ${plainText(outcome.title)}`, width, ''),
        ...indented(plainText(outcome.sentence), width, '  '),
        ...[hypothesisWords(outcome)].flatMap((it) => (it === null ? [] : indented(it, width, '  '))),
      ]),
    ),
    ...section(
      'Delivery beside it',
      measures.length === 0
        ? []
        : [
            ...indented(ASSOCIATION, width, ''),
            ...measures.flatMap((measure) => [
              ...indented(`${measure.title}: ${measureWords(measure)}`, width, ''),
              `  ${bars(measure.values.slice(-(width - 2)), measure.most)}`,
            ]),
          ],
    ),
    ...section(
      'Changed often, without a test',
      hotspots
        .slice(0, FILES)
        .flatMap(({ file, changes, tested }) =>
          indented(`${plainText(file)}: ${counted(changes, 'change')}, ${tested} with a test`, width, ''),
        ),
    ),
  ];
}
