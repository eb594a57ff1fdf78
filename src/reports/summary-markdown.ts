import type { PracticeSummary, Summary } from './summary.js';
import { moreWords, onePage } from './summary-page.js';
import { markdownCode } from './untrusted.js';
import { RUNG_WORDS } from './words.js';

/** A summary as Markdown, as long as its page. */
export function summaryMarkdown(whole: Summary): string {
  const { summary, leftOut } = onePage(whole);
  const { repository, until, vision, headline, practices, focus, tried, next, unknown, terms } = summary;
  return [
    `# ${markdownCode(repository.name)}: summary`,
    '',
    ...(until === null ? [] : [`Up to the week of ${until}.`, '']),
    ...(vision === null ? [] : [`Vision: ${markdownCode(vision)}`, '']),
    `**${headline}**`,
    '',
    '## Where each practice stands',
    '',
    ...practices.flatMap(practiceMarkdown),
    ...deliveryMarkdown(summary),
    ...section(
      'In focus',
      focus.map(({ name, goal, by, says }) =>
        [
          [
            markdownCode(name),
            goal === null ? '' : `: ${markdownCode(goal)}`,
            by === null ? '' : `, by ${by}`,
          ]
            .join('')
            .concat('.'),
          ...says,
        ].join(' '),
      ),
      leftOut.focus,
    ),
    ...section(
      'What was tried, and what followed',
      tried.map(({ when, kind, title, expected, says }) =>
        [
          `${when}, ${kind}: ${markdownCode(title)}.`,
          expected === null ? '' : `Expected: ${markdownCode(expected)}.`,
          says,
        ]
          .filter(Boolean)
          .join(' '),
      ),
      leftOut.tried,
    ),
    ...section('What needs a decision or help next', next, leftOut.next),
    ...section('What cannot be told', unknown),
    `> ${['Words here.', terms.map(({ term, means }) => `*${term}*: ${means}`).join('; ')].join(' ')}. Nobody is named or ranked.`,
    '',
  ].join('\n');
}

function practiceMarkdown({
  title,
  means,
  rung,
  stands,
  isWin,
  since,
  lasts,
  says,
}: PracticeSummary): string[] {
  const symbol = rung === null ? '' : `${RUNG_WORDS[rung].symbol} `;
  const when = since === null ? '' : ` since ${since}`;
  return [
    `### ${title}: ${symbol}${stands}${isWin ? ' (a win)' : ''}${when}`,
    '',
    `*${means}* Does it last? ${capital(lasts)}.`,
    '',
    says.join(' '),
    '',
  ];
}

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function deliveryMarkdown({ delivery }: Summary): string[] {
  if (delivery === null) return [];
  const { windows, rows, says } = delivery;
  return [
    '## What it costs and brings',
    '',
    `|  | ${windows.join(' | ')} |`,
    `|---|${windows.map(() => '---:').join('|')}|`,
    ...rows.map(({ title, cells }) => `| ${title} | ${cells.join(' | ')} |`),
    '',
    says.join(' '),
    '',
  ];
}

const section = (title: string, lines: readonly string[], leftOut = 0): string[] =>
  lines.length === 0
    ? []
    : [
        `## ${title}`,
        '',
        ...lines.map((line) => `- ${line}`),
        ...(leftOut === 0 ? [] : [`- ${moreWords(leftOut)}`]),
        '',
      ];
