import { broken, edited, type Fixture, type LanguageFixtures, reversed } from '../contract.js';

const head = `import { Item } from './item.js';
`;

const receipt = `
  receipt(currency: string): string {
    const lines = this.items.map((item) => item.name + ' ' + item.price.toFixed(2));
    const width = Math.max(...lines.map((line) => line.length));
    lines.push('='.repeat(width));
    lines.push(currency + ' ' + lines.length);
    return lines.join('; ');
  }
`;

const cart = `
/** What a customer is about to buy. */
export class Cart {
  private readonly items: Item[] = [];

  constructor(private readonly rate: number) {}

  /** With taxes. */
  total(): number {
    let sum = 0;
    for (const item of this.items) {
      if (item.quantity === 0) continue;
      const price = item.price * item.quantity;
      sum += item.reduced ? price / 2 : price;
    }
    // Taxes come last.
    return sum * (1 + this.rate);
  }

  add(item: Item): void {
    const known = this.items.find((other) => other.name === item.name);
    if (known === undefined) this.items.push(item);
    else known.quantity += item.quantity;
    if (this.total() > 1000) throw new Error('Too much: ' + item.name);
  }
${receipt}}
`;

const warehouse = `
export class Warehouse {
  private readonly stock = new Map<string, number>();

  reserve(name: string, count: number): boolean {
    const left = this.stock.get(name) ?? 0;
    if (left < count) return false;
    this.stock.set(name, left - count);
    return true;
  }

  missing(names: readonly string[]): string[] {
    return names.filter((name) => (this.stock.get(name) ?? 0) === 0);
  }
}
`;

const parseLine = `
export function parseLine(line: string): Item {
  const [name = '', price = '0', quantity = '1'] = line.split(';');
  const amount = Number(price.replace(',', '.'));
  if (Number.isNaN(amount)) throw new Error('No price: ' + line);
  return { name: name.trim(), price: amount, quantity: Number(quantity), reduced: false };
}
`;

const layout = `
export function layout(rows: readonly string[][]): string {
  const widths: number[] = [];
  function widen(row: readonly string[]): void {
    row.forEach((cell, column) => {
      const width = widths[column] ?? 0;
      widths[column] = Math.max(width, cell.length);
    });
  }
  for (const row of rows) widen(row);
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ')).join('; ');
}
`;

const money = `
export function money(value: string): string;
export function money(value: number, digits: number): string;
export function money(value: string | number, digits = 2): string {
  const amount = typeof value === 'string' ? Number(value) : value;
  const sign = amount < 0 ? '-' : '';
  const text = Math.abs(amount).toFixed(digits);
  return sign + '€' + text.replace('.', ',');
}
`;

const notes = `import type { Note } from './note.js';
export * from './paper.js';

/**
 * A pile of notes.
 */
export abstract class Pile<T extends Note> extends Stack<T> implements Countable, Iterable<T> {
  static limit = 100;
  private readonly notes: T[] = [];
  #secret = (word: string) => word.length;

  constructor(readonly owner: string, ...first: T[]) {
    super();
  }

  get size(): number {
    return this.notes.length; // as it is
  }

  set size(value: number) {
    this.notes.length = value;
  }

  find(name: string): T;
  find(place: number): T;
  find(at: string | number): T {
    return this.notes.find((note, i) => note.name === at || i === at) as T;
  }

  abstract print(to: Printer): void;

  @traced() async *each(from?: number) {}
}

interface Countable extends Sized, Comparable<Countable> {
  count(what: string): number;
}

type Ink = { colour: string; dry(after: number): void };
enum Shade { Dark, Light = 2 }
namespace Drawer {
  export const open = (key: string): boolean => key !== '';
}
declare function sharpen(pencil: string): void;
export const desk = { tidy() {}, lamp: (on: boolean) => on, wood: 'oak' };
export const chair = { sit(by: string) {} } satisfies Furniture;
export default function main() {
  function inner() {}
  let later;
  later = () => 2;
  return inner;
}
exports.start = function () {};
new (class { unheard() {} })();
`;

