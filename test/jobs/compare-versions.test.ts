import { describe, expect, test } from 'vitest';
import { compareVersions } from '../../src/jobs/compare-versions.js';

const part = (path: string, text: string) => ({ path, id: `${path} ${text}`, text, isPart: true });

describe('files of which only some lines are compared', () => {
  test.each([
    ['a.ts', "import { a } from './x';\n", "import { a } from './y/z';\n"],
    ['a.ts', "} from './x';\n", "} from './y';\n"],
    ['a.py', 'from x.y import a\n', 'from x.z import a\n'],
    ['a.java', 'import com.example.Old;\n', 'import com.example.fresh.Old;\n'],
    ['a.rs', 'use crate::x::A;\n', 'use crate::y::A;\n'],
    ['a.cs', 'using Shop.Cart;\n', 'using Shop.Carts;\n'],
    ['a.cpp', '#include "x.h"\n', '#include "y.h"\n'],
    ['a.rb', "require_relative 'x'\n", "require_relative 'y'\n"],
  ])('of %s: %j → %j is what an import follows', async (path, before, after) => {
    const { files } = await compareVersions([{ before: part(path, before), after: part(path, after) }]);
    expect(files.reduce((sum, { left }) => sum + left, 0)).toBe(0);
  });

  test('tell the words that differ', async () => {
    const { files } = await compareVersions([
      { before: part('a.ts', "fetch('x');\n"), after: part('a.ts', "fetch('other');\n") },
    ]);
    expect(files.reduce((sum, { left }) => sum + left, 0)).toBeGreaterThan(0);
  });
});
