import { describe, expect, test } from 'vitest';
import { practiceNames } from '../../src/model/finding.js';
import type { Rung } from '../../src/model/rung.js';
import { badgeSvg, textWidth } from '../../src/pages/badge.js';
import { badgeJson, badgeOf, UNKNOWN_BADGE } from '../../src/reports/badge.js';
import { overviewOf } from '../../src/reports/overview.js';
import { RUNG_WORDS } from '../../src/reports/words.js';
import { fullReport, madeStanding } from '../made-reports.js';
import { onRungs } from '../made-summaries.js';

const rungs = Object.keys(RUNG_WORDS) as Rung[];
const on = (rung: Rung) => badgeOf(overviewOf(onRungs([rung, rung, rung])), 'test-first');

describe('a badge', () => {
  test('says where a practice stands, and is green only where that is a win', () => {
    for (const rung of rungs) {
      const badge = on(rung);
      expect(badge).toMatchObject({ label: 'test-first', message: RUNG_WORDS[rung].name });
      expect(/green/.test(badge.color)).toBe(RUNG_WORDS[rung].isWin);
    }
  });

  test('is of the practice that was asked for, and says what is not known', () => {
    const overview = overviewOf(fullReport());
    expect(practiceNames.map((practice) => badgeOf(overview, practice).message)).toEqual([
      'sustained',
      'no baseline yet',
      'sustained',
    ]);
    expect(badgeOf({ indicators: [] }, 'refactoring').message).toBe('not known');
    expect(badgeOf(null, 'refactoring').message).toBe('being read');
  });

  test('says that it was so, where nothing has happened for long', () => {
    const [indicator] = overviewOf(fullReport()).indicators;
    if (indicator === undefined) throw new Error('there is no indicator');
    const standing = madeStanding('holding', { guards: ['dormant'] });
    expect(badgeOf({ indicators: [{ ...indicator, standing }] }, 'test-first').message).toBe(
      'holding, quiet now',
    );
  });

  test('has the shape of an endpoint badge as JSON', () => {
    expect(JSON.parse(badgeJson(on('sustained')))).toEqual({
      schemaVersion: 1,
      label: 'test-first',
      message: 'sustained',
      color: 'green',
    });
  });

  test('as SVG is as it was reviewed', async () => {
    await expect(badgeSvg(on('sustained'))).toMatchFileSnapshot('../golden/badge.svg');
  });

  test('as SVG is read aloud, and takes words for words', () => {
    expect(badgeSvg(UNKNOWN_BADGE)).toContain('<title>holdfast: unknown</title>');
    const svg = badgeSvg({ label: '<script>"', message: `a\u202e'&`, color: 'red' });
    expect(svg).not.toMatch(/<script|\u202e|\son\w+=|href|url\(/);
    expect(svg).toContain('&lt;script&gt;&quot;: aU+202E&#39;&amp;');
  });

  test('has room for its words', () => {
    expect(textWidth('iiii')).toBeLessThan(textWidth('oooo'));
    expect(textWidth('oooo')).toBeLessThan(textWidth('MMMM'));
    for (const rung of rungs) {
      const { label, message } = on(rung);
      // Verdana has 5 to 8 px a letter at 11 px.
      for (const text of [label, message]) {
        expect(textWidth(text)).toBeGreaterThanOrEqual(4.6 * text.length);
        expect(textWidth(text)).toBeLessThanOrEqual(8 * text.length);
      }
    }
  });
});
