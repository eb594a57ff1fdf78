import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../../src/analyses/test-first/languages/index.js';
import { indexFilesWanted, readIndexFile } from '../../../../src/analyses/test-first/linking/imports.js';
import { type IndexFiles, NO_INDEX_FILES } from '../../../../src/analyses/test-first/linking/linkable.js';
import { linkOf } from '../../../../src/analyses/test-first/linking/links.js';
import { readSource } from '../../../../src/analyses/test-first/source.js';
import { defaultSettings, type Settings } from '../../../../src/model/settings.js';

function file(path: string, text = '') {
  const language = languageOf(path);
  if (language === null) throw new Error(path);
  return { path, language, source: readSource(text, language) };
}

function link(
  code: [string, string?],
  covers: [string, string?],
  index = NO_INDEX_FILES,
  settings: Settings = defaultSettings,
) {
  return linkOf(file(...code), file(...covers), index, settings);
}

describe('what a script brings in', () => {
  test.each([
    ["it('import', async () => { const { a } = await import('./a'); });", './a'],
    ["test('works with require', () => { const { a } = require('./a'); });", './a'],
    ["test('taken from', () => {});\nimport { a } from './a';", './a'],
  ])('is found in %s', (text, to) => {
    expect(
      file('test/b.test.ts', text)
        .source.references()
        .map((it) => it.to),
    ).toEqual([to]);
  });

  test('is found in linear time', () => {
    const spaces = ' '.repeat(500_000);
    expect(file('a.ts', `import${spaces}from${spaces}require(${spaces}x`).source.references()).toEqual([]);
  });
});

describe('by name', () => {
  test.each([
    ['src/a.ts', 'src/a.test.ts'],
    ['src/a.ts', 'src/__tests__/a.ts'],
    ['src/a.tsx', 'src/__tests__/a.spec.ts'],
    ['src/deep/a.ts', 'test/deep/a.test.js'],
    ['src/a.ts', 'test/a.integration.test.ts'],
    ['packages/x/src/a.ts', 'packages/x/test/a.test.ts'],
    ['src/flask/app.py', 'tests/test_app.py'],
    ['lib/rubocop/cop/style/a.rb', 'spec/rubocop/cop/style/a_spec.rb'],
    ['src/main/java/org/A.java', 'src/test/java/org/ATest.java'],
    ['okhttp/src/jvmMain/kotlin/okhttp3/A.kt', 'okhttp/src/jvmTest/java/okhttp3/ATest.kt'],
    ['pkg/a.go', 'pkg/a_test.go'],
    ['src/Polly/Retry/A.cs', 'test/Polly.Tests/Retry/ATests.cs'],
    ['Slim/Routing/A.php', 'tests/Routing/ATest.php'],
    ['src/a.rs', 'tests/a.rs'],
    ['src/catch2/a.cpp', 'tests/a.tests.cpp'],
    ['Sources/Quick/A.swift', 'Tests/QuickTests/ATests.swift'],
    ['src/index.ts', 'src/index.test.ts'],
  ])('%s ← %s', (code, covers) => {
    expect(link([code], [covers])).toBe('name');
  });

  test.each([
    ['src/a/index.ts', 'src/b/index.test.ts'],
    ['src/a/one.ts', 'src/b/one.test.ts'],
    ['src/a.ts', 'src/b.test.ts'],
    ['src/a.py', 'tests/a.test.ts'],
    ['packages/x/src/a.ts', 'packages/y/test/a.test.ts'],
  ])('%s, but not ← %s', (code, covers) => {
    expect(link([code], [covers])).not.toBe('name');
  });
});

