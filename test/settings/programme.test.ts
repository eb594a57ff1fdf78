import { describe, expect, test } from 'vitest';
import { defaultSettings, inFocus } from '../../src/model/settings.js';
import { parseSettings } from '../../src/settings/index.js';

const indicators = [
  { name: 'test-first.observed', practice: 'test-first' },
  { name: 'refactoring.share', practice: 'refactoring' },
  { name: 'refactoring.tidy', practice: 'refactoring' },
] as const;

const settingsOf = (text: string) => {
  const { settings, problems } = parseSettings(text, indicators);
  expect(problems).toEqual([]);
  return settings;
};

describe('the programme in holdfast.yml', () => {
  test('has a vision: one line, however it is written', () => {
    expect(settingsOf('vision: >\n  We change any part\n  on any day.\n').vision).toBe(
      'We change any part on any day.',
    );
    expect(settingsOf('vision: "two\\u001b\\tparts"').vision).toBe('two parts');
    expect(settingsOf(`vision: ${'x'.repeat(300)}`).vision).toHaveLength(300);
  });

  test('has named paths with a goal and a day', () => {
    const { focus } = settingsOf(`
focus:
  - { name: Billing, paths: ['src/billing/**', 'src/{tax,fees}.ts'], goal: no change without a test, by: 2027-03-31 }
  - { name: Search, paths: ['src/search/**'] }
`);
    expect(focus).toMatchObject([
      { name: 'Billing', goal: 'no change without a test', by: '2027-03-31' },
      { name: 'Search', goal: null, by: null },
    ]);
    const [billing, search] = focus;
    if (billing === undefined || search === undefined) throw new Error('two areas');
    expect(['src/billing/a/b.ts', 'src/tax.ts', 'src/search/a.ts'].map((it) => inFocus(billing, it))).toEqual(
      [true, true, false],
    );
    expect(inFocus(search, 'src/search/a.ts')).toBe(true);
  });

  test.each([
    ['0', 0],
    ['0.6', 0.6],
    ['.6', 0.6],
    ['1', 1],
    ['60%', 0.6],
    ['"60 %"', 0.6],
    ['12.5%', 0.125],
    ['0%', 0],
    ['100%', 1],
  ])('has targets, as %s', (written, target) => {
    expect(settingsOf(`practices: { test-first: { target: ${written} } }`).practices['test-first']).toEqual({
      target,
      baseline: null,
    });
  });

  test('has baselines, open on either side, whose last day is in them', () => {
    const { practices } = settingsOf(`
practices:
  test-first:
    baseline: { from: 2026-01-05, to: 2026-03-29 }
  refactoring:
    baseline: { to: 2026-12-31 }
  review-feedback:
    baseline: {}
`);
    expect(practices).toEqual({
      'test-first': { target: null, baseline: { from: '2026-01-05', to: '2026-03-30' } },
      refactoring: { target: null, baseline: { from: null, to: '2027-01-01' } },
      'review-feedback': { target: null, baseline: null },
    });
  });

  test('has interventions and experiments, in the order of their days, then as they are written', () => {
    const { interventions } = settingsOf(`
interventions:
  - { kind: policy, title: Squash no more, date: 2026-06-01 }
  - { kind: pairing, title: Pairs rotate, from: 2026-02-02, to: 2026-02-27, practice: test-first }
  - { kind: coaching, title: First session, date: "2026-02-02", practice: test-first }
experiments:
  - title: Tidy first
    hypothesis: Refactorings become commits of their own
    practice: refactoring
    indicator: refactoring.tidy
    start: 2026-03-02
    review: 2026-05-29
  - { title: Short reviews, hypothesis: More is taken up, practice: review-feedback, start: 2026-01-05, review: 2026-04-01 }
`);
    const none = { practice: null, indicator: null, hypothesis: null, review: null };
    expect(interventions).toEqual([
      {
        ...none,
        kind: 'experiment',
        title: 'Short reviews',
        start: '2026-01-05',
        end: '2026-01-05',
        practice: 'review-feedback',
        hypothesis: 'More is taken up',
        review: '2026-04-01',
      },
      {
        ...none,
        kind: 'pairing',
        title: 'Pairs rotate',
        start: '2026-02-02',
        end: '2026-02-27',
        practice: 'test-first',
      },
      {
        ...none,
        kind: 'coaching',
        title: 'First session',
        start: '2026-02-02',
        end: '2026-02-02',
        practice: 'test-first',
      },
      {
        kind: 'experiment',
        title: 'Tidy first',
        start: '2026-03-02',
        end: '2026-03-02',
        practice: 'refactoring',
        indicator: 'refactoring.tidy',
        hypothesis: 'Refactorings become commits of their own',
        review: '2026-05-29',
      },
      { ...none, kind: 'policy', title: 'Squash no more', start: '2026-06-01', end: '2026-06-01' },
    ]);
  });

  test("has the coach's own notes and links", () => {
    expect(
      settingsOf(`
guidance:
  - { practice: test-first, title: Where to begin, link: 'https://example.org:8443/@team/tests?a=1#b' }
  - { practice: refactoring, title: Small steps, note: Commit whenever the tests are green }
`).guidance,
    ).toEqual([
      {
        practice: 'test-first',
        title: 'Where to begin',
        link: 'https://example.org:8443/@team/tests?a=1#b',
        note: null,
      },
      {
        practice: 'refactoring',
        title: 'Small steps',
        link: null,
        note: 'Commit whenever the tests are green',
      },
    ]);
  });

  test('is empty where nothing is said', () => {
    expect(settingsOf('bots: []')).toEqual(defaultSettings);
    expect(defaultSettings).toMatchObject({ vision: null, focus: [], interventions: [], guidance: [] });
  });
});
