import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../builders.js';
import { CLI, holdfast } from './holdfast.js';

const text = (path: string): string => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');
const schema = (name: string) =>
  new Ajv2020({ strict: false }).compile(JSON.parse(text(`docs/schema/${name}.schema.json`)));
const printed = schema('feedback');
const read = schema('feedback-line');

const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const hunk = '@@ -1 +1 @@\n+const total = 1;';

function feedback(input: string, ...args: string[]) {
  const { status, stdout, stderr } = holdfast(['feedback', ...args], { input });
  const values = stdout
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (const value of values) expect([value, printed(value)]).toEqual([value, true]);
  return { status, values, problems: stderr.trimEnd().split('\n').filter(Boolean) };
}

describe('holdfast feedback', () => {
  test('says of each comment what its text says, in the order of the lines', () => {
    const { status, values, problems } = feedback(
      lines(
        { id: 'a', text: 'Rename `total`', diffHunk: hunk, path: 'a.ts' },
        { id: 7, text: 'Why?', more: 1 },
      ),
    );
    expect({ status, problems }).toEqual({ status: 0, problems: [] });
    expect(values).toEqual([
      {
        id: 'a',
        form: 'request',
        substantive: true,
        informative: false,
        actionable: true,
        reasoned: false,
        anchored: true,
        nit: false,
        blocking: null,
        praise: false,
        question: false,
        request: true,
        acknowledgement: false,
      },
      expect.objectContaining({ id: 7, form: 'question' }),
    ]);
  });

  test('says whether the line changed where a later diff is given', () => {
    const comment = { id: 1, text: 'Why?', diffHunk: hunk };
    const { values } = feedback(
      lines(
        { ...comment, laterFileDiff: hunk },
        { ...comment, laterFileDiff: '' },
        { ...comment, diffHunk: null, laterFileDiff: hunk },
        { ...comment, laterFileDiff: null },
      ),
    );
    expect(values.map(({ lineChanged }) => lineChanged)).toEqual([false, true, null, undefined]);
  });

  test('reads a file as it reads standard input; empty lines and line ends do not matter', () => {
    const file = join(temporaryFolder(), 'comments.ndjson');
    writeFileSync(
      file,
      `\uFEFF${JSON.stringify({ id: 1, text: 'Done' })}\r\n\r\n \n${JSON.stringify({ id: 2, text: '' })}`,
    );
    const { status, values } = feedback('', file);
    expect(status).toBe(0);
    expect(values.map(({ id, form }) => [id, form])).toEqual([
      [1, 'acknowledgement'],
      [2, 'unknown'],
    ]);
    expect(feedback(readFileSync(file, 'utf8'), '-').values).toEqual(values);
    expect(feedback('')).toEqual({ status: 0, values: [], problems: [] });
  });

  test('loses no good line to a bad one, and tells every bad one by its number', () => {
    const { status, values, problems } = feedback(
      `{"id": 1, "text": "Why?"}\nnot JSON\n[]\n{"text": "Why?"}\n{"id": 5, "text": 5, "path": true}\n\n{"id": 7, "text": "Why?"}`,
    );
    expect(status).toBe(1);
    expect(values.map(({ id }) => id)).toEqual([1, 7]);
    expect(problems).toEqual([
      expect.stringMatching(/^holdfast: standard input, line 2: expected JSON, got what is none: /),
      'holdfast: standard input, line 3: expected an object, got a list of 0',
      'holdfast: standard input, line 4: id: expected a text or a number, got nothing',
      'holdfast: standard input, line 5: text: expected a text, got 5; path: expected a text, got true',
      expect.stringMatching(/^holdfast: 4 lines of standard input could not be read, all others were: /),
    ]);
  });

  test('tells of bytes that are no text', () => {
    const file = join(temporaryFolder(), 'comments.ndjson');
    writeFileSync(
      file,
      Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(lines({ id: 1, text: 'Why?' }))]),
    );
    const { status, values, problems } = feedback('', file);
    expect([status, values.length]).toEqual([1, 1]);
    expect(problems[0]).toBe(`holdfast: ${file}, line 1: is no UTF-8 text`);
  });

  test('needs a file that can be read, and no more than one', () => {
    const folder = temporaryFolder();
    expect(feedback('', join(folder, 'none')).problems).toEqual([
      `holdfast: ${join(folder, 'none')} does not exist: name a file with comments`,
    ]);
    expect(feedback('', folder)).toMatchObject({
      status: 1,
      problems: [expect.stringMatching(/is a folder/)],
    });
    expect(feedback('', 'a', 'b')).toMatchObject({
      status: 2,
      problems: [expect.stringMatching(/one FILE at most/)],
    });
    expect(feedback('', '--nonsense').status).toBe(2);
  });

  test('answers before its input ends', async () => {
    const child = spawn(process.execPath, [CLI, 'feedback'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(lines({ id: 1, text: 'Why?' }));
    const [first] = await once(child.stdout, 'data');
    expect(JSON.parse(String(first))).toMatchObject({ id: 1 });
    child.stdin.end();
    expect((await once(child, 'close'))[0]).toBe(0);
  });

  test('reads the longest body that GitHub takes, and many comments', () => {
    const long = { id: 1, text: 'please rename this. '.repeat(4000).slice(0, 65_535) };
    expect(feedback(lines(long)).values).toMatchObject([{ id: 1, form: 'request' }]);
    const many = Array.from({ length: 20_000 }, (_, id) => ({ id, text: `Could you rename \`name${id}\`?` }));
    expect(feedback(lines(...many)).values.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
  });
});

describe('docs/review-comments.md', () => {
  test('shows what is printed', () => {
    const [, input = '', output = ''] =
      /```json comments\.ndjson\n([\s\S]*?)```[\s\S]*?```json\n([\s\S]*?)```/.exec(
        text('docs/review-comments.md'),
      ) ?? [];
    expect(
      input
        .trim()
        .split('\n')
        .every((line) => read(JSON.parse(line))),
    ).toBe(true);
    expect(holdfast(['feedback'], { input }).stdout).toBe(output);
  });

  test('tells every key that is printed', () => {
    const { properties } = JSON.parse(text('docs/schema/feedback.schema.json'));
    for (const key of Object.keys(properties))
      expect(text('docs/review-comments.md')).toContain(`\`${key}\``);
    for (const form of properties.form.enum) expect(text('docs/review-comments.md')).toContain(`\`${form}\``);
  });
});
