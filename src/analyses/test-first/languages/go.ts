import { BLOCK, CHARACTER, DOUBLE, type Language, type Reference, SLASHES } from './language.js';
import { onLines } from './lines.js';

function references(text: string, masked: () => string): Reference[] {
  const blocks = [...masked().matchAll(/^import[ \t]*(\([^)]{0,20000}\)|[^\n]{1,300})/gm)];
  return blocks.flatMap(({ index, 0: block }) =>
    [...text.slice(index, index + block.length).matchAll(/"([^"\n]{1,300})"/g)].map((match) => ({
      to: match[1] ?? '',
      names: null,
    })),
  );
}

export const go: Language = {
  name: 'Go',
  extensions: ['.go'],
  triggers: '/\'"`',
  comments: [SLASHES, BLOCK],
  strings: [DOUBLE, '`[^`]*(?:`|$)', CHARACTER],
  imports: { opens: onLines(/^(?:import|package)\b/gm, 'import', 'package'), spans: true },
  types: { opens: onLines(/^type[ \t]/gm, 'type'), flat: false },
  tests: [
    {
      opens: onLines(
        /^func[ \t]+(?:Test|Fuzz|Example)\w*[ \t]*\(|^[ \t]*(?:It|Specify|Entry)\("/gm,
        'func',
        'It',
        'Specify',
        'Entry',
      ),
      body: 'braces',
    },
  ],
  skipped: null,
  asserts: /\b(?:t|b|tb)\.(?:Error|Fatal|Fail)\w*\(|\b(?:assert|require|is)\.\w+\(|\bExpect\(/,
  testNames: [/^(.+)_test$/],
  declares: /^(?:func[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?|type[ \t]+|var[ \t]+|const[ \t]+)(\w+)/gm,
  references,
  linking: 'names',
  package: /^package[ \t]+(\w+)/m,
  indexFiles: [],
  generalStems: ['main', 'doc'],
};
