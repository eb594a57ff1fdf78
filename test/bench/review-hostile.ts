/** Texts that are made to take a parser long: bits of Markdown, one, two and three of them over and over. */
const BITS = [
  ...[
    '*',
    '**',
    '_',
    'a_',
    '`',
    '``',
    '~',
    '~~',
    '[',
    '[a',
    '](',
    ']',
    '![',
    '[^',
    '[a]: b\n',
    '[^a]: ',
    '<',
    '<a ',
  ],
  ...[
    '<!--',
    '<?',
    '<![CDATA[',
    '</a>',
    '<a b="',
    '<http:',
    '&',
    '&amp;',
    '\\',
    '|',
    '|-',
    '@',
    'a@b.',
    'www.',
  ],
  ...[
    'http://a.',
    '>',
    '> ',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    ' ',
    '  ',
    '    ',
    '\t',
    '#',
    '```\n',
    '~~~\n',
    '(',
    ')',
    '"',
  ],
  ...[
    'a',
    'a ',
    '===\n',
    '---\n',
    '[ ] ',
    '!',
    ':',
    '$',
    's/',
    'if ',
    'thanks ',
    '? ',
    ', ',
    '. ',
    ':)',
    '👍',
    'é',
    '漢',
  ],
];

export interface Hostile {
  readonly name: string;
  /** @param length in characters */
  readonly text: (length: number) => string;
}

const over = (bits: readonly string[]): Hostile => {
  const unit = bits.join('');
  return {
    name: JSON.stringify(unit),
    text: (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
  };
};

const lines = (name: string, line: (at: number) => string): Hostile => ({
  name,
  text: (length) => {
    let text = '';
    for (let at = 0; text.length < length; at += 1) text += `${line(at)}\n`;
    return text.slice(0, length);
  },
});

/** Every bit, every two of them, and others whose parts grow. */
export const hostile: readonly Hostile[] = [
  ...BITS.map((bit) => over([bit])),
  ...BITS.flatMap((one) => BITS.filter((other) => other !== one).map((other) => over([one, other]))),
  lines('lists in lists', (at) => `${' '.repeat(2 * at)}- a`),
  lines('quotes in quotes', (at) => `${'> '.repeat(at)}a`),
  lines('eight quotes a line', () => `${'> '.repeat(8)}a`),
  lines('longer and longer fences', (at) => '`'.repeat(at + 3)),
  { name: 'longer and longer code spans', text: (length) => spans(length) },
  over(['[', '[a](b "c', '*_~']),
  over(['![[](', "<a b='"]),
  over(['> - 1. ', '*a* `b\n']),
];

function spans(length: number): string {
  let text = '';
  for (let at = 1; text.length < length; at += 1) text += `${'`'.repeat(at)} `;
  return text.slice(0, length);
}
