import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyses } from '../src/analyses/index.js';
import { kinds } from '../src/model/refactoring-kinds.js';
import { grammars } from '../src/parsing/grammars/index.js';

const document = (name: string): string => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8');

describe('the documents', () => {
  test('tell every kind of refactoring as the vocabulary does', () => {
    const text = document('docs/refactoring.md');
    for (const { type, counts, sentence, example } of kinds)
      expect(text).toContain(`| \`${type}\` | ${counts ? 'counts' : 'shown'} | ${sentence} | ${example} |`);
  });

  test('tell every indicator', () => {
    const text = ['docs/test-first.md', 'docs/refactoring.md'].map(document).join('\n').replace(/\s+/g, ' ');
    for (const { title } of analyses.flatMap(({ indicators }) => indicators))
      expect(text.toLowerCase()).toContain(title.replace(/^test-first /, '').toLowerCase());
  });

  test('tell every language, and whether it is measured', () => {
    const [, measured = '', other = ''] =
      /Measured on labelled commits([\s\S]*?)\. Supported([\s\S]*?)\n\n/.exec(
        document('docs/refactoring.md'),
      ) ?? [];
    for (const { language, validated } of grammars) expect(validated ? measured : other).toContain(language);
  });
});
