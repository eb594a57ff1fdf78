import { describe, expect, test } from 'vitest';
import { grammarFor } from '../../src/parsing/grammars/index.js';
import { growing, packed, unpack } from '../../src/parsing/packed-source.js';
import { parserFor } from '../../src/parsing/parser.js';
import { PartMemory } from '../../src/parsing/part-memory.js';

const KIBIBYTE = 1024;
const made = (n: number): Int32Array => Int32Array.from({ length: 3 + (n % 5) }, (_, at) => n * 10 + at);
const text = (n: number): string => `export function f${n}() {}\n${'x'.repeat(n % 7)}`;

describe('a memory that threads share', () => {
  test('gives what was put for a text, in its language', () => {
    const shared = new SharedArrayBuffer(64 * KIBIBYTE);
    const [one, other] = [new PartMemory(shared), new PartMemory(shared)];
    expect(other.get(1, text(1))).toBeUndefined();
    one.put(1, text(1), made(1));
    one.put(2, text(1), made(2));
    one.put(1, '', made(3));
    one.put(1, 'größe', made(4));
    one.put(1, '大きさ', made(5));
    expect(other.get(1, text(1))).toEqual(made(1));
    expect(other.get(2, text(1))).toEqual(made(2));
    expect(other.get(1, '')).toEqual(made(3));
    expect(other.get(1, 'größe')).toEqual(made(4));
    expect(other.get(1, '大きさ')).toEqual(made(5));
    expect(other.get(3, text(1))).toBeUndefined();
    expect(other.get(1, '大きさs')).toBeUndefined();
  });

  test('gives nothing else when it has gone round many times, and the last texts still', () => {
    const memory = new PartMemory(new ArrayBuffer(64 * KIBIBYTE));
    let found = 0;
    for (let n = 0; n < 20_000; n++) {
      memory.put(1, text(n), made(n));
      expect(memory.get(1, text(n))).toEqual(made(n));
      const back = n - (n % 900);
      const earlier = memory.get(1, text(back));
      if (earlier !== undefined && back < n) {
        found += 1;
        expect(earlier).toEqual(made(back));
      }
    }
    expect(found).toBeGreaterThan(1000);
    expect(memory.get(1, text(3))).toBeUndefined();
  });

  test('has no room for what would push out too much', () => {
    const memory = new PartMemory(new ArrayBuffer(64 * KIBIBYTE));
    memory.put(1, 'x'.repeat(10 * KIBIBYTE), made(1));
    expect(memory.get(1, 'x'.repeat(10 * KIBIBYTE))).toBeUndefined();
  });

  test('knows nothing while another thread is at it', () => {
    const shared = new SharedArrayBuffer(64 * KIBIBYTE);
    const memory = new PartMemory(shared);
    memory.put(1, text(1), made(1));
    Atomics.store(new Int32Array(shared), 0, 1);
    memory.put(1, text(2), made(2));
    expect(memory.get(1, text(1))).toBeUndefined();
    Atomics.store(new Int32Array(shared), 0, 0);
    expect(memory.get(1, text(1))).toEqual(made(1));
    expect(memory.get(1, text(2))).toBeUndefined();
  });
});

test('what is packed is what was parsed, moved to its place', async () => {
  const parse = await parserFor(grammarFor('a.py') ?? expect.fail());
  const part =
    '@cached\nclass Store(Base):\n    kept = 1\n\n    def get(self, key):\n        # said\n        self.key = key\n';
  const source = parse(part);
  const all = growing();
  unpack(packed(source, part) ?? expect.fail(), part, { start: 0, row: 0 }, all);
  expect(all).toEqual(source);
  const moved = growing();
  unpack(packed(source, part) ?? expect.fail(), part, { start: 10, row: 3 }, moved);
  expect(moved).toEqual(parse(`#${' '.repeat(7)}\n\n\n${part}`.slice(1)));
});