function own(path: string): Record<string, Fixture> {
  const fields = `
export class Panel {
  private open = false;

  get title(): string {
    const state = this.open ? 'open' : 'shut';
    return this.name.toUpperCase() + ': ' + state;
  }

  set title(text: string) {
    this.name = text.split(':')[0]?.trim().toLowerCase() ?? '';
    this.open = text.endsWith('open');
  }

  private readonly onClick = (event: Event): void => {
    event.preventDefault();
    this.open = !this.open;
    for (const listener of this.listeners) listener(this.open);
  };

  mount(element: Element): void {
    element.addEventListener('click', this.onClick);
  }
}
`;
  const api = `
export const orders = {
  async list(customer: string) {
    const answer = await request('/orders', { customer });
    if (!answer.ok) throw new Error('No orders for ' + customer);
    return answer.json();
  },
  cancel: async (id: number) => {
    const answer = await request('/orders/' + id, { method: 'DELETE' });
    return answer.status === 204;
  },
};
`;
  const shapes = `
abstract class Shape {
  abstract area(precision: number): number;

  describe(): string {
    return this.constructor.name + ' of ' + this.area(2).toFixed(2);
  }
}
namespace Geometry {
  export function distance(from: Point, to: Point): number {
    const width = from.x - to.x;
    const height = from.y - to.y;
    return Math.sqrt(width * width + height * height);
  }
}
enum Unit { Metre = 1, Foot = 0.3048 }
`;
  return {
    'rename a field that holds a function': edited(
      { [path]: fields },
      { [path]: [['onClick', 'toggle']] },
      `rename-function ${path} Panel.onClick → ${path} Panel.toggle`,
    ),
    'edit a getter beside the setter of its name': edited(
      { [path]: fields },
      { [path]: [["'shut'", "'closed'"]] },
    ),
    'rename a function in an object': edited(
      { [path]: api },
      { [path]: [['cancel:', 'withdraw:']] },
      `rename-function ${path} orders.cancel → ${path} orders.withdraw`,
    ),
    'rename an abstract method': edited(
      { [path]: shapes },
      { [path]: [['area(', 'surface(']] },
      `rename-function ${path} Shape.area → ${path} Shape.surface`,
    ),
    'rename a function of a namespace': edited(
      { [path]: shapes },
      { [path]: [['distance(', 'length(']] },
      `rename-function ${path} Geometry.distance → ${path} Geometry.length`,
    ),
    'rename a default export': edited(
      { [path]: parseLine.replace('export function', 'export default function') },
      { [path]: [['parseLine', 'readItem']] },
      `rename-function ${path} parseLine → ${path} readItem`,
    ),
    'add a decorator': edited({ [path]: cart }, { [path]: [['  add(', '  @logged()\n  add(']] }),
  };
}

