import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { feature, teamRepository } from '../stories.js';
import { CLI, holdfast } from './holdfast.js';

const schema = (name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../docs/schema/${name}.schema.json`), 'utf8'));
const valid = (name: string, value: unknown) => {
  const ajv = new Ajv2020({ strict: false });
  const check = ajv.compile(schema(name));
  return check(value) ? [] : check.errors;
};

describe('holdfast analyze', () => {
  test.each([
    ['text', 'txt'],
    ['markdown', 'md'],
    ['json', 'json'],
    ['csv', 'csv'],
    ['html', 'html'],
    ['summary', 'summary.md'],
  ])('as %s is as it was reviewed', async (format, end) => {
    const { status, stdout, stderr } = holdfast(['analyze', teamRepository().path, '--format', format]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`../golden/team.${end}`);
  });

  test('gives the same bytes twice, in the published shape', () => {
    const { path } = teamRepository();
    const [one, two] = [1, 2].map(() => holdfast(['analyze', path, '--format', 'json']).stdout);
    expect(one).toBe(two);
    expect(valid('report', JSON.parse(one ?? ''))).toEqual([]);
  });

  test('writes a file whole or not at all', () => {
    const repo = teamRepository();
    const folder = temporaryFolder();
    const out = join(folder, 'report.html');
    expect(holdfast(['analyze', repo.path, '--format', 'html', '--out', out])).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    writeFileSync(out, 'before');
    expect(holdfast(['analyze', join(folder, 'nothing'), '--out', out]).status).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(holdfast(['analyze', repo.path, '--out', join(folder, 'no/such/report.txt')])).toMatchObject({
      status: 1,
    });
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  test('has no name and no address of a person in any format', () => {
    const { path } = teamRepository();
    for (const format of ['text', 'markdown', 'json', 'csv', 'html']) {
      // The middle of a circle has a name that somebody could have.
      const said = holdfast(['analyze', path, '--format', format]).stdout.replace(/ cy="[\d.]+"/g, '');
      expect(said).not.toMatch(/\bAda\b|\bBob\b|\bCy\b|\bDee\b|example\.org/i);
    }
    expect(holdfast(['changes', path]).stdout).not.toMatch(/\bAda\b|\bBob\b|\bCy\b|\bDee\b|example\.org/i);
  });

  test('fits narrow and wide terminals, without colour when piped', () => {
    const { path } = teamRepository();
    for (const width of [30, 60, 100]) {
      const { stdout } = holdfast(['analyze', path], { env: { COLUMNS: String(width) } });
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(stdout).not.toContain('\u001b');
    }
  });
});

describe('holdfast changes', () => {
  test('prints one change a line, in the published shape', () => {
    const { stdout, status } = holdfast(['changes', teamRepository().path]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines).toHaveLength(17);
    expect(lines.flatMap((line) => valid('change', line))).toEqual([]);
  });

  test('can be read by people', () => {
    expect(holdfast(['changes', teamRepository().path, '--format', 'text']).stdout).toMatch(
      /test first +#3 Add delta/,
    );
  });
});

describe('holdfast check', () => {
  test('judges what the branch adds to the default branch', () => {
    const repo = teamRepository();
    repo.branch('work').commit('Test it', feature('omega').tests);
    repo.commit('Add it', feature('omega').code);
    const json = holdfast(['check', '--format', 'json'], { cwd: repo.path });
    expect(json.status).toBe(0);
    const judged = JSON.parse(json.stdout);
    expect(valid('change', judged)).toEqual([]);
    expect(judged).toMatchObject({
      change: { commits: { length: 2 } },
      findings: [
        { practice: 'test-first', class: 'first', orderVisible: true },
        { practice: 'refactoring', class: 'none' },
      ],
    });
    expect(holdfast(['check'], { cwd: repo.path }).stdout).toMatch(
      /^test-first: test first · tests with 1 of 1 files/,
    );
    expect(holdfast(['check', 'HEAD~1..HEAD', '--repo', repo.path, '--format', 'markdown']).stdout).toContain(
      '| `src/omega.ts` |',
    );
  });

  test('says when there is nothing to check', () => {
    const { status, stderr } = holdfast(['check'], { cwd: teamRepository().path });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^holdfast: there is nothing to check.*BASE\.\.HEAD\)\n$/);
  });
});

describe('the command line', () => {
  test('explains itself', () => {
    for (const args of [[], ['--help'], ['help'], ['analyze', '--help']]) {
      const { status, stdout } = holdfast(args);
      expect(status).toBe(0);
      for (const command of ['serve', 'analyze', 'changes', 'check', 'refactorings'])
        expect(stdout).toContain(`holdfast ${command}`);
    }
    const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(holdfast(['--version']).stdout).toBe(`${version}\n`);
  });

  test.each([
    [['nonsense'], /no command "nonsense": there are serve, analyze/],
    [
      ['analyze', '--format', 'pdf'],
      /--format must be one of text, json, markdown, html, csv, summary, got "pdf"/,
    ],
    [['analyze', '--format', 'constructor'], /--format must be one of/],
    [['analyze', '--since', 'yesterday'], /--since must be a day as YYYY-MM-DD, got "yesterday"/],
    [['analyze', '--since', '2026-02-30'], /--since must be a day/],
    [['analyze', '--nonsense'], /nonsense.*Usage: holdfast analyze/],
    [['analyze', 'a', 'b'], /one PATH at most/],
    [['serve', 'a'], /--repo PATH/],
  ])('calls %j wrong usage', (args, words) => {
    const { status, stdout, stderr } = holdfast(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('is built', () => {
    expect(existsSync(CLI)).toBe(true);
  });
});
