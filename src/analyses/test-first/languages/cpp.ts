import { BLOCK, CHARACTER, DOUBLE, type Language, matchesIn, SLASHES } from './language.js';
import { onLines } from './lines.js';

export const cpp: Language = {
  name: 'C++',
  extensions: ['.cpp', '.cc', '.cxx', '.c', '.hpp', '.hh', '.hxx', '.h', '.ipp'],
  triggers: '/\'"',
  comments: [SLASHES, BLOCK],
  strings: [DOUBLE, CHARACTER],
  delimited: 'cpp',
  imports: {
    opens: onLines(
      /^[ \t]*(?:#[ \t]*(?:include|pragma|undef)\b|using[ \t]+namespace\b|namespace\b[^\n]*\{[ \t]*$)/gm,
      '#',
      'namespace',
    ),
    spans: false,
  },
  types: { opens: onLines(/^[ \t]*(?:typedef|using[ \t]+\w+[ \t]*=)/gm, 'typedef', 'using'), flat: false },
  tests: [
    {
      opens: onLines(
        /^[ \t]*(?:TEST|TEST_F|TEST_P|TYPED_TEST|TEST_CASE|TEST_CASE_METHOD|TEMPLATE_TEST_CASE|SCENARIO|BOOST_(?:AUTO|FIXTURE)_TEST_CASE)[ \t]*\(/gm,
        'TEST',
        'SCENARIO',
      ),
      body: 'braces',
    },
  ],
  skipped: null,
  asserts: /\b(?:ASSERT|EXPECT|REQUIRE|CHECK|BOOST_(?:TEST|CHECK|REQUIRE))\w*\s*\(/,
  testNames: [/^(.+?)[._-]?(?:tests?|unittest|Tests?)$/, /^test[._-](.+)$/],
  declares:
    /^(?:template[ \t]*<[^\n]{0,200}>[ \t]*)?(?:(?:class|struct|enum(?:[ \t]+class)?|union)[ \t]+(?:[A-Z_]+[ \t]+)?(?=[\w])|[A-Za-z_][\w:<>,*&]{0,100}[ \t]+[*&]?(?:\w{1,80}::)?(?=\w{1,80}[ \t]*\())(\w+)/gm,
  references: (text) =>
    [...matchesIn(text, /^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]{1,300})[">]/gm)].map((match) => ({
      to: match[1] ?? '',
      names: null,
    })),
  linking: 'paths',
  package: null,
  indexFiles: [],
  generalStems: ['main'],
};
