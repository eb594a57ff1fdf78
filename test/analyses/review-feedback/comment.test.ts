import { describe, expect, test } from 'vitest';
import { readComment } from '../../../src/analyses/review-feedback/comment.js';

const formOf = (body: string) => readComment(body, null).form;

describe('the form of a comment', () => {
  test.each([
    [
      'acknowledgement',
      ['Done.', 'Fixed in the next commit', 'OK, will do', 'Good catch! Removed.', 'LGTM', '👍', 'Yes'],
    ],
    ['praise', ['Nice!', 'Great work on this one', 'This is really nice :tada:', 'praise: what a test']],
    [
      'request',
      [
        'Please remove this.',
        'Use `Map` instead',
        'Could you add a test for the empty case?',
        'This should be private',
        'If it is not used, remove it',
        'maybe rename this to `total`?',
        'Unused import',
        'nit: trailing space',
        'Remove?',
      ],
    ],
    [
      'question',
      [
        'Why is this needed?',
        'Does this handle an empty list?',
        'What happens when both are null?',
        'Should we handle the error here?',
        'question: who calls this',
        'Just wondering why this is async',
      ],
    ],
    [
      'statement',
      [
        'The parser reads this line twice, once for each option.',
        'FYI: the build takes ten minutes now',
        '`total`',
      ],
    ],
    [
      'suggestion',
      [
        '```suggestion\nconst a = 1;\n```',
        'suggestion: split this class',
        'Shorter:\n```suggestion\na\n```\nok?',
      ],
    ],
  ])('%s', (form, bodies) => {
    expect(bodies.map((body) => [body, formOf(body)])).toEqual(bodies.map((body) => [body, form]));
  });

  test('comes from its label first', () => {
    expect(readComment('**suggestion (non-blocking):** is this needed?', null)).toMatchObject({
      form: 'suggestion',
      label: 'suggestion',
      blocking: false,
    });
    expect(readComment('issue (ux, blocking): the button jumps', null)).toMatchObject({
      form: 'request',
      label: 'issue',
      blocking: true,
    });
    expect(readComment('Nit: a space is missing', null)).toMatchObject({
      nit: true,
      label: 'nit',
      blocking: false,
    });
    expect(readComment('[nit] a space is missing', null)).toMatchObject({ nit: true, label: 'nit' });
    expect(readComment('std::move is enough', null)).toMatchObject({ label: null, blocking: null });
    expect(readComment('constructor: too long', null).label).toBeNull();
  });
});

describe('what a comment says besides', () => {
  test('reasons', () => {
    expect(readComment('Use a set, because the list grows', null).reasoned).toBe(true);
    expect(readComment('Use a set, see https://example.org/sets', null).reasoned).toBe(true);
    expect(readComment('Use a set', null).reasoned).toBe(false);
    expect(readComment('Nice, this way nobody waits', null)).toMatchObject({
      praise: true,
      praiseWithReason: true,
    });
  });

  test('names of the code that it stands at', () => {
    const hunk = '@@ -1 +1,2 @@\n const first = 1;\n+const secondOne = first + 1;';
    expect(readComment('`secondOne` is too long', hunk).anchored).toBe(true);
    expect(readComment('secondOne is too long', hunk).anchored).toBe(true);
    expect(readComment('`third` is too long', hunk).anchored).toBe(false);
    expect(readComment('this is too long', hunk).anchored).toBe(false);
    expect(readComment('`secondOne` is too long', null).anchored).toBe(false);
  });

  test('substance: enough words, a suggestion, or a short request that names the code', () => {
    const hunk = '@@ -1 +1 @@\n+const T_name = 1;';
    expect(readComment('Remove `T_name`', hunk).substantive).toBe(true);
    expect(readComment('Remove this', hunk).substantive).toBe(false);
    expect(readComment('```suggestion\n```', hunk).substantive).toBe(true);
    expect(readComment('The two loops below walk the same list twice', null).substantive).toBe(true);
    expect(readComment('Thanks, I have changed it now as you said there', null).substantive).toBe(false);
  });

  test('suggestions with their lines, and no other code', () => {
    const { suggestions } = readComment(
      'a\n```suggestion\nx\n\ty\n```\n```ts\nz\n```\n````suggestion\n```\n````',
      null,
    );
    expect(suggestions).toEqual(['x\n\ty', '```']);
  });

  test('words of prose only', () => {
    const body =
      '> quoted words here\n\none `code span` two <b>three</b>\n\n```\ncode\n```\n\n![alt text](a.png) <!-- four -->';
    expect(readComment(body, null).words).toBe(3);
    expect(readComment('Right.\n\n-- \nSomebody\nSome company', null).words).toBe(1);
    expect(readComment('On Tue, Jan 6, 2026 at 10:11, Somebody wrote:\n> why?\n\nBecause.', null).words).toBe(
      1,
    );
  });

  test('praise, but not what would be nice, nor thanks before a refusal', () => {
    const praised = ['Thanks for the fix!', 'LGTM', 'I like how this reads', 'Good catch', 'Done :)'];
    const not = [
      'It would be nice to have a test',
      'Thanks, but unfortunately we cannot take this',
      'Something like this',
      "I don't like this",
      'Could you rename it? :)',
      'not a big fan of the name',
    ];
    expect(praised.filter((body) => !readComment(body, null).praise)).toEqual([]);
    expect(not.filter((body) => readComment(body, null).praise)).toEqual([]);
  });

  test('confusion', () => {
    expect(readComment("I don't understand what this does", null).confused).toBe(true);
    expect(readComment('This closes the file', null).confused).toBe(false);
  });
});

