import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InterventionOutcome } from '../../src/model/intervention.js';
import type { Rung } from '../../src/model/rung.js';
import { type Digest, type DigestSource, digest } from '../../src/reports/digest.js';
import { digestIssue, digestMarkdown } from '../../src/reports/digest-markdown.js';
import { madeSource, onRung } from '../made-overviews.js';
import { madeOutcome } from '../made-reports.js';
import { expectNothingLinks } from './nothing-links.js';

const days = { since: '2026-11-19', today: '2026-11-26' };
const step = (from: Rung, to: Rung, start = '2026-11-16', indicator = 'test-first.observed') => ({
  ...{ indicator, start, from, to },
});
const experiment = (over: Partial<InterventionOutcome>): InterventionOutcome =>
  madeOutcome({
    ...{
      kind: 'experiment',
      title: 'Tidy first',
      hypothesis: 'More is tidy',
      start: '2026-08-03',
      end: '2026-08-03',
    },
    ...{ verdict: 'inconclusive', sentence: 'It cannot be told.' },
    ...over,
  });

/** A section by its title: names and texts. */
const told = (of: Digest, title: string): string[] =>
  of.sections
    .find((section) => section.title.startsWith(title))
    ?.items.map(({ name, text }) => `${name}: ${text}`) ?? [];
const one = (source: DigestSource): Digest => digest([source], days);

const everything: readonly DigestSource[] = [
  madeSource('calm', { indicators: [onRung('no-signal')] }),
  madeSource('new', null),
  madeSource('young', { indicators: [onRung('no-baseline')] }),
  madeSource('lost', { indicators: [onRung('relapsed')] }),
  madeSource('slips', { indicators: [onRung('slipping')] }, { steps: [step('sustained', 'slipping')] }),
  madeSource('wins', { indicators: [onRung('sustained')] }, { steps: [step('holding', 'sustained')] }),
  madeSource(
    'climbs',
    { indicators: [onRung('early-win', {}, ['single-champion'])] },
    {
      steps: [step('no-signal', 'early-win')],
    },
  ),
  madeSource(
    'tries',
    {
      indicators: [onRung('holding')],
      interventions: [
        experiment({ review: '2026-11-30' }),
        madeOutcome({ title: 'Pairing with the coach', start: '2026-08-03', end: '2026-08-05' }),
      ],
    },
    { url: null },
  ),
];

