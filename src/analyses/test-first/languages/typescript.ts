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

/** A pattern literal: a slash where a value may begin. */
const PATTERN = String.raw`(?<=(?:^|[(,=:[!&|?{};+<>~^%]|\breturn|\bcase|\btypeof)[ \t]{0,8})\/(?![*/])(?:[^/\\\n[]+|\\.|\[(?:[^\]\\\n]+|\\.)*(?:\]|(?=\n)|\\?$))*(?:\/[a-z]*|(?=\n)|\\?$)`;

const FROM =
  /^[ \t]*(?:import\b|export[ \t]*(?=(?:type[ \t]*)?[{*]))([^;'"`]{0,2000}?)\bfrom\s*['"]([^'"\n]{1,500})['"]/gm;
const BARE = /(?:^|[;\s])import\s*\(?\s*['"]([^'"\n]{1,500})['"]/g;
const REQUIRE =
  /(?:\b(?:const|let|var)\s+([\w$]+|\{[^}]{0,1000}\})\s*=\s*)?\brequire\(\s*['"]([^'"\n]{1,500})['"]/g;

/** A script's name in a string, as a test has it that starts a program or loads a file. */
const NAMED_FILE = /['"]((?:[\w@.-]{1,100}\/){0,12}[\w@.-]{1,100}\.[cm]?[jt]sx?)['"]/g;

function clauseNames(clause: string): string[] | null {
  if (clause.includes('*')) return null;
  const braces = /\{([^}]*)\}/.exec(clause);
  const outer = clause.replace(/\{[^}]*\}/, '').replace(/^\s*type\b/, '');
  return [...namesIn(braces?.[1] ?? ''), ...(namesIn(outer).length > 0 ? ['default'] : [])];
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function references(text: string): Reference[] {
  return [
    ...[...matchesIn(text, FROM)].map((match) => ({
      to: match[2] ?? '',
      names: clauseNames(match[1] ?? ''),
    })),
    ...[...matchesIn(text, BARE)].map((match) => ({ to: match[1] ?? '', names: null })),
    ...[...matchesIn(text, NAMED_FILE)].map((match) => ({
      to: `file:${baseOf(match[1] ?? '')}`,
      names: null,
    })),
    ...(text.includes('require(') ? [...matchesIn(text, REQUIRE)] : []).map((match) => ({
      to: match[2] ?? '',
      names: match[1]?.startsWith('{') ? namesIn(match[1].slice(1, -1)) : null,
    })),
  ];
}

export const javascript: Language = {
  name: 'JavaScript',
  extensions: ['.js', '.jsx', '.mjs', '.cjs'],
  triggers: '/\'"`',
  comments: [SLASHES, BLOCK],
  strings: [SINGLE, DOUBLE, PATTERN],
  templates: true,
  imports: {
    pattern:
      /^[ \t]*(?:import\b(?![ \t]*[(.])|export[ \t]*(?:type[ \t]*)?[{*]|"[" ]{4,200};?[ \t]*$|(?:const|let|var)[ \t][^=;\n]{1,300}=[ \t]*require\([^)\n]{0,300}\);?[ \t]*$|\/\/\/)/gm,
    spans: true,
  },
  types: null,
  tests: [
    // Testers that are given tables: RuleTester.run and its like
    { opens: /^[ \t]*(?:\w*[tT]ester\w*\.run|testRule)[ \t]*(?:<[^(\n]{0,200}>)?\(/gm, body: 'call' },
    {
      opens:
        /^[ \t]*(?:await[ \t]+)?(?:(?:t|Deno|QUnit)\.)?(?:it|test|fit|specify)(?:\.(?:only|each|for|concurrent|sequential|serial|fails|failing|cb|runIf|skipIf))*[ \t]*[("]/gm,
      body: 'call',
    },
  ],
  skippedSuites: {
    opens: /^[ \t]*(?:xdescribe|xcontext|xit|xtest|(?:describe|suite|it|test)\.skip)\b[^\n(]*\(/gm,
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
    pattern:
      /^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:declare\b|interface[ \t]+\w|type[ \t]+[\w$]+[ \t]*(?:<|=|$))/gm,
    flat: false,
  },
};
