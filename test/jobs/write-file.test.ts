import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../src/jobs/write-file.js';
import { temporaryFolder } from '../builders.js';

test('a file is written whole, instead of what was there, and nothing else is left', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'report.html');
  writeFileSync(path, 'old');
  await writeWhole(path, ['new', ' text']);
  expect(readFileSync(path, 'utf8')).toBe('new text');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

test('what is no file stays what it is: a pipe, or a device like /dev/null, is written into', async () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const [read] = await Promise.all([readFile(path, 'utf8'), writeWhole(path, 'through the pipe')]);
  expect(read).toBe('through the pipe');
  expect(lstatSync(path).isFIFO()).toBe(true);
});

test('a link stays a link, and what it leads to is written', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'real'), 'old');
  symlinkSync('real', join(folder, 'link'));
  await writeWhole(join(folder, 'link'), 'new');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
});

test('a folder that is not there is told, and nothing is left', async () => {
  const folder = temporaryFolder();
  await expect(writeWhole(join(folder, 'none', 'report'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(writeWhole(folder, 'x')).rejects.toThrow();
  expect(existsSync(join(folder, 'none'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
