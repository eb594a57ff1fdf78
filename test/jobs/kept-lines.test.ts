import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KeptLines } from '../../src/jobs/kept-lines.js';
import { temporaryFolder } from '../builders.js';

const place = { repository: '/some/where', kind: 'things', version: 'one' };
const kept = (folder: string, over: Partial<typeof place> = {}) =>
  new KeptLines({ folder, ...place, ...over });
const only = (folder: string): string => join(folder, readdirSync(folder)[0] ?? '');

test('what is kept is there the next time, whatever is in it', () => {
  const folder = join(temporaryFolder(), 'not', 'made', 'yet');
  const values = new Map<string, unknown>([
    ['a', { text: 'Größe\ttab\nline "quoted" 🙂' }],
    ['b', 'x'.repeat(3_000_000)],
    ['c', 7],
    ['d', null],
    ['e', []],
  ]);
  const one = kept(folder);
  for (const [key, value] of values) one.set(key, value);
  one.close();
  const other = kept(folder);
  for (const [key, value] of values) expect(other.get(key)).toEqual(value);
  expect(other.get('f')).toBeUndefined();
  other.close();
  expect(statSync(only(folder)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('many lines are found, wherever a piece of the file ends, and the later of two', () => {
  const folder = temporaryFolder();
  const one = kept(folder);
  for (let at = 0; at < 30_000; at++) one.set(`key${at}`, { at, more: 'm'.repeat(at % 97) });
  one.set('key7', 'again');
  one.close();
  const other = kept(folder);
  for (let at = 0; at < 30_000; at += 101)
    expect(other.get(`key${at}`)).toEqual(at === 7 ? 'again' : { at, more: 'm'.repeat(at % 97) });
  expect(other.get('key7')).toBe('again');
  other.close();
});

test('a closed one can be asked again, and then knows what came since', () => {
  const folder = temporaryFolder();
  const one = kept(folder);
  expect(one.get('a')).toBeUndefined();
  one.set('a', 1);
  one.close();
  expect(one.get('a')).toBe(1);
  one.close();
  one.close();
});

test('a file that is damaged loses what is damaged, and nothing else', () => {
  const folder = temporaryFolder();
  const one = kept(folder);
  one.set('a', 'first');
  one.set('b', 'last');
  one.close();
  const whole = readFileSync(only(folder), 'utf8');
  writeFileSync(only(folder), `\t\n\0\0\0\n\n${whole.replace('a\t"', 'a\t')}c\t"cut o`);
  const other = kept(folder);
  expect(other.get('a')).toBeUndefined();
  expect(other.get('b')).toBe('last');
  expect(other.get('c')).toBeUndefined();
  other.set('d', 'new');
  other.close();
  // What is written behind a line that was cut off is lost with it, and no more than that.
  appendFileSync(only(folder), 'e\t5\n');
  expect(kept(folder).get('e')).toBe(5);
});

test('another version, repository or kind has its own, and an older version goes', () => {
  const folder = temporaryFolder();
  for (const over of [{}, { repository: '/else/where' }, { kind: 'others' }]) {
    const one = kept(folder, over);
    one.set('a', over);
    one.close();
  }
  expect(kept(folder, { kind: 'others' }).get('a')).toEqual({ kind: 'others' });
  expect(readdirSync(folder)).toHaveLength(3);
  const newer = kept(folder, { version: 'two' });
  expect(newer.get('a')).toBeUndefined();
  expect(readdirSync(folder)).toHaveLength(2);
  expect(kept(folder, { repository: '/else/where' }).get('a')).toEqual({ repository: '/else/where' });
});

test('a folder that is none does no harm', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const one = kept(file);
  one.set('a', 1);
  expect(one.get('a')).toBeUndefined();
  one.close();
  expect(readFileSync(file, 'utf8')).toBe('');
});