describe('by import', () => {
  test.each([
    ['src/a.ts', 'test/other.test.ts', "import { a } from '../src/a';"],
    ['src/a.ts', 'test/other.test.ts', "import { a } from '../src/a.js';"],
    ['src/a/index.ts', 'test/other.test.ts', "import { a } from '../src/a';"],
    ['src/a.cjs', 'test/other.test.cjs', "const { a } = require('../src/a.cjs');"],
    ['src/a.ts', 'test/other.test.ts', "const a = await import('../src/a.js');"],
    ['bin/run-it.cjs', 'test/other.test.cjs', "spawn(join(__dirname, '..', 'bin', 'run-it.cjs'));"],
    ['src/flask/json/tag.py', 'tests/test_other.py', 'from flask.json.tag import Tagger'],
    ['src/flask/json/tag.py', 'tests/test_other.py', 'from flask.json import tag'],
    ['pkg/tag.py', 'pkg/tests/test_other.py', 'from ..tag import x'],
    ['lib/a/b.rb', 'spec/other_spec.rb', "require 'a/b'"],
    ['src/catch2/a.cpp', 'tests/other.tests.cpp', '#include <catch2/a.hpp>'],
  ])('%s ← %s: %s', (code, covers, text) => {
    expect(link([code], [covers, `${text}\n`])).toBe('import');
  });

  test.each([
    ['src/a.ts', 'test/other.test.ts', "// import { a } from '../src/a';"],
    ['src/a.ts', 'test/other.test.ts', "import { a } from '../src/b';"],
    ['src/app.py', 'tests/test_other.py', 'from other.app import x'],
    ['src/index.js', 'test/other.test.js', "read('index.js');"],
  ])('%s, but not ← %s: %s', (code, covers, text) => {
    expect(link([code], [covers, `${text}\n`])).not.toBe('import');
  });

  test.each([
    [
      'a/b/src/main/kotlin/A.kt',
      'package org.a\nclass Ledger',
      'a/b/src/test/kotlin/BTest.kt',
      'package org.a\nval x = Ledger()',
    ],
    [
      'src/main/java/A.java',
      'package org.a;\npublic class Ledger {}',
      'src/test/java/B.java',
      'package org.b;\nimport org.a.Ledger;\n',
    ],
    [
      'pkg/a.go',
      'package pkg\nfunc Compute() {}',
      'pkg/b_test.go',
      'package pkg\nfunc TestX(t *testing.T) { Compute() }',
    ],
    [
      'src/A.cs',
      'namespace A.B;\npublic class Ledger {}',
      'test/XTests.cs',
      'using A.B;\nnamespace Tests;\nvar x = new Ledger();',
    ],
    [
      'Slim/App.php',
      '<?php\nnamespace Slim;\nclass Ledger {}',
      'tests/XTest.php',
      '<?php\nnamespace Tests;\nuse Slim\\Ledger;\n',
    ],
    ['src/a/b.rs', 'pub struct Ledger;', 'tests/x.rs', 'use krate::a::Ledger;\nfn f() { Ledger }'],
    [
      'lib/a/ledger.rb',
      'module A\n  class Ledger\n  end\nend',
      'spec/x_spec.rb',
      'describe A::Ledger do\nend',
    ],
  ])('%s by a name that it declares', (code, text, covers, testText) => {
    expect(link([code, text], [covers, testText])).toBe('import');
  });

  test('not by the name of a module that many files are in', () => {
    const code: [string, string] = [
      'lib/krate/a/ledger.rb',
      'module Krate\n  module A\n    class Ledger\n    end\n  end\nend',
    ];
    expect(link(code, ['spec/krate/b/x_spec.rb', 'describe Krate::B::Other do\nend'])).not.toBe('import');
  });

  test('not by a name of another package', () => {
    const code: [string, string] = ['src/main/java/A.java', 'package org.a;\npublic class Ledger {}'];
    const covers: [string, string] = ['src/test/java/B.java', 'package org.b;\nimport org.c.Ledger;\n'];
    expect(link(code, covers)).not.toBe('import');
  });
});

