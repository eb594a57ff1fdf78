import {
  BLOCK,
  DOUBLE,
  type Language,
  matchesIn,
  namesIn,
  type Reference,
  SINGLE,
  SLASHES,
} from './language.js';
import { onLines } from './lines.js';

/** A pattern literal: a slash where a value may begin. */
const PATTERN = String.raw`(?<=(?:^|[(,=:[!&|?{};+<>~^%]|\breturn|\bcase|\btypeof)[ \t]{0,8})\/(?![*/])(?:[^/\\\n[]+|\\.|\[(?:[^\]\\\n]+|\\.)*(?:\]|(?=\n)|\\?$))*(?:\/[a-z]*|(?=\n)|\\?$)`;

/** What brings another module in: found by its word, so that a text is gone through once. */
const BRINGS_IN = /\b(?:from|import|require)\b/g;
/** Behind the word: what is brought in. */
const TARGET = /\s{0,200}(\(?)\s{0,200}['"]([^'"\n]{1,500})['"]/y;
/** Before `from`: the statement's beginning and what it names. No clause is longer than so many characters. */
const CLAUSE = /^[ \t]*(?:import\b|export[ \t]*(?=(?:type[ \t]*)?[{*]))([^;'"`]*)$/m;
const LONGEST_CLAUSE = 2_000;
/** Before `require`: the names that are given to what it brings. */
const ASSIGNED = /\b(?:const|let|var)\s+\{([^}]{0,1000})\}\s*=\s*$/;

/** The end of a script's name in a string, as a test has it that starts a program or loads a file. */
const FILE_END = /\.[cm]?[jt]sx?['"]/g;
const LONGEST_PATH = 1_300;
const FILE_START = /['"](?:[\w@.-]{1,100}\/){0,12}([\w@.-]{1,100})$/;

function clauseNames(clause: string): string[] | null {
  if (clause.includes('*')) return null;
  const braces = /\{([^}]*)\}/.exec(clause);
  const outer = clause.replace(/\{[^}]*\}/, '').replace(/^\s*type\b/, '');
  return [...namesIn(braces?.[1] ?? ''), ...(namesIn(outer).length > 0 ? ['default'] : [])];
}

/** What stands behind the last quote or semicolon. */
const lastPart = (text: string): string =>
  text.slice(Math.max(...[';', "'", '"', '`'].map((mark) => text.lastIndexOf(mark))) + 1);

/** The reference that a word at a place makes; null where the word is part of something else. */
function broughtIn(text: string, word: string, at: number): Reference | null {
  TARGET.lastIndex = at + word.length;
  const [, called = '', to = ''] = TARGET.exec(text) ?? [];
  if (to === '') return null;
  const before = text.slice(Math.max(0, at - LONGEST_CLAUSE), at);
  if (word === 'from') {
    const clause = called === '' ? CLAUSE.exec(lastPart(before))?.[1] : undefined;
    return clause === undefined ? null : { to, names: clauseNames(clause) };
  }
  if (word === 'import') return /(?:^|[;\s])$/.test(before) ? { to, names: null } : null;
  if (called === '') return null;
  const names = /=\s*$/.test(before.slice(-20)) ? ASSIGNED.exec(before)?.[1] : undefined;
  return { to, names: names === undefined ? null : namesIn(names) };
}

function references(text: string): Reference[] {
  const found: Reference[] = [];
  for (const match of matchesIn(text, BRINGS_IN)) {
    const reference = broughtIn(text, match[0], match.index);
    if (reference !== null) found.push(reference);
  }
  for (const match of matchesIn(text, FILE_END)) {
    const name = FILE_START.exec(text.slice(Math.max(0, match.index - LONGEST_PATH), match.index))?.[1];
    if (name !== undefined) found.push({ to: `file:${name}${match[0].slice(0, -1)}`, names: null });
  }
  return found;
}

export const javascript: Language = {
  name: 'JavaScript',
  extensions: ['.js', '.jsx', '.mjs', '.cjs'],
  triggers: '/\'"`',
  comments: [SLASHES, BLOCK],
  strings: [SINGLE, DOUBLE, PATTERN],
  templates: true,
  imports: {
    opens: onLines(
      /^[ \t]*(?:import\b(?![ \t]*[(.])|export[ \t]*(?:type[ \t]*)?[{*]|"[" ]{4,200};?[ \t]*$|(?:const|let|var)[ \t](?:[^=;\n]{1,300}|\{[^{}()=;]{1,2000}\}[ \t]*)=[ \t]*require\([^)\n]{0,300}\);?[ \t]*$|\/\/\/)/gm,
      'import',
      'export',
      'require(',
      'const {',
      'let {',
      'var {',
      '""',
    ),
    spans: true,
  },
  types: null,
  tests: [
    // Testers that are given tables: RuleTester.run and its like
    {
      opens: onLines(
        /^[ \t]*(?:\w*[tT]ester\w*\.run|testRule)[ \t]*(?:<[^(\n]{0,200}>)?\(/gm,
        'ester',
        'testRule',
      ),
      body: 'call',
    },
    {
      opens: onLines(
        /^[ \t]*(?:await[ \t]+)?(?:(?:t|Deno|QUnit)\.)?(?:it|test|fit|specify)(?:\.(?:only|each|for|concurrent|sequential|serial|fails|failing|cb|runIf|skipIf))*[ \t]*[("]/gm,
      ),
      body: 'call',
    },
  ],
  skippedSuites: {
    opens: onLines(/^[ \t]*(?:xdescribe|xcontext|xit|xtest|(?:describe|suite|it|test)\.skip)\b[^\n(]*\(/gm),
    body: 'call',
  },
  skipped: null,
  asserts:
    /\b(?:expect|assert|should)\w*(?:\.\w+)*\s*\(|\.should\b|\bt\.(?:is|true|false|deepEqual|throws|equal|ok)\(/,
  testNames: [/^(.+?)[._-](?:test|tests|spec|e2e|cy)$/, /^test[._-](.+)$/, /^(?:test|tests)$/],
  declares:
    /^(?:export[ \t]+)?(?:default[ \t]+)?(?:abstract[ \t]+)?(?:async[ \t]+)?(?:function\*?|class|const|let|var|enum)[ \t]+([\w$]+)(?![^=;\n]{0,200}=[ \t]*require\()/gm,
  references,
  linking: 'paths',
  package: null,
  indexFiles: ['index', 'mod'],
  generalStems: ['index', 'main', 'mod', 'types', 'utils', 'util', 'helpers', 'constants', 'config'],
};

export const typescript: Language = {
  ...javascript,
  name: 'TypeScript',
  extensions: ['.ts', '.tsx', '.mts', '.cts'],
  types: {
    opens: onLines(
      /^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:declare\b|interface[ \t]+\w|type[ \t]+[\w$]+[ \t]*(?:<|=|$))/gm,
      'declare',
      'interface',
      'type',
    ),
    flat: false,
  },
};