/** TypeScript in files of an ending: the same holds for TSX. */
export function typescriptIn(ending: string, language: string): LanguageFixtures {
  const shop = `shop.${ending}`;
  const lines = `lines.${ending}`;
  const before = { [shop]: head + cart + warehouse + parseLine + layout + money };
  const rename = edited(
    before,
    { [shop]: [['parseLine', 'readItem']] },
    `rename-function ${shop} parseLine → ${shop} readItem`,
  );
  const extract = edited(
    before,
    {
      [shop]: [
        [
          `      const price = item.price * item.quantity;
      sum += item.reduced ? price / 2 : price;
`,
          '      sum += this.priceOf(item);\n',
        ],
        [
          '  add(item',
          `  private priceOf(item: Item): number {
    const price = item.price * item.quantity;
    return item.reduced ? price / 2 : price;
  }

  add(item`,
        ],
      ],
    },
    `extract-function ${shop} Cart.total → ${shop} Cart.priceOf`,
  );
  return {
    language,
    reads: {
      path: `notes.${ending}`,
      text: notes,
      declarations: [
        'class Pile',
        'variable limit',
        'variable notes',
        'function #secret',
        'function constructor',
        'function size',
        'function size',
        'function find',
        'function print',
        'function each',
        'interface Countable',
        'function count',
        'type Ink',
        'function dry',
        'enum Shade',
        'module Drawer',
        'function open',
        'function sharpen',
        'type desk',
        'function tidy',
        'function lamp',
        'type chair',
        'function sit',
        'function main',
        'function inner',
        'variable later',
        'function later',
        'function start',
        'function unheard',
      ],
      parameters: [
        'word',
        'owner',
        'first',
        'value',
        'name',
        'place',
        'at',
        'note',
        'i',
        'to',
        'from',
        'what',
        'after',
        'key',
        'pencil',
        'on',
        'by',
      ],
      supertypes: ['Stack', 'Countable', 'Iterable', 'Sized', 'Comparable'],
      imports: ["import type { Note } from './note.js';", "export * from './paper.js';"],
      comments: ['/**', '// as it is'],
    },
    cases: {
      'rename a function': rename,
      'rename a method': edited(
        before,
        { [shop]: [['total(', 'sum(']] },
        `rename-function ${shop} Cart.total → ${shop} Cart.sum`,
      ),
      'move a function to another file': edited(
        before,
        {
          [shop]: [[parseLine, '']],
          [lines]: [['', head + parseLine]],
        },
        `move-function ${shop} parseLine → ${lines} parseLine`,
      ),
      'move a function to another file and change its signature': edited(
        before,
        {
          [shop]: [[parseLine, '']],
          [lines]: [
            ['', head + parseLine],
            ['(line: string)', "(line: string, separator = ';')"],
            ["split(';')", 'split(separator)'],
          ],
        },
        `move-function ${shop} parseLine → ${lines} parseLine`,
      ),
      'move a method to another type': edited(
        before,
        {
          [shop]: [
            [receipt, ''],
            ['  reserve(', `${receipt}\n  reserve(`],
          ],
        },
        `move-function ${shop} Cart.receipt → ${shop} Warehouse.receipt`,
      ),
      'extract a function': extract,
      'inline a function': reversed(extract, `inline-function ${shop} Cart.priceOf → ${shop} Cart.total`),
      'change a signature': edited(before, {
        [shop]: [
          ['reserve(name: string, count: number)', 'reserve(count: number, name: string, now = false)'],
        ],
      }),
      'edit without a refactoring': edited(before, {
        [shop]: [['if (left < count) return false;', 'if (left <= count || count < 0) return false;']],
      }),
      'edit a function without a name': edited(before, {
        [shop]: [['(other) => other.name === item.name', '(other) => other.id === item.id && !other.gone']],
      }),
      'rename a nested function': edited(
        before,
        { [shop]: [['widen(', 'grow(']] },
        `rename-function ${shop} layout.widen → ${shop} layout.grow`,
      ),
      'edit one of several functions of a name': edited(before, {
        [shop]: [
          ["'€' + text", "'EUR ' + text"],
          ['digits: number)', 'digits?: number)'],
        ],
      }),
      'rename one of several functions of a name': edited(
        before,
        { [shop]: [['money(', 'price(']] },
        `rename-function ${shop} money → ${shop} price`,
      ),
      'rename a type': edited(
        before,
        { [shop]: [['Warehouse', 'Depot']] },
        `rename-type ${shop} Warehouse → ${shop} Depot`,
      ),
      'move a type to another file': edited(
        before,
        { [shop]: [[warehouse, '']], [lines]: [['', warehouse]] },
        `move-type ${shop} Warehouse → ${lines} Warehouse`,
      ),
      'rename beside a part that is broken': broken(rename, '\nclass Broken {\n  open( {\n}\n'),
      'edit comments and documentation': edited(before, {
        [shop]: [
          ['/** With taxes. */', '/** The sum of all prices, with taxes on top of it. */'],
          ['// Taxes come last.', '/* no taxes on taxes */'],
        ],
      }),
    },
    own: own(shop),
  };
}

export const typescript = typescriptIn('ts', 'TypeScript');
