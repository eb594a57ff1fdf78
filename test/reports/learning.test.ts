import { describe, expect, test } from 'vitest';
import type { ExemplaryChange, NearTest } from '../../src/model/example.js';
import type { Finding, TestFirstFinding } from '../../src/model/finding.js';
import { commitUrl, linesUrl, pullUrl } from '../../src/reports/forge-links.js';
import { lessonOf } from '../../src/reports/learning.js';

const reference = (id: string) => ({
  id,
  number: 7,
  title: `Change ${id}`,
  mergedAt: '2026-01-05T00:00:00.000Z',
});
const example = (folder: string, id = folder): ExemplaryChange => ({
  practice: 'test-first',
  folder,
  file: `${folder}/x.ts`,
  change: reference(id),
  why: 'its tests came before the code',
});
const nearTest = (folder: string): NearTest => ({
  folder,
  file: `${folder}/x.ts`,
  test: `${folder}/x.test.ts`,
  change: reference(folder),
});
const guidance = { practice: 'test-first', title: 'The kata', link: null, note: null } as const;

const open = (file: string, over: Partial<TestFirstFinding> = {}): Finding => ({
  practice: 'test-first',
  class: 'untested',
  orderVisible: true,
  stacked: false,
  reasons: [],
  units: [{ file, class: 'untested', firstChange: 'a', firstTest: null, test: null, linkedBy: null }],
  ...over,
});

const known = {
  examples: {
    changes: [example('src/new'), example('src/billing/tax'), example('src/billing')],
    tests: [nearTest('src/billing'), nearTest('lib')],
  },
  guidance: [guidance, { ...guidance, practice: 'refactoring' as const }],
};

describe('what there is to learn from', () => {
  test('is what is nearest to the file, with why', () => {
    const lesson = lessonOf(open('src/billing/invoice.ts'), known, 'me');
    expect(lesson?.example?.folder).toBe('src/billing');
    expect(lesson?.near).toBe('the newest in the same folder');
    expect(lesson?.test?.test).toBe('src/billing/x.test.ts');
    expect(lesson?.guidance).toEqual([guidance]);
  });

  test('is the newest where nothing is in the same folder', () => {
    const near = lessonOf(open('src/other/a.ts'), known, 'me');
    expect(near).toMatchObject({ near: 'the newest near it', example: { folder: 'src/new' } });
    const far = lessonOf(open('tools/a.ts'), known, 'me');
    expect(far).toMatchObject({ near: 'the newest here', example: { folder: 'src/new' } });
  });

  test('is never the change itself', () => {
    expect(lessonOf(open('src/billing/a.ts'), known, 'src/billing')?.example?.folder).toBe('src/billing/tax');
  });

  test('is nothing where nothing is open, or nothing is known', () => {
    expect(lessonOf(open('src/a.ts', { class: 'first', units: [] }), known, 'me')).toBeNull();
    const nothing = { examples: { changes: [], tests: [] }, guidance: [] };
    expect(lessonOf(open('src/a.ts'), nothing, 'me')).toBeNull();
  });
});

describe('addresses on a forge', () => {
  const forge = 'https://github.example/acme/shop';
  test('are of a pull request, a commit, a file and its lines', () => {
    expect(pullUrl(forge, 12)).toBe(`${forge}/pull/12`);
    expect(commitUrl(forge, 'abc')).toBe(`${forge}/commit/abc`);
    expect(linesUrl(forge, 'abc', { file: 'src/a b#?.ts' })).toBe(`${forge}/blob/abc/src/a%20b%23%3F.ts`);
    expect(linesUrl(forge, 'abc', { file: 'a.ts', startLine: 10, endLine: 20 })).toMatch(/#L10-L20$/);
    expect(linesUrl(forge, 'abc', { file: 'a.ts', startLine: 10, endLine: 10 })).toMatch(/#L10$/);
  });
});