describe('one hop through a file that hands on', () => {
  const unit: [string, string] = ['src/router.ts', 'export class Router {}\n'];
  const through = (path: string, text: string): IndexFiles => {
    const language = languageOf(path);
    if (language === null) throw new Error(path);
    const read = readIndexFile(path, readSource(text, language));
    return { aliases: [], handsOn: (asked) => (asked === path ? read : null) };
  };

  test.each([
    ["export { Router } from './router';", "import { Router } from '../src';", 'import'],
    ["export * from './router';", "import { Router } from '../src';", 'import'],
    ["export { Router } from './router';", "import { Other } from '../src';", null],
    ["export * from './router';", "import { Other } from '../src';", null],
    ["export { Other } from './other';", "import { Router } from '../src';", null],
    ["export { Router } from './router';", "import * as all from '../src';\nall.Router;", 'import'],
  ])('%s, asked with %s: %s', (index, text, rung) => {
    const found = link(unit, ['test/other.test.ts', `${text}\n`], through('src/index.ts', `${index}\n`));
    expect(found === 'import' ? found : null).toBe(rung);
  });

  test('in Python, through the package', () => {
    const index = through('src/flask/__init__.py', 'from .app import Flask as Flask\n');
    const code: [string, string] = ['src/flask/app.py', 'class Flask:\n    pass\n'];
    expect(link(code, ['tests/test_other.py', 'import flask\nflask.Flask()\n'], index)).toBe('import');
    expect(link(code, ['tests/test_other.py', 'from flask import Flask\n'], index)).toBe('import');
    expect(link(code, ['tests/test_other.py', 'import flask\nflask.Blueprint()\n'], index)).not.toBe(
      'import',
    );
  });

  test('asks for the files that it needs to see', () => {
    const wanted = indexFilesWanted(
      file(...unit),
      file('test/x.test.ts', "import { Router } from '../src';\n"),
      [],
    );
    expect(wanted).toContain('src/index.ts');
    expect(wanted.every((path) => path.startsWith('src'))).toBe(true);
    const python = indexFilesWanted(file('src/flask/app.py'), file('tests/test_x.py', 'import flask\n'), []);
    expect(python).toEqual(['src/flask/__init__.py']);
  });
});

test('through an alias of the project', () => {
  const index: IndexFiles = {
    aliases: [
      { from: '@/', to: 'app/src/' },
      { from: '@x/core', to: 'packages/core/src/index' },
    ],
    handsOn: () => null,
  };
  expect(link(['app/src/a/b.ts'], ['app/test/o.test.ts', "import b from '@/a/b';\n"], index)).toBe('import');
  expect(
    link(['packages/core/src/index.ts'], ['packages/y/o.test.ts', "import b from '@x/core';\n"], index),
  ).toBe('import');
});

test('by the configuration before anything else', () => {
  const matches = (wanted: string) => ({ source: wanted, matches: (path: string) => path === wanted });
  const settings = {
    ...defaultSettings,
    links: [{ code: matches('src/a.ts'), tests: matches('qa/all.test.ts') }],
  };
  expect(link(['src/a.ts'], ['qa/all.test.ts'], NO_INDEX_FILES, settings)).toBe('configured');
  expect(link(['src/b.ts'], ['qa/all.test.ts'], NO_INDEX_FILES, settings)).not.toBe('configured');
});

describe('by package, when nothing better tells', () => {
  test.each([
    ['packages/x/src/a.ts', 'packages/x/test/o.test.ts'],
    ['pkg/a.go', 'pkg/o_test.go'],
    ['src/main/java/org/a/A.java', 'src/test/java/org/a/OTest.java'],
    ['src/main/java/org/a/A.java', 'src/test/java/org/b/OTest.java'],
    ['src/a.ts', 'test/o.test.ts'],
    ['clap_derive/src/a.rs', 'tests/derive/o.rs'],
  ])('%s ← %s', (code, covers) => {
    expect(link([code], [covers])).toBe('package');
  });

  test.each([
    ['packages/x/src/a.ts', 'packages/y/test/o.test.ts'],
    ['pkg/a.go', 'other/o_test.go'],
    ['src/a.ts', 'test/o.test.py'],
  ])('%s, but not ← %s', (code, covers) => {
    expect(link([code], [covers])).toBeNull();
  });
});
