import { BLOCK_START, DOUBLE, type Language, SLASHES, TRIPLE_DOUBLE } from './language.js';
import { onLines } from './lines.js';

export const swift: Language = {
  name: 'Swift',
  extensions: ['.swift'],
  triggers: '/"',
  comments: [SLASHES, BLOCK_START],
  nestedComments: true,
  strings: [TRIPLE_DOUBLE, DOUBLE],
  imports: {
    opens: onLines(/^[ \t]*(?:@testable[ \t]+|@_exported[ \t]+)?import[ \t]/gm, 'import'),
    spans: false,
  },
  types: {
    opens: onLines(
      /^[ \t]*(?:(?:public|internal|private|fileprivate|open)[ \t]+)*(?:protocol|typealias)[ \t]/gm,
      'protocol',
      'typealias',
    ),
    flat: false,
  },
  tests: [
    { opens: onLines(/^[ \t]*(?:@\w+[ \t]+)*@Test\b/gm, '@Test'), body: 'braces' },
    {
      opens: onLines(
        /^[ \t]*(?:(?:public|internal|open|override|final)[ \t]+)*func[ \t]+test\w*[ \t]*\(/gm,
        'func',
      ),
      body: 'braces',
    },
    { opens: onLines(/^[ \t]*f?it\("/gm, 'it('), body: 'braces' },
  ],
  skipped: /\.disabled\b/,
  asserts: /\bXCTAssert\w*\(|\bXCTFail\(|\bexpect\w*\s*[({]|#expect\(|#require\(/,
  testNames: [/^(.+?)(?:Tests?|Spec)$/, /^Test([A-Z].*)$/],
  declares:
    /^(?:@\w+[ \t]+)*(?:(?:public|internal|private|fileprivate|open|final|indirect|static)[ \t]+)*(?:class|struct|enum|protocol|actor|func|typealias|extension)[ \t]+(\w+)/gm,
  references: (_text, masked) =>
    [...masked().matchAll(/^[ \t]*(?:@testable[ \t]+)?import[ \t]+(\w{1,100})/gm)].map((match) => ({
      to: match[1] ?? '',
      names: null,
    })),
  linking: 'names',
  package: null,
  indexFiles: [],
  generalStems: ['main', 'Package'],
};
