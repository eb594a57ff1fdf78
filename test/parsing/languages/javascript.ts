import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `const { tidy } = require('./words');
`;

const summary = `
  summary(limit) {
    const titles = this.entries.map((entry) => entry.title.slice(0, limit));
    const longest = Math.max(...titles.map((title) => title.length));
    titles.unshift('-'.repeat(longest));
    titles.push(titles.length + ' entries');
    return titles.join('; ');
  }
`;

const journal = `
/** Entries of a day. */
class Journal extends Book {
  entries = [];

  // Newest first.
  sorted() {
    const copy = [...this.entries];
    for (const entry of copy) {
      const words = entry.text.split(' ').filter((word) => word !== '');
      entry.rank = words.length * entry.weight;
    }
    copy.sort((a, b) => b.rank - a.rank);
    return copy;
  }

  #stamp(entry) {
    const now = clock.now();
    entry.written = entry.written ?? now;
    entry.changed = now;
    return entry;
  }

  write(title, text) {
    const entry = this.#stamp({ title, text, weight: 1 });
    if (this.entries.some((other) => other.title === title)) return null;
    this.entries.push(entry);
    return this.sorted().indexOf(entry);
  }
${summary}}
`;

const shelf = `
class Shelf {
  books = new Map();

  put(book) {
    const row = this.books.get(book.genre) ?? [];
    row.push(book);
    row.sort((a, b) => a.title.localeCompare(b.title));
    this.books.set(book.genre, row);
  }

  count(genre) {
    return this.books.get(genre)?.length ?? 0;
  }
}
`;

const parseDate = `
function parseDate(text) {
  const [day, month, year] = text.split('.').map(Number);
  if (!day || !month) throw new RangeError('No date: ' + text);
  const full = year < 100 ? 2000 + year : year;
  return new Date(full, month - 1, day);
}
`;

const debounce = `
function debounce(callback, delay) {
  let timer = null;
  function restart(values) {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      callback(...values);
    }, delay);
  }
  return (...values) => restart(values);
}
`;

const formats = `
const short = {
  print(entry) {
    const text = entry.text.slice(0, 20);
    const title = entry.title.toUpperCase();
    return title + ': ' + text;
  },
};

const long = {
  print(entry) {
    const lines = entry.text.split('; ');
    const indented = lines.map((line) => '  ' + line);
    return [entry.title, ...indented].join('; ');
  },
};
`;

const before = { 'journal.js': head + journal + shelf + parseDate + debounce + formats };

const rename = edited(
  before,
  { 'journal.js': [['parseDate', 'readDay']] },
  'rename-function journal.js parseDate → journal.js readDay',
);

const extract = edited(
  before,
  {
    'journal.js': [
      [
        `      const words = entry.text.split(' ').filter((word) => word !== '');
      entry.rank = words.length * entry.weight;
`,
        '      this.#rate(entry);\n',
      ],
      [
        '  #stamp(entry) {',
        `  #rate(entry) {
    const words = entry.text.split(' ').filter((word) => word !== '');
    entry.rank = words.length * entry.weight;
  }

  #stamp(entry) {`,
      ],
    ],
  },
  'extract-function journal.js Journal.sorted → journal.js Journal.#rate',
);

export const javascript: LanguageFixtures = {
  language: 'JavaScript',
  reads: {
    path: 'tools.mjs',
    text: `#!/usr/bin/env node
import fs from 'node:fs';
export { saw } from './saw.js';

// Makes holes.
class Drill extends kit.Tool {
  speed = 1;
  #turn = (times) => times * this.speed;
  static of(size, ...rest) {}
  get heat() { return 1; }
}
const Hammer = class extends Drill { hit(nail, force = 1) {} };
const box = { open() {}, lock: (key) => key };
const measure = (length) => length / 10;
const once = lazy(function () { return fs; });
function* pieces(wood) {}
exports.glue = function (a, b) {};
Drill.prototype.stop = () => false;
`,
    declarations: [
      'class Drill',
      'variable speed',
      'function #turn',
      'function of',
      'function heat',
      'type Hammer',
      'function hit',
      'type box',
      'function open',
      'function lock',
      'function measure',
      'function once',
      'function pieces',
      'function glue',
      'function stop',
    ],
    parameters: ['times', 'size', 'rest', 'nail', 'force', 'key', 'length', 'wood', 'a', 'b'],
    supertypes: ['Tool', 'Drill'],
    imports: ["import fs from 'node:fs';", "export { saw } from './saw.js';"],
    comments: ['#!/usr/bin/env node', '// Makes holes.'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'journal.js': [['#stamp', '#date']] },
      'rename-function journal.js Journal.#stamp → journal.js Journal.#date',
    ),
    'move a function to another file': edited(
      before,
      { 'journal.js': [[parseDate, '']], 'dates.js': [['', parseDate]] },
      'move-function journal.js parseDate → dates.js parseDate',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'journal.js': [[parseDate, '']],
        'dates.js': [
          ['', parseDate],
          ['parseDate(text)', "parseDate(text, separator = '.')"],
          ["split('.')", 'split(separator)'],
        ],
      },
      'move-function journal.js parseDate → dates.js parseDate',
    ),
    'move a method to another type': edited(
      before,
      {
        'journal.js': [
          [summary, ''],
          ['  count(', `${summary}\n  count(`],
        ],
      },
      'move-function journal.js Journal.summary → journal.js Shelf.summary',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function journal.js Journal.#rate → journal.js Journal.sorted',
    ),
    'change a signature': edited(before, {
      'journal.js': [['put(book)', 'put(book, { sorted = true } = {})']],
    }),
    'edit without a refactoring': edited(before, { 'journal.js': [['2000 + year', '1900 + year']] }),
    'edit a function without a name': edited(before, {
      'journal.js': [
        ['(other) => other.title === title', '(other) => other.title.trim() === title && !other.torn'],
      ],
    }),
    'rename a nested function': edited(
      before,
      { 'journal.js': [['restart(', 'again(']] },
      'rename-function journal.js debounce.restart → journal.js debounce.again',
    ),
    'edit one of several functions of a name': edited(before, {
      'journal.js': [['slice(0, 20)', 'slice(0, 40)']],
    }),
    'rename one of several functions of a name': edited(
      before,
      {
        'journal.js': [
          [
            `print(entry) {
    const lines`,
            `render(entry) {
    const lines`,
          ],
        ],
      },
      'rename-function journal.js long.print → journal.js long.render',
    ),
    'rename a type': edited(
      before,
      { 'journal.js': [['Shelf', 'Bookcase']] },
      'rename-type journal.js Shelf → journal.js Bookcase',
    ),
    'move a type to another file': edited(
      before,
      { 'journal.js': [[shelf, '']], 'shelf.js': [['', shelf]] },
      'move-type journal.js Shelf → shelf.js Shelf',
    ),
    'rename beside a part that is broken': broken(rename, '\nfunction broken( {\n  return [1, ;\n}\n'),
    'edit comments and documentation': edited(before, {
      'journal.js': [
        ['/** Entries of a day. */', '/** What happened, in the order of how much was written. */'],
        ['// Newest first.', '// The longest come first.'],
      ],
    }),
  },
};
