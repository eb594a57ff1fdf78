import { describe, expect, test } from 'vitest';
import type { CodeLocation } from '../../src/model/refactoring.js';
import { grammars } from '../../src/parsing/grammars/index.js';
import { cases, counting, type Fixture, read, reading, type Texts, told } from './contract.js';
import { languages } from './languages/index.js';

async function holds({ before, after, expected }: Fixture): Promise<void> {
  const found = await counting(before, after);
  expect(found.map(told).sort()).toEqual([...expected].sort());
  for (const { name, before: from, after: to } of found) {
    expect(line(before, from)).toContain(name.before);
    expect(line(after, to)).toContain(name.after);
  }
}

const line = (texts: Texts, { file, startLine }: CodeLocation): string | undefined =>
  texts[file]?.split('\n')[startLine - 1];

async function errors(texts: Texts): Promise<boolean[]> {
  const all = Object.entries(texts).map(async ([path, text]) => (await read(path, text)).hasErrors);
  return Promise.all(all);
}

const isBroken = (name: string): boolean => name === 'rename beside a part that is broken';

for (const { language, reads, cases: fixtures, own = {} } of languages) {
  describe(language, () => {
    test('says what is declared, taken, derived from, imported and commented', async () => {
      expect(await reading(reads.path, reads.text)).toEqual(reads);
    });

    for (const [name, fixture] of Object.entries({ ...fixtures, ...own })) {
      if ('why' in fixture) {
        test.skip(`${name}: ${fixture.why}`);
        continue;
      }
      test(name, () => holds(fixture));
      test(`${name}: read ${isBroken(name) ? 'with' : 'without'} errors`, async () => {
        for (const texts of [fixture.before, fixture.after]) {
          expect(await errors(texts)).toEqual(Object.keys(texts).map(() => isBroken(name)));
        }
      });
    }

    const { path, text } = reads;
    test.each<[string, Texts, Texts]>([
      ['an empty file before', { [path]: '' }, { [path]: text }],
      ['an empty file after', { [path]: text }, { [path]: '' }],
      ['no file before', {}, { [path]: text }],
      ['no file after', { [path]: text }, {}],
      ['nothing at all', { [path]: '' }, { [path]: '' }],
      ['only lines without words more', { [path]: text }, { [path]: `${text}\n\n` }],
      ['other ends of lines', { [path]: text }, { [path]: text.replaceAll('\n', '\r\n') }],
    ])('finds nothing between %s and the other version', async (_, before, after) => {
      expect(await counting(before, after)).toEqual([]);
    });
  });
}

describe('the table of grammars', () => {
  test('has no language without fixtures', () => {
    expect(grammars.map(({ language }) => language).sort()).toEqual(
      languages.map(({ language }) => language).sort(),
    );
  });

  test('has each ending once', () => {
    const endings = grammars.flatMap((grammar) => grammar.endings);
    expect(endings).toEqual([...new Set(endings)]);
  });

  test('says what was measured', () => {
    expect(grammars.filter(({ validated }) => validated).map(({ language }) => language)).toEqual([
      'TypeScript',
      'TSX',
      'JavaScript',
      'Java',
      'Python',
      'Kotlin',
    ]);
  });

  test.each(languages.map(({ language, cases: fixtures }) => [language, fixtures] as const))(
    '%s shows most cases',
    (_, fixtures) => {
      expect(cases.filter((name) => 'why' in fixtures[name]).length).toBeLessThanOrEqual(3);
    },
  );
});
