import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyses } from '../src/analyses/index.js';
import { FAST_LINES } from '../src/analyses/review-feedback/timing.js';
import { NEAR } from '../src/analyses/review-feedback/uptake.js';
import { COMMANDS } from '../src/commands/index.js';
import { kinds } from '../src/model/refactoring-kinds.js';
import { MANY_ROUNDS } from '../src/model/review-feedback.js';
import { grammars } from '../src/parsing/grammars/index.js';
import { BECAME_WORDS } from '../src/reports/reviews.js';
import { GUARD_WORDS, RUNG_WORDS } from '../src/reports/words.js';
import {
  ANCHORED,
  BASELINE,
  CLEAR,
  DORMANT_DAYS,
  EARLY,
  GAIN_PERIODS,
  HOLDING,
  PAUSE_DAYS,
  RECENT,
  RELAPSE,
  RELAPSE_PERIODS,
  SIGNAL_LASTS,
  SUSTAINED,
} from '../src/trends/ladder/thresholds.js';
import { FEWEST_CHANGES, FEWEST_THREADS } from '../src/trends/reviews/collect.js';
import { filled, partsIn } from './bench/document-parts.js';

const document = (name: string): string => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8');

describe('the documents', () => {
  test('tell every kind of refactoring as the vocabulary does', () => {
    const text = document('docs/refactoring.md');
    for (const { type, counts, sentence, example } of kinds)
      expect(text).toContain(`| \`${type}\` | ${counts ? 'counts' : 'shown'} | ${sentence} | ${example} |`);
  });

  test('tell every indicator', () => {
    const text = ['docs/test-first.md', 'docs/refactoring.md', 'docs/review-feedback.md']
      .map(document)
      .join('\n')
      .replace(/\s+/g, ' ');
    for (const { title } of analyses.flatMap(({ indicators }) => indicators))
      expect(text.toLowerCase()).toContain(title.replace(/^test-first /, '').toLowerCase());
  });

  test('tell every indicator of review by its definition, every outcome of a thread, and the bounds of both', () => {
    const text = document('docs/review-feedback.md').replace(/\s+/g, ' ');
    for (const { name, title } of analyses.find((it) => it.practice === 'review-feedback')?.indicators ?? [])
      expect(text).toContain(`| \`${name}\` | ${title} |`);
    for (const [became, words] of Object.entries(BECAME_WORDS))
      expect(text).toContain(`| \`${became}\` | ${words} |`);
    for (const sentence of [
      `within ${NEAR} lines`,
      `more than ${MANY_ROUNDS} rounds`,
      `${FEWEST_CHANGES} changes`,
      `${FEWEST_THREADS} threads`,
      `more than ${FAST_LINES} changed lines`,
    ])
      expect(text).toContain(sentence);
  });

  test('tell every rung and every guard by its name and in words', () => {
    const text = document('docs/trends.md');
    for (const [rung, { name, symbol }] of Object.entries(RUNG_WORDS))
      expect(text).toContain(`| \`${rung}\` | ${symbol} | ${name} |`);
    for (const [guard, words] of Object.entries(GUARD_WORDS))
      expect(text).toContain(`| \`${guard}\` | ${words} |`);
  });

  test('tell what the ladder asks for as the code has it', () => {
    const text = document('docs/trends.md').replace(/\s+/g, ' ');
    for (const sentence of [
      `at least ${BASELINE.periods} periods and ${BASELINE.cases} changes`,
      `${EARLY.periods} periods and ${EARLY.cases} changes`,
      `${HOLDING.periods} periods and ${HOLDING.days} days`,
      `${SUSTAINED.periods} periods and ${SUSTAINED.days} days`,
      `${100 * SUSTAINED.gain} points`,
      `${ANCHORED.periods} periods and ${ANCHORED.days} days`,
      `within ${SIGNAL_LASTS} periods`,
      `first ${GAIN_PERIODS} periods of the gain`,
      `last ${RECENT.periods} periods, and as many more (${RECENT.most} at most) as it takes to hold ${RECENT.cases} changes`,
      `${CLEAR} periods without a concern`,
      `${RELAPSE_PERIODS} periods after`,
      `within ${RELAPSE.periods} periods at most ${100 * RELAPSE.chance}%`,
      `${DORMANT_DAYS} days`,
      `pauses count ${PAUSE_DAYS} days at most`,
    ])
      expect(text).toContain(sentence);
  });

  test('tell every language, and whether it is measured', () => {
    const [, measured = '', other = ''] =
      /Measured on labelled commits([\s\S]*?)\. Supported([\s\S]*?)\n\n/.exec(
        document('docs/refactoring.md'),
      ) ?? [];
    for (const { language, validated } of grammars) expect(validated ? measured : other).toContain(language);
  });
});

const documents = [
  'README.md',
  'src/README.md',
  'test/github/README.md',
  ...readdirSync(resolve(import.meta.dirname, '../docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A heading as GitHub makes an anchor of it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

describe('every document', () => {
  test.each(documents)(
    '%s has the parts that are made from the code as the code has them (npm run docs)',
    (name) => {
      const text = document(name);
      expect(text).toBe(filled(text));
      // A mark that is not understood would never be filled.
      expect(text.match(/<!-- npm run docs/g) ?? []).toHaveLength(partsIn(text).length);
    },
  );

  test.each(documents)('%s leads to nothing that is not there', (name) => {
    const text = document(name).replace(/```[\s\S]*?```/g, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const dead = targets.filter((target) => {
      if (/^<?[a-z]+:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? name : join(dirname(name), path);
      if (!existsSync(resolve(import.meta.dirname, '..', file))) return true;
      if (anchor === undefined) return false;
      const headings = [...document(file).matchAll(/^#+ (.+)$/gm)].map(([, it = '']) => anchorOf(it));
      return !headings.includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  test('is named in the index', () => {
    const index = document('docs/README.md');
    for (const name of readdirSync(resolve(import.meta.dirname, '../docs')))
      if (name !== 'README.md') expect(index).toContain(`](${name})`);
  });
});

describe('what is made from the code', () => {
  const wordsOf = (file: string, part: string): string[] =>
    partsIn(document(file)).flatMap(({ name, words }) => (name === part ? words : []));

  test('tells every indicator once, each with an example and its limits', () => {
    const names = analyses.flatMap(({ indicators }) => indicators.map(({ name }) => name));
    expect(wordsOf('docs/indicators.md', 'indicator')).toEqual(names);
    const [, ...sections] = document('docs/indicators.md').split('<!-- npm run docs: indicator ');
    for (const section of sections)
      expect(section).toMatch(/<!-- end -->\n\n\*\*Example\.\*\* .{20}[\s\S]*\*\*Limits\.\*\* .{20}/);
  });

  test('tells every command once, each with an example', () => {
    expect(wordsOf('docs/commands.md', 'command')).toEqual(Object.keys(COMMANDS));
    const [, ...sections] = document('docs/commands.md').split('<!-- npm run docs: command ');
    for (const [at, name] of Object.keys(COMMANDS).entries())
      expect(sections[at]).toMatch(new RegExp(`<!-- end -->\\n\\n\`\`\`sh\\n[^\`]*holdfast ${name}`));
  });
});
