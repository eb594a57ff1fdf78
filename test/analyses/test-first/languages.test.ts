import { describe, expect, test } from 'vitest';
import { languageOf, languages, matchLines } from '../../../src/analyses/test-first/languages/index.js';
import { mask } from '../../../src/analyses/test-first/mask.js';
import { readSource } from '../../../src/analyses/test-first/source.js';

/**
 * What every language must tell, on a small text. The first column of each line is what is expected of it:
 * `.` nothing (blank, comment), `i` import, `t` type only, `c` code, and in the tests `T` inside a test body.
 */
interface Sample {
  readonly file: string;
  readonly code: string;
  readonly tests: string;
  readonly declares: readonly string[];
}

const samples: Record<string, Sample> = {
  TypeScript: {
    file: 'src/a.ts',
    code: `
      .|/** A comment with import and if (x). */
      .|
      i|import {
      i|  one,
      i|} from './one.js';
      i|import type { Two } from './two.js';
      i|export * from './three.js';
      t|export interface Shape {
      t|  readonly size: number;
      t|}
      t|type Choice =
      t|  | 'a'
      t|  | 'b';
      t|type Visitor = Partial<
      t|  Record<string, (node: Shape) => void>
      t|>;
      t|declare const process: unknown;
      c|export const a = 'not // a comment';
      c|const pattern = /[/*]/;
      c|const text = \`
      c|  inside \${a} /* a template */
      c|\`;
      .|// c
      c|function inner(): void { /* x */ }`,
    tests: `
      .|import { a } from './a';
      .|describe('a', () => {
      .|  beforeEach(() => prepare());
      T|  it('works { well', async () => {
      T|    const x = a();
      T|    expect(x).toBe('}');
      T|  });
      T|  test.each([1, 2])('n %i', (n) => {
      T|    check(n);
      T|  });
      .|  it.skip('later', () => {
      .|    later();
      .|  });
      .|  it.todo('some day');
      .|});
      T|ruleTester.run('a', rule, {
      T|  valid: ['x'],
      T|});
      .|function check(n) {
      T|  expect(n).toBe(1);
      .|}`,
    declares: ['a', 'inner', 'pattern', 'text'],
  },
  JavaScript: {
    file: 'src/a.cjs',
    code: `
      i|'use strict';
      i|const fs = require('node:fs');
      i|const { a, b } = require('./b.cjs');
      i|const {
      i|  c,
      i|  d: e,
      i|} = require('./c.cjs');
      c|const {
      c|  f,
      c|} = run();
      c|function run() {
      c|  return a / b / 2; // not a pattern
      c|}
      c|module.exports = { run };`,
    tests: `
      .|const { test } = require('node:test');
      T|test('runs', () => {
      T|  run();
      T|});`,
    declares: ['run'],
  },
  Python: {
    file: 'src/a.py',
    code: `
      .|"""Module text
      .|import nothing
      .|"""
      i|from __future__ import annotations
      i|from .b import (
      i|    one,
      i|)
      i|import os
      c|class A(Base):
      .|    """Text."""
      .|    # import x
      c|    text = """
      c|    not a docstring
      c|    """
      c|    def run(self):
      c|        return "#"`,
    tests: `
      .|import pytest
      .|def helper():
      .|    return 1
      T|@pytest.mark.parametrize("a", [
      T|    1,
      T|])
      T|def test_a(
      T|    a,
      T|):
      T|    x = helper()
      T|
      T|    y = x
      .|class TestB:
      T|    async def test_b(self):
      T|        self.run()
      .|    def helper(self):
      T|        assert self.x
      .|@pytest.mark.skip
      .|def test_c():
      .|    pass`,
    declares: ['A'],
  },
  Java: {
    file: 'src/main/java/org/a/A.java',
    code: `
      i|package org.a;
      i|import java.util.List;
      i|import static org.b.C.d;
      .|/* a
      .|   b */
      c|public final class A {
      c|  private final int x = 1; // one
      c|}`,
    tests: `
      .|class ATest {
      .|  private int x;
      T|  @Test
      T|  void works() {
      T|    run("}");
      T|  }
      .|  void helper() {
      T|    assertEquals(1, x);
      .|  }
      .|}`,
    declares: ['A'],
  },
  Kotlin: {
    file: 'src/main/kotlin/org/a/A.kt',
    code: `
      i|package org.a
      i|import org.b.C
      .|/* a /* nested */ b */
      c|class A(val x: Int)
      c|fun run() = """
      c|  // text
      c|"""`,
    tests: `
      .|class ATest {
      T|  @Test fun works() {
      T|    run("}")
      T|  }
      .|  fun helper() = 1
      .|}`,
    declares: ['A', 'run'],
  },
  Go: {
    file: 'a/a.go',
    code: `
      i|package a
      i|import (
      i|	"fmt"
      i|	b "org/b"
      i|)
      t|type Shape struct {
      t|	Size int
      t|}
      c|func Run() string {
      c|	return \`// text\`
      c|}`,
    tests: `
      .|package a
      .|import "testing"
      T|func TestRun(t *testing.T) {
      T|	Run()
      T|}
      .|func helper() {}`,
    declares: ['Run', 'Shape'],
  },
  'C#': {
    file: 'src/A.cs',
    code: `
      i|using System;
      i|namespace A.B;
      c|public class A {
      c|  string x = @"a
      c|  // text";
      c|}`,
    tests: `
      .|public class ATests {
      .|  int x;
      T|  [Theory]
      T|  [InlineData(1)]
      T|  public void Works(int n) {
      T|    Run(n);
      T|  }
      T|  [Fact]
      T|  public void Short() => Run(1);
      .|  int Helper() { return 1; }
      .|}`,
    declares: ['A'],
  },
  Ruby: {
    file: 'lib/a.rb',
    code: `
      i|require 'json'
      i|require_relative 'b'
      .|=begin
      .|text
      .|=end
      c|class A
      c|  def run # comment
      c|    "#{1}"
      c|  end
      c|end`,
    tests: `
      .|RSpec.describe A do
      .|  let(:a) { 1 }
      T|  it 'works' do
      T|    run
      T|  end
      T|  it { is_expected.to be }
      T|  specify do
      T|    expect_offense(<<~RUBY)
      T|      end
      T|    RUBY
      T|  end
      .|  xit 'later' do
      .|    run
      .|  end
      .|end`,
    declares: ['A'],
  },
  PHP: {
    file: 'src/A.php',
    code: `
      .|<?php
      i|declare(strict_types=1);
      i|namespace A\\B;
      i|use C\\D;
      .|# comment
      c|class A {
      c|  public $x = 'a';
      c|}`,
    tests: `
      .|<?php
      .|class ATest extends TestCase {
      T|  public function testWorks() {
      T|    $this->run();
      T|  }
      .|  private function helper() {
      T|    $this->assertSame(1, 1);
      .|  }
      T|  #[Test]
      T|  public function other(): void {
      T|    run();
      T|  }
      .|}`,
    declares: ['A'],
  },
  Rust: {
    file: 'src/a.rs',
    code: `
      i|use std::{
      i|  fmt,
      i|};
      i|mod b;
      .|/// text
      t|pub struct A<'a> {
      t|  x: &'a str,
      t|}
      c|pub fn run(c: char) -> bool { c == '"' || c == '\\'' }
      c|const X: &str = r#"a "quoted" // text"#;`,
    tests: `
      .|fn run() {}
      .|#[cfg(test)]
      .|mod tests {
      .|  use super::*;
      T|  #[test]
      T|  fn works() {
      T|    run();
      T|  }
      .|  #[test]
      .|  #[ignore]
      .|  fn later() {
      .|    run();
      .|  }
      .|}`,
    declares: ['A', 'X', 'run'],
  },
  'C++': {
    file: 'src/a.cpp',
    code: `
      i|#include "a.h"
      i|#include <vector>
      i|using namespace std;
      .|/* text */
      c|class A { int x; };
      c|const char* x = R"(a " // text)";
      c|int run() { return 1'000; }`,
    tests: `
      .|#include "a.h"
      T|TEST_CASE("a {") {
      T|  run();
      T|}
      T|TEST_F(A, b)
      T|{
      T|  run();
      T|}
      .|int helper() { return 1; }`,
    declares: ['A', 'run'],
  },
  Swift: {
    file: 'Sources/A/A.swift',
    code: `
      i|import Foundation
      i|@testable import B
      t|protocol P {
      t|  var x: Int { get }
      t|}
      c|struct A {
      c|  let x = "\\(1) // text"
      c|}`,
    tests: `
      .|class ATests: XCTestCase {
      T|  func testWorks() throws {
      T|    run()
      T|  }
      .|  func helper() {
      T|    XCTAssertEqual(1, 1)
      .|  }
      T|  @Test func other() {
      T|    run()
      T|  }
      .|}`,
    declares: ['A', 'P'],
  },
};

