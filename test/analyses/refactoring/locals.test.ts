import { describe, expect, test } from 'vitest';
import { between, short } from './versions.js';

const area = `
export function describeRoom(w: number, h: number, label: string): string {
  const surface = w * h;
  log(label, surface);
  if (surface > 100) return label + ' is large: ' + surface;
  return label + ' is small: ' + surface;
}
`;
const after = (edit: (text: string) => string): Promise<string[]> =>
  between({ 'room.ts': area }, { 'room.ts': edit(area) }).then(short);

describe('inside of a function that lives on', () => {
  test('a renamed variable and a renamed parameter are found', async () => {
    expect(await after((text) => text.replaceAll('surface', 'size'))).toEqual([
      'rename-variable surface → size',
    ]);
    expect(await after((text) => text.replaceAll('label', 'title'))).toEqual([
      'rename-parameter label → title',
    ]);
  });

  test('a parameter more is another signature, and no more than that', async () => {
    expect(await after((text) => text.replace('label: string', 'label: string, unit: string'))).toEqual([
      'change-signature describeRoom → describeRoom',
    ]);
  });

  test('a value that got a name, and the way back', async () => {
    const named = area
      .replace(
        '  if (surface > 100)',
        "  const text = label + ' is large: ' + surface;\n  if (surface > 100)",
      )
      .replace("return label + ' is large: ' + surface", 'return text');
    expect(short(await between({ 'room.ts': area }, { 'room.ts': named }))).toEqual([
      'extract-variable describeRoom → text',
    ]);
    expect(short(await between({ 'room.ts': named }, { 'room.ts': area }))).toEqual([
      'inline-variable text → describeRoom',
    ]);
  });

  test('a variable that went and another one that came are not the same', async () => {
    expect(
      await after((text) =>
        text
          .replace('  const surface = w * h;\n', "  const unit = localStorage.getItem('unit');\n")
          .replace('log(label, surface)', 'if (unit === null) throw new Error()')
          .replaceAll('surface', 'w * h'),
      ),
    ).not.toContain('rename-variable surface → unit');
  });
});

describe('what stands where', () => {
  test('locations have file, lines and container on both sides', async () => {
    const text = `export class Room {\n  constructor(private w: number) {}\n\n  size(): number {\n    const half = this.w / 2;\n    return half * half;\n  }\n}\n`;
    const found = await between(
      { 'src/room.ts': text },
      { 'src/room.ts': `// moved down\n${text.replace('size()', 'surface()')}` },
    );
    expect(found.refactorings).toEqual([
      {
        type: 'rename-function',
        name: { before: 'size', after: 'surface' },
        before: { file: 'src/room.ts', startLine: 4, endLine: 7, container: 'Room' },
        after: { file: 'src/room.ts', startLine: 5, endLine: 8, container: 'Room' },
        similarity: 1,
        pure: true,
      },
    ]);
  });

  test('what came near but was turned down is told with its score', async () => {
    const found = await between(
      {
        'a.ts':
          'export function load(path: string) {\n  const text = read(path);\n  check(text, 1);\n  return parse(text);\n}\n',
      },
      {
        'b.ts':
          'export function save(path: string, value: Value) {\n  const text = print(value);\n  check(text, 2);\n  return write(path, text);\n}\n',
      },
    );
    expect(found.refactorings).toEqual([]);
    const near = found.rejected.find(({ name }) => name.before === 'load');
    expect(near?.name).toEqual({ before: 'load', after: 'save' });
    expect(near?.similarity).toBeGreaterThan(0.1);
    expect(near?.similarity).toBeLessThan(0.6);
  });

  test('files that are gone and files that are new are no refactoring by themselves', async () => {
    expect(short(await between({ 'a.ts': 'export const a = 1;\n' }, {}))).toEqual([]);
    expect(short(await between({}, { 'a.ts': 'export const a = 1;\n' }))).toEqual([]);
    expect(short(await between({}, {}))).toEqual([]);
  });
});
