import { qualifiedImports } from './java.js';
import { BLOCK_START, CHARACTER, DOUBLE, type Language, SLASHES, TRIPLE_PLAIN } from './language.js';
import { onLines } from './lines.js';

export const kotlin: Language = {
  name: 'Kotlin',
  extensions: ['.kt'],
  triggers: '/\'"`',
  comments: [SLASHES, BLOCK_START],
  nestedComments: true,
  strings: [TRIPLE_PLAIN, DOUBLE, CHARACTER, '`[^`\\n]*`'],
  imports: { opens: onLines(/^[ \t]*(?:import|package)[ \t]/gm, 'import', 'package'), spans: false },
  types: {
    opens: onLines(
      /^[ \t]*(?:(?:public|internal|private|sealed|fun)[ \t]+)*(?:interface|typealias)[ \t]+\w/gm,
      'interface',
      'typealias',
    ),
    flat: true,
  },
  tests: [
    {
      opens: onLines(
        /^[ \t]*(?:@\w+[ \t]+)*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b/gm,
        '@',
      ),
      body: 'braces',
    },
    // Kotest: a string or a word with a block
    {
      opens: onLines(
        /^[ \t]*(?:(?:it|test|should|expect|scenario|then|Then)[ \t]*\("+\)|"{3,})[^\n{("]{0,80}\{/gm,
      ),
      body: 'braces',
    },
  ],
  skipped: /@(?:Disabled|Ignore)\b/,
  asserts: /\b(?:assert|verify|expect|fail|should)\w*\s*[({]|\bshould(?:Be|Not|Throw|Contain)\w*\b/,
  testNames: [/^(.+?)(?:Tests?|TestCase|IT|Spec)$/, /^Test([A-Z].*)$/],
  declares:
    /^(?:@[\w:.]+(?:\([^)\n]*\))?[ \t]+)*(?:(?:public|internal|private|protected|open|abstract|sealed|data|inline|value|enum|annotation|suspend|operator|infix|tailrec|external|const|lateinit|expect|actual|fun)[ \t]+)*(?:class|interface|object|fun|val|var|typealias)[ \t]+(?:<[^>\n]{0,200}>[ \t]*)?(?:[\w<>?, ]{1,100}\.)?(\w+)/gm,
  references: qualifiedImports,
  linking: 'names',
  package: /^[ \t]*package[ \t]+([\w.]+)/m,
  indexFiles: [],
  generalStems: [],
};
