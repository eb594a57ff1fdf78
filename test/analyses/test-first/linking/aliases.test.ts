import { describe, expect, test } from 'vitest';
import { packageAliases, pathAliases } from '../../../../src/analyses/test-first/linking/aliases.js';

describe('path mappings of tsconfig.json', () => {
  test('are names for places, seen from its folder and its base', () => {
    const text = `{
      // a comment, and a "//" in a string
      "compilerOptions": {
        "baseUrl": "./src",
        "paths": { "@/*": ["*"], "core": ["core/index.ts"], "bad": 3, },
      },
    }`;
    expect(pathAliases('app/tsconfig.json', text)).toEqual([
      { from: '@/', to: 'app/src/' },
      { from: 'core', to: 'app/src/core/index' },
    ]);
  });

  test.each(['', '{', '[]', 'null', '{"compilerOptions": 1}', '{"compilerOptions": {"paths": []}}'])(
    'in %j are none',
    (text) => {
      expect(pathAliases('tsconfig.json', text)).toEqual([]);
    },
  );
});

describe('the name of a package', () => {
  test('stands for its sources', () => {
    expect(
      packageAliases('packages/core/package.json', '{"name": "@x/core", "main": "dist/index.js"}'),
    ).toEqual([
      { from: '@x/core', to: 'packages/core/src/index' },
      { from: '@x/core', to: 'packages/core/index' },
      { from: '@x/core/', to: 'packages/core/src/' },
      { from: '@x/core/', to: 'packages/core/' },
    ]);
  });

  test.each(['', '[]', '{"name": 1}'])('in %j is none', (text) => {
    expect(packageAliases('package.json', text)).toEqual([]);
  });
});
