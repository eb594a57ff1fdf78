import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { conversationLine } from '../../src/settings/conversations.js';
import { type Repo, temporaryFolder } from '../builders.js';
import { madeComment, madeConversation, madeReview, madeThread, reviewer } from '../made-conversations.js';
import { teamRepository } from '../stories.js';
import { holdfast } from './holdfast.js';

const valid = (name: string, value: unknown) => {
  const path = resolve(import.meta.dirname, `../../docs/schema/${name}.schema.json`);
  const check = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')));
  return check(value) ? [] : check.errors;
};

/** Reviews of the team's pull requests 1 and 2: the first has a thread near which its author changed a line. */
function reviewed(): { repo: Repo; file: string } {
  const repo = teamRepository();
  const [first = '', second = ''] = ['beta~1', 'beta'].map((name) => repo.git('rev-parse', name));
  const time = (commit: string) => Number(repo.git('show', '--no-patch', '--format=%ct', commit));
  repo.branch('again', 'beta').commit('Say it otherwise', {
    'test/beta.test.ts': repo.git('show', 'beta:test/beta.test.ts').replace('toBe(2)', 'toEqual(2)'),
  });
  const head = repo.git('rev-parse', 'again');
  repo.checkout('main').merge('Merge pull request #7 from bob/again', ['again'], { author: 'Ada' });
  const merged = time('main');
  const conversation = madeConversation({
    openedAt: time(first),
    readyAt: time(first),
    mergedAt: merged,
    base: repo.git('rev-parse', 'beta~2'),
    head,
    reviews: [madeReview({ at: merged - 10, commit: head, author: reviewer })],
    threads: [
      madeThread({
        path: 'test/beta.test.ts',
        commit: second,
        lines: { first: 5, last: 5 },
        comments: [madeComment({ at: time(second) + 60, hunk: null })],
      }),
    ],
    commits: [],
  });
  const file = join(temporaryFolder(), 'reviews.ndjson');
  writeFileSync(file, conversationLine(7, conversation) + conversationLine(2, madeConversation()));
  return { repo, file };
}

describe('reviews that are known', () => {
  test('are judged with the changes that they are of, in the published shape', () => {
    const { repo, file } = reviewed();
    const { status, stderr, stdout } = holdfast(['changes', repo.path, '--reviews', file]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const changes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(changes.flatMap((change) => valid('change', change))).toEqual([]);
    const found = changes.flatMap(({ change, findings }) =>
      findings
        .filter(({ practice }: { practice: string }) => practice === 'review-feedback')
        .map((finding: object) => ({ number: change.number, ...finding })),
    );
    expect(found).toMatchObject([
      { number: 2, class: 'unreviewed' },
      {
        number: 7,
        class: 'reviewed',
        threads: [{ became: 'line-changed', counts: true, line: 5 }],
      },
    ]);
    expect(stdout).not.toContain(reviewer.key);
  });

  test('are in every format of a report', () => {
    const { repo, file } = reviewed();
    const report = (format: string): string =>
      holdfast(['analyze', repo.path, '--reviews', file, '--format', format]).stdout;
    const json = JSON.parse(report('json'));
    expect(valid('report', json)).toEqual([]);
    expect(json.reviews).toMatchObject({ known: 2, asked: 2, reviewed: { x: 1, n: 2 } });
    expect(json.indicators.map(({ name }: { name: string }) => name)).toContain('review-feedback.uptake');
    for (const format of ['text', 'markdown', 'html'])
      expect(report(format).replace(/<[^>]*>|\s+/g, ' ')).toMatch(/changed near the line 1/);
    expect(report('csv')).toMatch(/,reviewed,1,1,1\r\n/);
  });

  test('say that there are none, once, where none are given', () => {
    const { repo } = reviewed();
    const json = JSON.parse(holdfast(['analyze', repo.path, '--format', 'json']).stdout);
    expect(json.reviews).toBeNull();
    expect(JSON.stringify(json)).not.toContain('review-feedback');
    for (const format of ['text', 'markdown', 'html']) {
      const text = holdfast(['analyze', repo.path, '--format', format]).stdout.replace(/<[^>]*>|\s+/g, ' ');
      expect(text.split('no reviews are known here')).toHaveLength(2);
    }
  });

  test('must be a file of reviews', () => {
    const { repo, file } = reviewed();
    writeFileSync(file, '{"number": 1}\n');
    const wrong = holdfast(['analyze', repo.path, '--reviews', file]);
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/reviews\.ndjson:1: schemaVersion: expected 1/);
    expect(wrong.stderr).toMatch(/is no file of reviews: mend what is named above/);
    expect(holdfast(['changes', repo.path, '--reviews', `${file}.none`]).stderr).toMatch(
      /cannot be read \(ENOENT\): name a file of reviews/,
    );
  });
});
