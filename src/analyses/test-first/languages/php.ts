import { BLOCK, DOUBLE_LONG, type Language, SINGLE_LONG, SLASHES } from './language.js';
import { onLines } from './lines.js';

export const php: Language = {
  name: 'PHP',
  extensions: ['.php'],
  triggers: '/#\'"<?',
  comments: [SLASHES, String.raw`#(?!\[)[^\n]*`, BLOCK, String.raw`<\?(?:php)?`, String.raw`\?>`],
  strings: [DOUBLE_LONG, SINGLE_LONG],
  delimited: 'php',
  imports: {
    opens: onLines(
      /^(?:use|namespace|declare)\b|^[ \t]*(?:require|include)(?:_once)?\b/gm,
      'use',
      'namespace',
      'declare',
      'require',
      'include',
    ),
    spans: false,
  },
  types: { opens: onLines(/^[ \t]*interface[ \t]+\w/gm, 'interface'), flat: true },
  tests: [
    { opens: onLines(/^[ \t]*#\[(?:\w+,[ \t]*)*Test\b/gm, '#['), body: 'braces' },
    {
      opens: onLines(/^[ \t]*(?:final[ \t]+)?(?:public[ \t]+)?function[ \t]+test\w*[ \t]*\(/gm, 'test'),
      body: 'braces',
    },
    { opens: onLines(/^(?:it|test)\("/gm, 'it(', 'test('), body: 'call' },
  ],
  skipped: null,
  asserts: /(?:->|::)(?:assert|expect|should|fail)\w*\(|\bexpect\(/,
  testNames: [/^(.+?)(?:Test|TestCase|Spec|Cest)$/],
  declares: /^(?:(?:final|abstract|readonly)[ \t]+)*(?:class|interface|trait|enum|function)[ \t]+(\w+)/gm,
  references: (_text, masked) =>
    [...masked().matchAll(/^use[ \t]+(?:function[ \t]+|const[ \t]+)?\\?([\w\\]{1,300})/gm)].map((match) => ({
      to: (match[1] ?? '').replaceAll('\\', '.'),
      names: null,
    })),
  linking: 'names',
  package: /^namespace[ \t]+([\w\\]+)/m,
  indexFiles: [],
  generalStems: [],
};
