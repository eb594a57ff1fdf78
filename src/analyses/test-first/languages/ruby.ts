import { DOUBLE_LONG, HASH, type Language, matchesIn, SINGLE_LONG } from './language.js';
import { onLines } from './lines.js';

/** A pattern literal: a slash where a value may begin. */
const PATTERN = String.raw`(?<=(?:[(,=~[!&|?{;]|\bif|\bunless|\bwhen|\band|\bor|\bmatch\?)[ \t]{0,4})\/(?![= ])(?:[^/\\\n]+|\\.)*(?:\/[a-z]*|(?=\n)|\\?$)`;

export const ruby: Language = {
  name: 'Ruby',
  extensions: ['.rb'],
  triggers: '#\'"/<=?',
  comments: [String.raw`(?<=^|\n)=begin\b[\s\S]*?(?:\n=end\b[^\n]*|$)`, HASH],
  strings: [DOUBLE_LONG, SINGLE_LONG, PATTERN, String.raw`(?<=\s)\?[#"'](?=[\s,)\]])`],
  delimited: 'ruby',
  imports: {
    opens: onLines(/^[ \t]*(?:require|require_relative|load|autoload)\b/gm, 'require', 'load'),
    spans: false,
  },
  types: null,
  tests: [
    {
      opens: onLines(
        /^[ \t]*(?:(?:it|its|specify|example|scenario|test|should|fit|focus|it_behaves_like|include_examples)\b(?![ \t]*[=.])|def[ \t]+test_\w+)/gm,
      ),
      body: 'end',
    },
  ],
  skippedSuites: { opens: onLines(/^[ \t]*(?:xdescribe|xcontext)\b/gm), body: 'end' },
  skipped: null,
  asserts: /\b(?:expect|assert|refute)\w*[ \t]*[({ ]|\bis_expected\b|\.(?:should|must_)\w*\b/,
  testNames: [/^(.+)_(?:spec|test)$/, /^test_(.+)$/],
  declares: /^[ \t]{0,8}(?:class|module)[ \t]+(?:\w+::)*([A-Z]\w*)/gm,
  references: (text) =>
    [...matchesIn(text, /^[ \t]*(require|require_relative)[ \t(]+['"]([^'"\n]{1,300})['"]/gm)].map(
      (match) => ({
        to:
          match[1] === 'require_relative' && !/^\.{1,2}\//.test(match[2] ?? '')
            ? `./${match[2]}`
            : (match[2] ?? ''),
        names: null,
      }),
    ),
  linking: 'names',
  package: null,
  indexFiles: [],
  generalStems: ['version'],
};
