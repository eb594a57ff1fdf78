import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/model/settings.js';
import { parseSettings } from '../../src/settings/index.js';

const indicators = [
  { name: 'test-first.observed', practice: 'test-first' },
  { name: 'refactoring.share', practice: 'refactoring' },
  { name: 'refactoring.tidy', practice: 'refactoring' },
] as const;

/** What is wrong, as `LINE: MESSAGE`. */
const told = (text: string): string[] =>
  parseSettings(text, indicators).problems.map(({ line, message }) => `${line}: ${message}`);

const DAY = 'expected a day as YYYY-MM-DD, from 2000-01-01 to 2099-12-31';
const SHARE = 'expected a share from 0 to 1, or from 0% to 100%';
const LINK = 'expected a link that begins with https://, without a name or a password in it';
const TOP =
  'tests, links, exclude, bots, vision, focus, practices, interventions, experiments, guidance, gate, report, digest';
const PRACTICES = 'test-first, refactoring, review-feedback';

describe('a wrong programme', () => {
  test.each([
    // Types
    ['vision: 3', 'vision: expected a text, got 3'],
    ['vision: [a]', 'vision: expected a text, got ["a"]'],
    ['focus: Billing', 'focus: expected a list, got "Billing"'],
    ['focus: [Billing]', 'focus[0]: expected a map, got "Billing"'],
    ['focus: [{ name: A, paths: "src/**" }]', 'focus[0].paths: expected a list, got "src/**"'],
    ['practices: [test-first]', 'practices: expected a map, got ["test-first"]'],
    ['practices: { test-first: 0.6 }', 'practices.test-first: expected a map, got 0.6'],
    ['interventions:', 'interventions: expected a list, got nothing'],
    ['interventions: { kind: coaching }', 'interventions: expected a list, got {"kind":"coaching"}'],
    ['guidance: [[]]', 'guidance[0]: expected a map, got []'],
    // Days
    ['focus: [{ name: A, paths: [a], by: 20260331 }]', `focus[0].by: ${DAY}, got 20260331`],
    ['focus: [{ name: A, paths: [a], by: 2026 }]', `focus[0].by: ${DAY}, got 2026`],
    ['focus: [{ name: A, paths: [a], by: 2026-02-30 }]', `focus[0].by: ${DAY}, got "2026-02-30"`],
    ['focus: [{ name: A, paths: [a], by: 2027-02-29 }]', `focus[0].by: ${DAY}, got "2027-02-29"`],
    ['focus: [{ name: A, paths: [a], by: 1999-12-31 }]', `focus[0].by: ${DAY}, got "1999-12-31"`],
    ['focus: [{ name: A, paths: [a], by: 2026-3-1 }]', `focus[0].by: ${DAY}, got "2026-3-1"`],
    [
      'focus: [{ name: A, paths: [a], by: 2026-03-01T10:00:00Z }]',
      `focus[0].by: ${DAY}, got "2026-03-01T10:00:00Z"`,
    ],
    ['focus: [{ name: A, paths: [a], by: soon }]', `focus[0].by: ${DAY}, got "soon"`],
    // What is empty, and what is too long
    ['vision: ""', 'vision: expected something that is not empty, got ""'],
    ['vision: "  "', 'vision: expected something that is not empty, got "  "'],
    ['focus: [{ name: "", paths: [a] }]', 'focus[0].name: expected something that is not empty, got ""'],
    ['focus: [{ name: A, paths: [] }]', 'focus[0].paths: expected something that is not empty, got []'],
    ['focus: [{ name: A, paths: [""] }]', 'focus[0].paths[0]: expected something that is not empty, got ""'],
    ['focus: [{ name: A }]', 'focus[0].paths is missing'],
    [`vision: ${'x'.repeat(301)}`, `vision: expected at most 300 characters, got "${'x'.repeat(79)}…`],
    // Shares
    ['practices: { test-first: { target: 1.5 } }', `practices.test-first.target: ${SHARE}, got 1.5`],
    ['practices: { test-first: { target: 60 } }', `practices.test-first.target: ${SHARE}, got 60`],
    ['practices: { test-first: { target: -0.1 } }', `practices.test-first.target: ${SHARE}, got -0.1`],
    ['practices: { test-first: { target: 150% } }', `practices.test-first.target: ${SHARE}, got "150%"`],
    ['practices: { test-first: { target: 100.5% } }', `practices.test-first.target: ${SHARE}, got "100.5%"`],
    ['practices: { test-first: { target: most } }', `practices.test-first.target: ${SHARE}, got "most"`],
    ['practices: { test-first: { target: .nan } }', `practices.test-first.target: ${SHARE}, got NaN`],
    ['practices: { test-first: { target: .inf } }', `practices.test-first.target: ${SHARE}, got Infinity`],
    ['practices: { test-first: { target: true } }', `practices.test-first.target: ${SHARE}, got true`],
    // Links
    ...[
      'http://example.org',
      'javascript:alert(1)',
      'example.org',
      'https://',
      'https://a:b@example.org',
      'https://a b',
    ].map((link) => [
      `guidance: [{ practice: refactoring, title: A, link: '${link}' }]`,
      `guidance[0].link: ${LINK}, got "${link}"`,
    ]),
    // Choices
    [
      'interventions: [{ kind: coach, title: A, date: 2026-01-05 }]',
      'interventions[0].kind: expected one of coaching, training, pairing, policy, got "coach": did you mean coaching?',
    ],
    [
      'guidance: [{ practice: testfirst, title: A }]',
      `guidance[0].practice: expected one of ${PRACTICES}, got "testfirst": did you mean test-first?`,
    ],
    ['guidance: [{ practice: 1, title: A }]', `guidance[0].practice: expected one of ${PRACTICES}, got 1`],
  ])('%s', (text, problem) => {
    expect(told(text)).toEqual([`1: ${problem}`]);
    expect(parseSettings(text, indicators).settings).toEqual(defaultSettings);
  });

  test.each([
    ['visions: A', `visions is unknown here: did you mean vision? There are ${TOP}`],
    [
      'focus: [{ name: A, path: [a], paths: [a] }]',
      'focus[0].path is unknown here: did you mean paths? There are name, paths, goal, by',
    ],
    ['practices: { tdd: {} }', `practices.tdd is unknown here: there are ${PRACTICES}`],
    [
      'practices: { test_first: {} }',
      `practices.test_first is unknown here: did you mean test-first? There are ${PRACTICES}`,
    ],
    [
      'practices: { refactoring: { goal: 1 } }',
      'practices.refactoring.goal is unknown here: there are target, baseline',
    ],
    [
      'practices: { refactoring: { baseline: { form: 2026-01-05 } } }',
      'practices.refactoring.baseline.form is unknown here: did you mean from? There are from, to',
    ],
  ])('%s has an unknown key', (text, problem) => {
    expect(told(text)).toEqual([`1: ${problem}`]);
  });

  test.each([
    ['people: [Ada, Grace]', 'people'],
    ['focus: [{ name: A, paths: [a], owner: Ada }]', 'focus[0].owner'],
    ['interventions: [{ kind: coaching, title: A, date: 2026-01-05, with: [Ada] }]', 'interventions[0].with'],
    ['practices: { test-first: { people: [Ada] } }', 'practices.test-first.people'],
    ['__proto__: 1', '__proto__'],
    ['constructor: 1', 'constructor'],
  ])('%s has no place for people, nor for what is no setting', (text, key) => {
    expect(told(text)).toEqual([
      expect.stringMatching(`^1: ${key.replace(/[[\].]/g, '\\$&')} is unknown here: `),
    ]);
  });

  test('with days in the wrong order', () => {
    expect(
      told(`
practices:
  test-first: { baseline: { from: 2026-03-29, to: 2026-01-05 } }
  refactoring: { baseline: { from: 2026-01-05, to: 2026-01-05 } }
interventions:
  - { kind: training, title: A, from: 2026-01-06, to: 2026-01-05 }
  - { kind: training, title: B, from: 2026-01-06, to: 2026-01-06 }
experiments:
  - { title: A, hypothesis: B, practice: refactoring, start: 2026-03-02, review: 2026-03-01 }
  - { title: B, hypothesis: B, practice: refactoring, start: 2026-03-02, review: 2026-03-02 }
`),
    ).toEqual([
      '3: practices.test-first.baseline.to: expected a day after from (2026-03-29), got "2026-01-05"',
      '4: practices.refactoring.baseline.to: expected a day after from (2026-01-05), got "2026-01-05"',
      '6: interventions[0].to: expected a day not before from (2026-01-06), got "2026-01-05"',
      '9: experiments[0].review: expected a day after start (2026-03-02), got "2026-03-01"',
      '10: experiments[1].review: expected a day after start (2026-03-02), got "2026-03-02"',
    ]);
  });

  test('with more or fewer days than an intervention has', () => {
    expect(
      told(`
interventions:
  - { kind: training, title: A }
  - { kind: training, title: B, from: 2026-01-06 }
  - { kind: training, title: C, to: 2026-01-06 }
  - { kind: training, title: D, date: 2026-01-05, to: 2026-01-06 }
  - { kind: training, title: E, date: 2026-01-05, from: 2026-01-06, to: 2026-01-07 }
`),
    ).toEqual([
      '3: interventions[0].date is missing: give date, or from and to',
      '4: interventions[1].to is missing: give date, or from and to',
      '5: interventions[2].from is missing: give date, or from and to',
      '6: interventions[3].date: expected date alone, or from and to without it, got both',
      '7: interventions[4].date: expected date alone, or from and to without it, got both',
    ]);
  });

  test('with an indicator that is unknown, or of another practice', () => {
    const dates = 'hypothesis: B, start: 2026-03-02, review: 2026-03-03';
    expect(
      told(`experiments:
  - { title: A, practice: refactoring, indicator: refactoring.tidi, ${dates} }
  - { title: B, practice: refactoring, indicator: test-first.observed, ${dates} }
  - { title: C, practice: review-feedback, indicator: refactoring.share, ${dates} }
`),
    ).toEqual([
      '2: experiments[0].indicator: expected one of test-first.observed, refactoring.share, refactoring.tidy, got "refactoring.tidi": did you mean refactoring.tidy?',
      '3: experiments[1].indicator: expected one of refactoring.share, refactoring.tidy, which are of refactoring, got "test-first.observed"',
      '4: experiments[2].indicator: expected none, as review-feedback has no indicator yet, got "refactoring.share"',
    ]);
  });

  test('with names that stand twice', () => {
    const experiment = 'hypothesis: B, practice: refactoring, start: 2026-03-02, review: 2026-03-03';
    expect(
      told(`focus:
  - { name: Billing, paths: [a, b, a] }
  - { name: " billing ", paths: [b] }
interventions:
  - { kind: coaching, title: Session, date: 2026-01-05 }
  - { kind: coaching, title: Session, date: 2026-01-06 }
  - { kind: training, title: session, from: 2026-01-05, to: 2026-01-09 }
experiments:
  - { title: A, ${experiment} }
  - { title: A, ${experiment} }
guidance:
  - { practice: refactoring, title: Begin }
  - { practice: test-first, title: Begin }
  - { practice: refactoring, title: Begin, note: again }
`),
    ).toEqual([
      '2: focus[0].paths[2]: expected what no other has, got "a" as focus[0].paths[0] has',
      '3: focus[1].name: expected what no other has, got " billing " as focus[0].name has',
      '7: interventions[2].title: expected what no other has on 2026-01-05, got "session" as interventions[0].title has',
      '10: experiments[1].title: expected what no other has, got "A" as experiments[0].title has',
      '14: guidance[2].title: expected what no other has for refactoring, got "Begin" as guidance[0].title has',
    ]);
  });

  test('is told all at once, what is wrong between keys too', () => {
    expect(
      told(`vision: 3
focus:
  - { name: A, paths: [a], by: 2026-02-30 }
  - { name: A, paths: b }
practices:
  test-first: { target: 150%, baseline: { from: 2026-03-01, to: 2026-02-01 } }
people: [Ada]
`).map((problem) => problem.replace(/^(\d+: [^ :]+).*/, '$1')),
    ).toEqual([
      '1: vision',
      '3: focus[0].by',
      '4: focus[1].paths',
      '4: focus[1].name',
      '6: practices.test-first.target',
      '6: practices.test-first.baseline.to',
      '7: people',
    ]);
  });

  test.each([
    ['focus', 20],
    ['interventions', 500],
    ['experiments', 100],
    ['guidance', 100],
  ])('with 10,000 %s is told that, and nothing of each', (key, most) => {
    expect(told(`${key}:\n${'- {}\n'.repeat(10_000)}`)).toEqual([
      expect.stringMatching(`^1: ${key}: expected at most ${most} entries, got \\[\\{\\},`),
    ]);
  });

  test('with aliases is told that', () => {
    expect(told('focus:\n  - &a { name: A, paths: [a] }\n  - *a\n')).toEqual([
      '3: aliases (*a) are not allowed: write it out',
    ]);
  });

  test('with a key twice is told that', () => {
    expect(told('vision: A\nfocus: []\nvision: B\n')).toEqual([
      '3: vision stands twice: the first is in line 1',
    ]);
  });

  test('never throws, whatever stands where', () => {
    const keys = ['vision', 'focus', 'practices', 'interventions', 'experiments', 'guidance'];
    const names = [
      'name',
      'paths',
      'by',
      'test-first',
      'baseline',
      'from',
      'to',
      'date',
      'kind',
      'title',
      'start',
      'review',
      'practice',
      'indicator',
      'link',
    ];
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('2026-01-05', '2026-02-30', 'refactoring', '60%'),
    );
    const part = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), leaf),
    );
    const entry = fc.oneof(part, fc.dictionary(fc.constantFrom(...names), part));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), fc.oneof(entry, fc.array(entry, { maxLength: 3 }))),
        (value) => {
          const { settings, problems } = parseSettings(JSON.stringify(value), indicators);
          if (problems.length > 0) expect(settings).toBe(defaultSettings);
          for (const { line, message } of problems) {
            expect(line).toBe(1);
            expect(message).not.toMatch(/undefined|\[object|Invalid input/);
          }
        },
      ),
    );
  });

  test.each(['', 'a: b', '\0', '- ', '? ', '{', 'a:\n\tb', '"\\ud800"', '!!binary x', '%YAML 9.9'])(
    'is a value for every text: %j',
    (text) => {
      expect(() => parseSettings(text, indicators)).not.toThrow();
    },
  );
});
