import {
  BLOCK,
  CHARACTER,
  DOUBLE,
  type Language,
  type Reference,
  SLASHES,
  TRIPLE_DOUBLE,
} from './language.js';
import { matchLines, onLines } from './lines.js';

const IMPORT = onLines(/^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]{1,400}(?:\*|\w))/gm, 'import');

/** `import a.b.C;` of Java and Kotlin. */
export function qualifiedImports(_text: string, masked: () => string): Reference[] {
  return [...matchLines(masked(), IMPORT)].map((match) => ({ to: match[1] ?? '', names: null }));
}

export const java: Language = {
  name: 'Java',
  extensions: ['.java'],
  triggers: '/\'"',
  comments: [SLASHES, BLOCK],
  strings: [TRIPLE_DOUBLE, DOUBLE, CHARACTER],
  imports: { opens: onLines(/^[ \t]*(?:import|package)[ \t]/gm, 'import', 'package'), spans: false },
  types: {
    opens: onLines(
      /^[ \t]*(?:(?:public|protected|private|static|sealed|abstract)[ \t]+)*@?interface[ \t]+\w/gm,
      'interface',
    ),
    flat: true,
  },
  tests: [
    {
      opens: onLines(
        /^[ \t]*(?:@\w+[ \t]+)*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Theory)\b/gm,
        '@',
      ),
      body: 'braces',
    },
    // JUnit 3
    { opens: onLines(/^[ \t]*public[ \t]+void[ \t]+test\w*[ \t]*\(/gm, 'test'), body: 'braces' },
  ],
  skipped: /@(?:Disabled|Ignore)\b/,
  asserts: /\b(?:assert|verify|expect|fail)\w*\s*\(/,
  testNames: [/^(.+?)(?:Tests?|TestCase|IT|ITCase|Spec)$/, /^Test([A-Z].*)$/],
  declares:
    /^[ \t]{0,2}(?:@\w+[ \t]+)*(?:(?:public|protected|private|static|final|abstract|sealed|strictfp)[ \t]+)*(?:class|interface|enum|record|@interface)[ \t]+(\w+)/gm,
  references: qualifiedImports,
  linking: 'names',
  package: /^[ \t]*package[ \t]+([\w.]+)/m,
  indexFiles: [],
  generalStems: [],
};
