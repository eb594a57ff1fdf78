import { BLOCK_START, CHARACTER, DOUBLE_LONG, type Language, SLASHES } from './language.js';
import { onLines } from './lines.js';

export const rust: Language = {
  name: 'Rust',
  extensions: ['.rs'],
  triggers: '/\'"',
  comments: [SLASHES, BLOCK_START],
  nestedComments: true,
  strings: [DOUBLE_LONG, CHARACTER],
  delimited: 'rust',
  imports: {
    opens: onLines(
      /^[ \t]*(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:use\b|mod[ \t]+\w+[ \t]*;|extern[ \t]+crate\b)|^[ \t]*#!\[/gm,
      'use',
      'mod',
      'crate',
      '#![',
    ),
    spans: true,
  },
  types: {
    opens: onLines(
      /^[ \t]*(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:struct|enum|union|type)[ \t]/gm,
      'struct',
      'enum',
      'union',
      'type',
    ),
    flat: false,
  },
  tests: [
    { opens: onLines(/^[ \t]*#\[(?:\w+::)*(?:test|rstest|test_case|quickcheck)\b/gm, '#['), body: 'braces' },
  ],
  testRegion: { opens: onLines(/^[ \t]*#\[cfg\(test\)\]/gm, '#[cfg(test)]'), body: 'braces' },
  skipped: /#\[ignore\b/,
  asserts: /\b(?:debug_)?assert\w*!|\bpanic!\(/,
  testNames: [/^(.+)_tests?$/, /^test_(.+)$/, /^tests?$/],
  declares:
    /^(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:(?:async|unsafe|const|extern|default)[ \t]+)*(?:struct|enum|union|trait|fn|type|const|static|macro_rules!)[ \t]+(\w+)/gm,
  references: (_text, masked) =>
    [...masked().matchAll(/^[ \t]*(?:pub[ \t]+)?use[ \t]+([\w:]{1,300})/gm)].map((match) => ({
      to: match[1] ?? '',
      names: null,
    })),
  linking: 'names',
  package: null,
  indexFiles: [],
  generalStems: ['mod', 'lib', 'main'],
};
