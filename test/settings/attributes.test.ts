import { describe, expect, test } from 'vitest';
import { parseAttributes } from '../../src/settings/attributes.js';

/** What the attributes say of a path, in the words of a report. */
function said(text: string, path: string): Record<string, boolean | null> {
  const all = parseAttributes(text).filter(({ pattern }) => pattern.matches(path));
  return Object.fromEntries(all.map(({ why, holds }) => [why, holds]));
}

describe('what .gitattributes says to linguist', () => {
  test.each([
    ['*.pb.ts linguist-generated', 'src/deep/a.pb.ts', { generated: true }],
    ['*.pb.ts linguist-generated=true', 'a.pb.ts', { generated: true }],
    ['src/api/** linguist-generated', 'src/api/v1/a.ts', { generated: true }],
    ['/dist/*.js linguist-vendored', 'dist/a.js', { vendored: true }],
    ['site/** text eol=lf linguist-documentation', 'site/a.ts', { documentation: true }],
    ['vendor/** -linguist-vendored', 'vendor/a.js', { vendored: false }],
    ['vendor/** linguist-vendored=false', 'vendor/a.js', { vendored: false }],
    ['*.ts linguist-generated\nsrc/*.ts -linguist-generated', 'src/a.ts', { generated: false }],
    ['*.ts linguist-generated\nsrc/a.ts !linguist-generated', 'src/a.ts', { generated: null }],
    ['{{name}}/** linguist-vendored', '{{name}}/a.py', { vendored: true }],
    ['a,b.ts linguist-generated', 'a,b.ts', { generated: true }],
  ])('in %j holds for %s: %j', (text, path, expected) => {
    expect(said(text, path)).toEqual(expected);
  });

  test.each([
    ['/dist/*.js linguist-vendored', 'packages/dist/a.js'],
    ['dist/*.js linguist-vendored', 'dist/deep/a.js'],
    ['# *.ts linguist-generated', 'a.ts'],
    ['*.ts diff=evil filter=evil text', 'a.ts'],
    ['[attr]linguist-generated linguist-generated', 'a.ts'],
  ])('in %j says nothing of %s', (text, path) => {
    expect(said(text, path)).toEqual({});
  });

  test('is bounded, and never fails', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `f${at}.ts linguist-generated`).join('\n');
    expect(parseAttributes(many).length).toBeLessThanOrEqual(1000);
    for (const odd of [
      '',
      '\0',
      '"quoted',
      '* ',
      `${'*'.repeat(10_000)} linguist-generated`,
      '\\ linguist-generated',
      '}{ linguist-generated',
    ])
      expect(() => parseAttributes(odd)).not.toThrow();
  });
});
