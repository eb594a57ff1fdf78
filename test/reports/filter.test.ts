import { describe, expect, test } from 'vitest';
import { WHOLE } from '../../src/model/change-query.js';
import { changeQueryFrom, filterFrom, filterWords, queryText } from '../../src/reports/filter.js';
import { viewOf } from '../../src/reports/view.js';
import { gain, madeIndicator, madeReport, monday } from '../made-reports.js';

const area = { name: 'Billing & tax', goal: null, by: null, changes: 3, all: 9 };
const report = madeReport({
  indicators: [madeIndicator(gain(60))],
  focus: [{ ...area, indicators: [madeIndicator({ periods: gain(12).periods })] }],
});

describe('what an address asks for', () => {
  test('is taken where it makes sense, and written the same again', () => {
    const asked = { focus: 'Billing & tax', from: '2026-01-01', to: '2026-06-30' };
    expect(filterFrom(asked, report)).toEqual({ query: asked, problems: [] });
    expect(queryText(asked)).toBe('?focus=Billing+%26+tax&from=2026-01-01&to=2026-06-30');
    expect(Object.fromEntries(new URLSearchParams(queryText(asked)))).toEqual(asked);
    expect(filterWords(asked)).toBe('in focus “Billing & tax”, from 2026-01-01 to 2026-06-30');
    expect(filterFrom({ focus: '', from: '', to: '' }, report)).toEqual({ query: WHOLE, problems: [] });
    expect(queryText(WHOLE)).toBe('');
  });

  test.each([
    [{ focus: 'billing' }, /names no area in focus: there is “Billing & tax”/],
    [{ from: '2026-02-30' }, /from is no day: write it as in from=2026-01-31/],
    [{ to: 'yesterday' }, /to is no day/],
    [{ to: '2026-1-1' }, /to is no day/],
    [{ from: '2026-02-01', to: '2026-01-01' }, /from is later than to/],
  ])('is told where it does not: %j', (asked, words) => {
    const { query, problems } = filterFrom(asked, report);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
    expect(query.focus).toBeNull();
  });

  test('of changes is an indicator, which of its numbers, a class and a page', () => {
    const asked = { indicator: 'test-first.observed', counts: 'x', class: 'first', page: '3' };
    const { query, problems } = changeQueryFrom(asked, report);
    expect(problems).toEqual([]);
    expect(queryText(query)).toBe('?indicator=test-first.observed&counts=x&class=first&page=3');
    const wrong = changeQueryFrom(
      { indicator: '__proto__', counts: 'y', class: 'constructor', page: '1e99', to: 'x' },
      report,
    );
    expect(wrong.problems).toHaveLength(5);
    expect(wrong.query).toEqual({ ...WHOLE, indicator: null, counts: 'n', class: null, page: 1 });
  });
});

describe('a report as a filter shows it', () => {
  const shares = new Map([['test-first.observed', { x: 4, n: 7, lower: 0.2, upper: 0.8 }]]);
  const part = { changes: 9, eligible: 7, shares };

  test('is the report itself where there is none', () => {
    expect(viewOf(report, WHOLE, part)).toBe(report);
  });

  test('has the shares, the periods and the counts of the part, and stands on the ladder as the whole', () => {
    const [whole] = report.indicators;
    const view = viewOf(report, { ...WHOLE, from: monday(10), to: monday(12) }, part);
    const [shown] = view.indicators;
    expect(shown).toMatchObject({ x: 4, n: 7, lower: 0.2, standing: whole?.standing, log: whole?.log });
    expect(shown?.periods.map(({ start }) => start)).toEqual([monday(10), monday(11), monday(12)]);
    expect(view.counts).toMatchObject({ changes: 9, eligible: 7 });
    const [inArea] = viewOf(report, { ...WHOLE, focus: area.name }, part).indicators;
    expect(inArea?.periods).toHaveLength(12);
    expect(inArea?.standing).toBe(whole?.standing);
  });

  test('has nothing where nothing counts in the part', () => {
    const [none] = viewOf(report, { ...WHOLE, to: '2001-01-01' }, { ...part, shares: new Map() }).indicators;
    expect(none).toMatchObject({ x: 0, n: 0, lower: null, upper: null, periods: [] });
  });
});
