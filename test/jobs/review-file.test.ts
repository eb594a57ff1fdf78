import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ReviewFile } from '../../src/jobs/review-file.js';
import { conversationLine } from '../../src/settings/conversations.js';
import { temporaryFolder } from '../builders.js';
import { madeComment, madeConversation } from '../made-conversations.js';

const saying = (body: string) => madeConversation({ comments: [madeComment({ body, hunk: null })] });

async function read(content: string, numbers: readonly number[]) {
  const path = join(temporaryFolder(), 'reviews.ndjson');
  writeFileSync(path, content);
  const opened = await ReviewFile.open(path);
  if (opened.kind !== 'reviews') return opened;
  const found = [];
  for (const number of numbers) found.push((await opened.reviews.of(number))?.comments[0]?.body ?? null);
  await opened.reviews.close();
  return found;
}

describe('a file of reviews', () => {
  test('has each pull request once, the last line of it', async () => {
    const lines = [
      conversationLine(1, saying('größer\nals')),
      '\n',
      conversationLine(2, saying('two')),
      conversationLine(1, saying('später')),
    ];
    expect(await read(lines.join(''), [1, 2, 3])).toEqual(['später', 'two', null]);
  });

  test('is read in pieces that end anywhere', async () => {
    const long = 'ä'.repeat(100_000);
    const lines = [1, 2, 3].map((number) => conversationLine(number, saying(`${number}${long}`)));
    expect(await read(lines.join(''), [3, 1])).toEqual([`3${long}`, `1${long}`]);
  });

  test('may end in a line that was cut off', async () => {
    const cut = conversationLine(2, saying('two')).slice(0, 100);
    expect(await read(conversationLine(1, saying('one')) + cut, [1, 2])).toEqual(['one', null]);
  });

  test('says all that is wrong, with its line', async () => {
    const content = `{\n${conversationLine(1, saying('one'))}{"schemaVersion": 2}\n`;
    const found = await read(content, []);
    expect(found).toMatchObject({ kind: 'wrong' });
    const problems = 'problems' in found ? found.problems : [];
    expect(problems[0]).toMatch(/^1: expected JSON/);
    expect(problems.some((it) => it.startsWith('3: schemaVersion: expected 1'))).toBe(true);
  });

  test('that is none is said', async () => {
    const folder = temporaryFolder();
    expect(await ReviewFile.open(join(folder, 'none'))).toEqual({
      kind: 'unreadable',
      why: 'cannot be read (ENOENT)',
    });
    expect(await ReviewFile.open(folder)).toMatchObject({ kind: 'unreadable' });
    appendFileSync(join(folder, 'empty'), '');
    expect(await ReviewFile.open(join(folder, 'empty'))).toMatchObject({ kind: 'reviews' });
  });
});
