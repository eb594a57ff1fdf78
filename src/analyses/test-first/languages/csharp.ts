import { BLOCK, CHARACTER, DOUBLE, type Language, SLASHES, TRIPLE_PLAIN } from './language.js';
import { onLines } from './lines.js';

export const csharp: Language = {
  name: 'C#',
  extensions: ['.cs'],
  triggers: '/\'"@$#',
  comments: [
    SLASHES,
    BLOCK,
    String.raw`(?<=(?:^|\n)[ \t]{0,40})#(?:region|endregion|pragma|nullable|line)\b[^\n]*`,
  ],
  strings: [TRIPLE_PLAIN, String.raw`(?:@\$?|\$@)"(?:[^"]+|"")*(?:"|$)`, DOUBLE, CHARACTER],
  imports: {
    opens: onLines(
      /^[ \t]*(?:(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?[\w.=<>, \t]{1,300};|namespace[ \t]+[\w.]+|\[assembly:)/gm,
      'using',
      'namespace',
      '[assembly:',
    ),
    spans: false,
  },
  types: {
    opens: onLines(
      /^[ \t]*(?:(?:public|internal|private|protected|partial)[ \t]+)*interface[ \t]+\w/gm,
      'interface',
    ),
    flat: true,
  },
  tests: [
    {
      opens: onLines(
        /^[ \t]*\[(?:[\w.]+,[ \t]*)*(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|Property)\b/gm,
        '[',
      ),
      body: 'braces',
    },
  ],
  skipped: /\bSkip[ \t]*=|\[Ignore\b/,
  asserts: /\bAssert\w*\.\w+\s*[(<]|\.Should\w*\s*\(|\bVerify\w*\(|\bthrow new \w*Exception\b(?=.*assert)/i,
  testNames: [/^(.+?)(?:\.?Tests?|Specs?|Facts?|TestFixture)$/],
  declares:
    /^[ \t]{0,4}(?:(?:public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|unsafe|file)[ \t]+)*(?:class|interface|struct|enum|record(?:[ \t]+(?:struct|class))?|delegate[ \t]+\w+)[ \t]+(\w+)/gm,
  references: (_text, masked) =>
    [...masked().matchAll(/^[ \t]*(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?([\w.]{1,300});/gm)].map(
      (match) => ({
        to: match[1] ?? '',
        names: null,
      }),
    ),
  linking: 'names',
  package: /^[ \t]*namespace[ \t]+([\w.]+)/m,
  indexFiles: [],
  generalStems: ['Program', 'Extensions'],
};
