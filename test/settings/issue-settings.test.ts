import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/index.js';

const read = (text: string) => parseSettings(text, []);

describe('issues', () => {
  test('there are none unless a repository asks for them', () => {
    const { settings, problems } = read('');
    expect(problems).toEqual([]);
    expect(settings.report).toEqual({ issue: false });
    expect(settings.digest).toEqual({ issue: false, to: null });
  });

  test('are switched on one by one', () => {
    expect(read('report: { issue: true }').settings.report).toEqual({ issue: true });
    expect(read('report: {}').settings.report).toEqual({ issue: false });
    expect(read('digest: { issue: true }').settings.digest).toEqual({ issue: true, to: null });
    expect(read('digest: { to: acme/coaching }').settings.digest).toEqual({
      issue: false,
      to: 'acme/coaching',
    });
  });

  test.each([
    ['report: true', 'report: expected a map, got true'],
    ['report: { issue: yes }', 'report.issue: expected true or false, got "yes"'],
    ['report: { issues: true }', 'report.issues is unknown here: did you mean issue? There is issue'],
    ['digest: { to: acme }', 'digest.to: expected a repository as owner/name, got "acme"'],
    ['digest: { to: acme/.. }', 'digest.to: expected a repository as owner/name, got "acme/.."'],
    ['digest: { to: "@ada/x" }', 'digest.to: expected a repository as owner/name, got "@ada/x"'],
    ['digest: { to: a/b/c }', 'digest.to: expected a repository as owner/name, got "a/b/c"'],
  ])('%s is told as an error', (text, message) => {
    const { settings, problems } = read(text);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(settings.report.issue || settings.digest.issue).toBe(false);
  });
});
