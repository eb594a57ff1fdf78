import { describe, expect, test } from 'vitest';
import { roleOf } from '../../../src/analyses/test-first/roles.js';
import { defaultSettings } from '../../../src/model/settings.js';

const pattern = (source: string) => ({ source, matches: (path: string) => path === source });

describe('attributes', () => {
  const attribute = (why: 'generated' | 'vendored' | 'documentation', holds: boolean | null) => ({
    pattern: pattern('sdk/vendor/a.ts'),
    why,
    holds,
  });
  const roleWith = (...attributes: ReturnType<typeof attribute>[]) =>
    roleOf('sdk/vendor/a.ts', { ...defaultSettings, attributes });

  test('each have their own last word', () => {
    expect(roleWith(attribute('generated', true), attribute('vendored', false))).toMatchObject({
      why: 'generated',
    });
    expect(roleWith(attribute('vendored', false), attribute('documentation', false))).toMatchObject({
      role: 'production',
    });
    expect(roleWith(attribute('vendored', true), attribute('vendored', null))).toMatchObject({
      why: 'vendored',
    });
    expect(roleWith(attribute('vendored', false), attribute('vendored', null))).toMatchObject({
      why: 'vendored',
    });
  });
});

describe('the role of a path', () => {
  test.each([
    'src/a.ts',
    'a.js',
    'lib/a.rb',
    'src/main/java/org/A.java',
    'okhttp/src/jvmMain/kotlin/A.kt',
    'pkg/a.go',
    'src/A/B.cs',
    'src/a.rs',
    'src/flask/app.py',
    'include/a.hpp',
    'Sources/A/A.swift',
    'bin/cli.js',
    'scripts/make.js',
    'src/latest/index.ts',
    'src/contest.py',
    'src/Testing.kt',
    'src/inspector.rb',
    'src/_pytest/main.py',
    'app/Specification.php',
  ])('%s is production code', (path) => {
    expect(roleOf(path, defaultSettings)).toMatchObject({ role: 'production' });
  });

  test.each([
    'src/a.test.ts',
    'src/a.spec.tsx',
    'src/__tests__/a.ts',
    'test/a.js',
    'tests/test_app.py',
    'conftest.py',
    'spec/a_spec.rb',
    'src/test/java/org/ATest.java',
    'src/jvmTest/kotlin/A.kt',
    'pkg/a_test.go',
    'A.Tests/B.cs',
    'Polly.Specs/B.cs',
    'src/Polly.SharedSpecs/B.cs',
    'tests/a.rs',
    'Tests/ATests.swift',
    'e2e/login.ts',
    'src/Helper/ATest.php',
    'cypress/a.cy.ts',
    'okhttp-testing-support/src/main/A.kt',
    'src/fixtures/a.js',
    'src/__mocks__/a.js',
    'src/test-helpers/a.ts',
  ])('%s is on the side of the tests', (path) => {
    expect(roleOf(path, defaultSettings)).toMatchObject({ role: 'test' });
  });

  test.each([
    ['README.md', 'not source code'],
    ['package-lock.json', 'lock file'],
    ['yarn.lock', 'lock file'],
    ['vendor/a.go', 'vendored'],
    ['node_modules/a/index.js', 'vendored'],
    ['dist/a.js', 'generated'],
    ['a.min.js', 'generated'],
    ['a.pb.go', 'generated'],
    ['deno_dist/a.ts', 'generated'],
    ['src/__snapshots__/a.test.ts.snap', 'snapshot'],
    ['docs/conf.py', 'documentation'],
    ['website/src/a.tsx', 'documentation'],
    ['examples/a.ts', 'example'],
    ['benchmarks/a.ts', 'benchmark'],
    ['vite.config.ts', 'configuration'],
    ['.eslintrc.js', 'configuration'],
    ['.github/scripts/a.js', 'configuration'],
    ['setup.py', 'configuration'],
    ['build.rs', 'configuration'],
    ['gemfiles/rails_7.rb', 'configuration'],
    ['gems/rack-v3.rb', 'configuration'],
    ['src/a.d.ts', 'type declarations'],
    ['db/migrate/001_a.rb', 'migration'],
  ])('%s is left out: %s', (path, why) => {
    expect(roleOf(path, defaultSettings)).toEqual({ role: 'left-out', why });
  });

  test('the configuration has the first word', () => {
    const settings = { ...defaultSettings, tests: [pattern('src/a.ts')], exclude: [pattern('src/b.ts')] };
    expect(roleOf('src/a.ts', settings)).toMatchObject({ role: 'test' });
    expect(roleOf('src/b.ts', settings)).toEqual({
      role: 'left-out',
      why: 'excluded by the configuration (src/b.ts)',
    });
  });
});