describe('the digest', () => {
  test('is as it was reviewed', async () => {
    await expect(digestMarkdown(digest(everything, days))).toMatchFileSnapshot('../golden/digest.md');
  });

  test('tells first what slips, the new before the old, and then what was lost', () => {
    const slips = (name: string, steps: DigestSource['steps']) =>
      madeSource(name, { indicators: [onRung('slipping')] }, { steps });
    const all = [
      madeSource('a', { indicators: [onRung('relapsed')] }),
      slips('b', []),
      slips('c', [step('holding', 'slipping')]),
    ];
    expect(
      told(digest(all, days), 'Help is needed first').map((text) =>
        text.replace('test-first observed: ', '').replace(/\. .*/, '.'),
      ),
    ).toEqual([
      'acme/c: slipping since 2026-11-02, new.',
      'acme/b: slipping since 2026-11-02.',
      'acme/a: relapsed since 2026-11-02.',
    ]);
  });

  test('does not tell for ever of what was lost long ago', () => {
    const standing = { ...onRung('relapsed').standing, since: '2026-01-05' };
    const { sections, asBefore } = one(madeSource('a', { indicators: [onRung('relapsed', { standing })] }));
    expect(sections).toEqual([]);
    expect(asBefore).toEqual(['acme/a']);
  });

  test.each<[string, DigestSource['steps'], string[]]>([
    [
      'two steps at once are one',
      [step('no-signal', 'early-win'), step('early-win', 'holding')],
      ['acme/a: test-first observed: no change detected → holding, in the period from 2026-11-16.'],
    ],
    [
      'a period of four weeks is known when it is over',
      [step('early-win', 'holding', '2026-10-19')],
      ['acme/a: test-first observed: early sign → holding, in the period from 2026-10-19.'],
    ],
    ['what was read only now, and is of long ago, is none', [step('early-win', 'holding', '2026-03-02')], []],
    ['what goes down is none', [step('anchored', 'sustained')], []],
    ['what is not charted is none', [step('no-signal', 'holding', '2026-11-16', 'refactoring.tidy')], []],
  ])('of rungs that were reached: %s', (_, steps, expected) => {
    const source = madeSource('a', { indicators: [onRung('holding')] }, { steps });
    expect(told(one(source), 'Reached since')).toEqual(expected);
  });

  test.each([
    ['2026-11-19', false],
    ['2026-11-20', true],
    ['2026-11-26', true],
    ['2026-12-03', true],
    ['2026-12-04', false],
  ])('an experiment whose review is on %s is to be judged: %s', (review, expected) => {
    const digested = one(madeSource('a', { interventions: [experiment({ review })] }));
    expect(told(digested, 'Experiments to be judged').length).toBe(Number(expected));
  });

  test.each<[InterventionOutcome['verdict'], string, boolean]>([
    ['more-often', '2026-08-03', true],
    ['no-change-detected', '2026-08-03', true],
    ['too-early', '2026-08-03', false],
    ['cannot-tell', '2026-08-03', false],
    ['more-often', '2026-01-05', false],
  ])('of what was tried, %s since %s is told: %s', (verdict, start, expected) => {
    const interventions = [madeOutcome({ verdict, start, end: start })];
    expect(told(one(madeSource('a', { interventions })), 'What followed').length).toBe(Number(expected));
  });

  test('says of what there is too little data, and not where one of the indicators says something', () => {
    const other = onRung('holding', { name: 'test-first.accompanied', title: 'test-accompanied' });
    const of = (indicators: ReturnType<typeof onRung>[]) =>
      told(one(madeSource('a', { indicators })), 'Too little data to say anything');
    expect(of([onRung('no-baseline')])).toHaveLength(1);
    expect(of([onRung('holding', {}, ['dormant'])])).toHaveLength(1);
    expect(of([onRung('no-baseline'), other])).toEqual([]);
    expect(of([])).toEqual(['acme/a: no change that could be judged.']);
  });

  test('of hundreds of repositories stays short, and counts what it leaves out', () => {
    const all = Array.from({ length: 400 }, (_, at) =>
      madeSource(`r${at}`, { indicators: [onRung('slipping')] }),
    );
    const [section] = digest(all, days).sections;
    expect([section?.items.length, section?.leftOut]).toEqual([30, 370]);
    expect(digestIssue(digest(all, days)).body).toContain('- and 370 more');
    const calm = all.map((source) => ({ ...source, overview: null }));
    expect(Buffer.byteLength(digestIssue(digest(calm, days)).body)).toBeLessThan(60_000);
  });

  test('of nothing says so', () => {
    expect(digestMarkdown(digest([], days))).toContain('0 repositories');
  });

  test('tells nobody and links nothing but its own pages, whatever a repository wrote', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '@ada',
        '#1',
        'GH-2',
        'acme/shop#3',
        'https://evil.example',
        '![a](b)',
        '<!--',
        '```',
        '|',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(words, words, words, (name, title, hypothesis) => {
        const interventions = [
          madeOutcome({ title, start: '2026-09-07', end: '2026-09-07' }),
          experiment({ title, hypothesis, review: '2026-11-26' }),
        ];
        const source = madeSource('a', { indicators: [onRung('slipping')], interventions });
        expectNothingLinks(
          digestIssue(digest([source, { ...source, name }], days)).body,
          'https://holdfast.example/r/',
        );
      }),
      { numRuns: 100 },
    );
  });
});