describe('texts of which nothing can be told', () => {
  const other = [
    'Warum ist das hier nicht in einer eigenen Methode?',
    'Je pense que cette méthode devrait être dans le service',
    'Por qué no usamos el método que ya existe para esto?',
    'Isso não é usado, você pode remover essa variável?',
    'Perché non usare il metodo che è già qui?',
    'Dlaczego to nie jest w osobnej metodzie? Można to przenieść',
    'Зачем здесь этот вызов?',
    '这里应该用 useCallback 而不是 useMemo',
    'ここは名前を変えた方がいいと思います',
    '이 부분은 왜 필요한가요?',
    'لماذا نحتاج إلى هذا هنا؟',
    'למה צריך את זה?',
    'Bu değişken neden burada? Daha önce bir metot için kullanıldı',
  ];

  test.each(other)('another language is unknown, not poor: %s', (body) => {
    expect(formOf(body)).toBe('unknown');
  });

  test('short technical texts and foreign names are English', () => {
    const texts = [
      'Typo: "größe"',
      'de-dupe the list',
      'Use `über`',
      'Rename "名前" to name, please',
      'const → let',
      'nil?',
      'die here',
    ];
    expect(texts.filter((body) => formOf(body) === 'unknown')).toEqual([]);
  });

  test('a suggestion and a label are read in every language', () => {
    expect(formOf('Das hier ist nicht mehr auf dem Stand\n```suggestion\na\n```')).toBe('suggestion');
    expect(formOf('nit: das hier ist nicht mehr auf dem Stand')).toBe('request');
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \r\n\t  '],
    ['an image', '![screenshot](https://example.org/a.png)'],
    ['an image in HTML', '<img src="a.png" width="10">'],
    ['a quote', '> why?\n> and how?'],
    ['quotes in quotes', '> > > why?'],
    ['an HTML comment', '<!-- please remove this -->'],
    ['NUL', '\0\0'],
  ])('%s is unknown', (_, body) => {
    expect(readComment(body, null)).toMatchObject({
      form: 'unknown',
      words: 0,
      substantive: false,
      informative: false,
    });
  });
});

describe('bad input', () => {
  test.each([
    [
      'CRLF',
      'Please rename\r\nthis.\r\n\r\n```suggestion\r\na\r\n```\r\n',
      { form: 'suggestion', suggestions: ['a'] },
    ],
    ['a fence in a quote', '> ```suggestion\n> a\n> ```\n\nWhy?', { form: 'question', suggestions: [] }],
    ['a fence that never ends', 'Use this:\n```suggestion\nconst a', { suggestions: ['const a'] }],
    [
      'HTML around it',
      '<details><summary>more</summary>\n\nPlease rename this\n\n</details>',
      { form: 'request' },
    ],
    ['an emoji alone', '🎉', { form: 'praise', acknowledgement: true }],
    ['another emoji alone', '👀', { form: 'statement', words: 0 }],
    ['NUL in a word', 'Please re\0name this', { form: 'request' }],
    ['half a pair', 'Please rename \ud83d this', { form: 'request' }],
    ['marks of ours', '\uE000\uE001 please rename', { form: 'request', anchored: false }],
    ['code alone', '```ts\nconst a = 1;\n```', { form: 'statement', words: 0 }],
  ])('%s', (_, body, expected) => {
    expect(readComment(body, 'const a')).toMatchObject(expected);
  });

  test('65,535 characters of words, of one word, of marks', () => {
    const most = 65_535;
    expect(readComment('please rename this. '.repeat(4000).slice(0, most), null).form).toBe('request');
    expect(readComment('a'.repeat(most), null)).toMatchObject({ form: 'statement', words: 1 });
    expect(readComment('*a_ '.repeat(most).slice(0, most), null).form).toBe('unknown');
    const long = `Please use this:\n\`\`\`\n${'log line\n'.repeat(7000)}\`\`\`\n`;
    expect(readComment(long, null).form).toBe('request');
  });
});
