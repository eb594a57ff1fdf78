import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../src/model/intervention.js';
import { readRecorded, type WrittenIntervention } from '../../src/settings/recorded.js';

const indicators = [{ name: 'test-first.observed', practice: 'test-first' }] as const;
const coaching: WrittenIntervention = {
  kind: 'coaching',
  title: 'Pairing on billing',
  start: '2026-04-06',
  end: '',
  practice: '',
  hypothesis: '',
  review: '',
};
const experiment: WrittenIntervention = {
  ...coaching,
  kind: 'experiment',
  practice: 'test-first',
  hypothesis: 'More tests come first',
  review: '2026-07-06',
};
const read = (over: Partial<WrittenIntervention>, others: readonly Intervention[] = []) =>
  readRecorded({ ...coaching, ...over }, others, indicators);
const problems = (over: Partial<WrittenIntervention>, others: readonly Intervention[] = []) => {
  const result = read(over, others);
  return result.kind === 'wrong' ? result.problems.map(({ field, message }) => `${field} | ${message}`) : [];
};

describe('what is recorded by a form', () => {
  test('is an intervention as the file has it', () => {
    const plain = { practice: null, indicator: null, hypothesis: null, review: null };
    const { title, start } = coaching;
    expect(read({})).toEqual({
      kind: 'read',
      intervention: { kind: 'coaching', title, start, end: start, ...plain },
    });
    expect(read({ end: '2026-04-10', practice: 'refactoring', title: ' Pairing  on\nbilling ' })).toEqual({
      kind: 'read',
      intervention: { kind: 'coaching', title, start, end: '2026-04-10', ...plain, practice: 'refactoring' },
    });
    expect(read(experiment)).toEqual({
      kind: 'read',
      intervention: {
        ...{ kind: 'experiment', title, start, end: start, indicator: null },
        ...{ practice: 'test-first', hypothesis: 'More tests come first', review: '2026-07-06' },
      },
    });
  });

  test('says all that is wrong, by field', () => {
    expect(problems({ title: '', start: '2026-02-30', practice: 'tests', kind: 'party' })).toEqual([
      'kind | kind: expected one of coaching, training, pairing, policy, got "party"',
      'title | title is missing',
      'start | first day: expected a day as YYYY-MM-DD, from 2000-01-01 to 2099-12-31, got "2026-02-30"',
      'practice | practice: expected one of test-first, refactoring, review-feedback, got "tests"',
    ]);
    expect(problems({ end: '2026-04-01' })).toEqual([
      'end | last day: expected a day not before from (2026-04-06), got "2026-04-01"',
    ]);
    expect(problems({ ...experiment, practice: '', hypothesis: '', review: '2026-04-06' })).toEqual([
      'hypothesis | hypothesis is missing',
      'practice | practice is missing',
      'review | review day: expected a day after start (2026-04-06), got "2026-04-06"',
    ]);
    expect(problems({ start: '' })).toEqual(['start | first day is missing']);
  });

  test('names no person, as far as that can be told', () => {
    for (const title of ['Pairing with @ada', 'Asked ada@example.org', '(@ada-l)'])
      expect(problems({ title })).toEqual([
        'title | title: it has an @, as names and addresses of people do, and Holdfast keeps none of them: say what was done, and in which code',
      ]);
    expect(problems({ ...experiment, hypothesis: 'as @ada said' })).toHaveLength(1);
    expect(problems({ title: 'Five a day @ noon' })).toEqual([]);
  });

  test('is not what is there already', () => {
    const result = read({});
    if (result.kind === 'wrong') throw new Error('it is right');
    expect(problems({ title: 'pairing on  BILLING' }, [result.intervention])).toEqual([
      'title | title: expected what no other has on 2026-04-06, got "pairing on  BILLING", and one that is there already has it',
    ]);
    expect(problems({ start: '2026-04-07' }, [result.intervention])).toEqual([]);
    expect(problems(experiment, [result.intervention])).toEqual([]);
  });

  test('is refused where there are too many', () => {
    const result = read({});
    if (result.kind === 'wrong') throw new Error('it is right');
    const many = Array.from({ length: 500 }, (_, at) => ({ ...result.intervention, title: `One of ${at}` }));
    expect(problems({}, many)).toEqual([
      'title | there are 500 already, and no repository keeps more: take some away first',
    ]);
  });
});