function split(sample: string): { marks: string; text: string } {
  const lines = sample.split('\n').slice(1);
  const parts = lines.map((line) => /^ {6}(.)\|(.*)$/s.exec(line));
  return {
    marks: parts.map((part) => part?.[1] ?? '?').join(''),
    text: `${parts.map((part) => part?.[2] ?? '?').join('\n')}\n`,
  };
}

describe.each(Object.keys(samples))('%s', (name) => {
  const sample = samples[name];
  if (sample === undefined) throw new Error(name);
  const language = languageOf(sample.file);
  if (language === null) throw new Error(`no language for ${sample.file}`);

  test('tells comments, imports, types and code apart', () => {
    const { marks, text } = split(sample.code);
    const source = readSource(text, language);
    const found = [...marks].map(
      (_, index) => ({ nothing: '.', import: 'i', type: 't', code: 'c' })[source.kind(index + 1)],
    );
    expect(found.join('')).toBe(marks);
  });

  test('knows what is inside a test body', () => {
    const { marks, text } = split(sample.tests);
    const source = readSource(text, language);
    const found = [...marks].map((_, index) => (source.inTest(index + 1) ? 'T' : '.'));
    expect(found.join('')).toBe(marks);
  });

  test('names what a file declares', () => {
    const { text } = split(sample.code);
    expect([...readSource(text, language).declares()].sort()).toEqual([...sample.declares]);
  });

  test('finds by words what its patterns find on every line', () => {
    const { imports, types, tests, testRegion, skippedSuites } = language;
    const patterns = [imports, types, ...tests, testRegion, skippedSuites].flatMap((it) =>
      it == null ? [] : [it.opens],
    );
    const text = [sample.code, sample.tests].map((marked) => mask(split(marked).text, language)).join('\n');
    for (const opens of patterns) {
      const places = [...matchLines(text, opens)].map(({ index, 0: whole }) => [index, whole]);
      expect(places).toEqual([...text.matchAll(opens.pattern)].map(({ index, 0: whole }) => [index, whole]));
    }
    const found = patterns.filter((opens) => opens.words.length > 0 && text.search(opens.pattern) !== -1);
    expect(found).not.toEqual([]);
  });

  test('answers odd texts without failing', () => {
    const odd = [
      '',
      '\n\n',
      '"',
      "'",
      '`',
      '/*',
      '"""',
      '`${',
      '{'.repeat(10_000),
      '/* '.repeat(10_000),
      '\\',
      '<<~X\n',
      'it(',
      '@Test',
      'def test_a',
    ];
    for (const text of odd) {
      const source = readSource(text, language);
      for (let line = 1; line <= 3; line += 1) expect(typeof source.inTest(line)).toBe('boolean');
      expect(() => source.declares()).not.toThrow();
      expect(() => source.references()).not.toThrow();
    }
  });
});

test('every language of the table has a sample', () => {
  expect(languages.map(({ name }) => name).sort()).toEqual(Object.keys(samples).sort());
});
