/** No more files than this: from then on only known ones are edited. */
const MOST_MODULES = 1500;
/** Of the files of code that a commit touches, so many are new (8 to 10% in Hono, typescript-eslint and OkHttp). */
const NEW = 0.1;
/** Places a file, besides the first (median 2, mean 3.5 to 7). */
const MORE_PLACES = 2.5;
/** Lines that go and come at a place: mostly few, now and then many (median 6 to 9 a file, mean 19 to 51). */
const GONE = 2;
const COME = 2.5;
const REWRITTEN = 0.1;
const MORE_OF_IT = 6;
/** Functions longer than this lose more lines than they gain. */
const LONG = 24;
/** What else happens at a place, as shares: it is the smaller part of what people do. */
const ADD_FUNCTION = 0.05;
const RENAME = 0.03;
const MOVE = 0.02;
const EXTRACT = 0.02;

const NOUNS =
  'order price rate total count stock parcel label route window budget ledger account party claim signal ticket region depot season margin'.split(
    ' ',
  );
const VERBS = 'weigh round merge split check parse render store fetch apply settle assign rank pack'.split(
  ' ',
);

interface MadeFunction {
  name: string;
  lines: string[];
  /** What its test expects; another one when it was edited. */
  version: number;
}

/** Modules of functions that are edited as people edit: a few places at a time, seldom a function added, renamed or moved. */
export class MadeModules {
  readonly #modules: MadeFunction[][] = [];
  #names = 0;

  constructor(private readonly next: () => number) {}

  /** A whole number of that mean, small ones most often. */
  skewed(mean: number): number {
    return Math.floor(-Math.log(1 - this.next()) * mean + 0.35);
  }

  path = (module: number): string => `src/area${module % 20}/module${module}.ts`;

  testPath = (module: number): string => `test/area${module % 20}/module${module}.test.ts`;

  code = (module: number): string =>
    this.#of(module)
      .map(({ name, lines }) =>
        [
          `/** What ${name} is for. */`,
          `export function ${name}(first: number, second: number): number {`,
          ...lines,
          '  return first * second;',
          '}',
          '',
        ].join('\n'),
      )
      .join('\n');

  tests = (module: number): string =>
    [
      `import { ${this.#of(module)
        .map(({ name }) => name)
        .join(', ')} } from '../../${this.path(module).replace('.ts', '.js')}';`,
      ...this.#of(module).map(
        ({ name, version }) =>
          `\ntest('${name} gives what is asked for', () => {\n  expect(${name}(2, ${version})).toBe(${2 * version});\n});`,
      ),
      '',
    ].join('\n');

  /** Edits one module, or makes one. Gives those that changed: a function may move from one to another. */
  edit(): number[] {
    const isNew = this.#modules.length < 2 || this.next() < NEW;
    if (isNew && this.#modules.length < MOST_MODULES) {
      this.#modules.push(Array.from({ length: 6 + this.skewed(10) }, () => this.#function()));
      return [this.#modules.length - 1];
    }
    const module = this.#pick(this.#modules.length);
    const touched = new Set([module]);
    for (let places = this.skewed(MORE_PLACES); places >= 0; places -= 1) {
      const other = this.#place(module);
      if (other !== null) touched.add(other);
    }
    return [...touched];
  }

  #place(module: number): number | null {
    const functions = this.#of(module);
    const at = this.#pick(functions.length);
    const chosen = functions[at] as MadeFunction;
    let chance = this.next();
    chance -= ADD_FUNCTION;
    if (chance < 0) {
      functions.splice(at, 0, this.#function());
      return null;
    }
    chance -= RENAME;
    if (chance < 0) {
      chosen.name = this.#name();
      return null;
    }
    chance -= MOVE;
    if (chance < 0 && functions.length > 3) {
      const other = this.#pick(this.#modules.length);
      functions.splice(at, 1);
      this.#of(other).push(chosen);
      return other;
    }
    chance -= EXTRACT;
    if (chance < 0 && chosen.lines.length > 7) {
      const name = this.#name();
      const cut = chosen.lines.splice(2, 5, `  ${name}(first, second);`);
      functions.splice(at + 1, 0, { name, lines: cut, version: 1 });
      return null;
    }
    const { lines } = chosen;
    const times = this.next() < REWRITTEN ? MORE_OF_IT : 1;
    const gone = this.skewed(times * (lines.length > LONG ? COME : GONE));
    const come = this.skewed(times * (lines.length > LONG ? GONE : COME));
    lines.splice(this.#pick(lines.length), gone, ...Array.from({ length: come }, () => this.#line()));
    if (lines.length === 0) lines.push(this.#line());
    chosen.version += 1;
    return null;
  }

  #function(): MadeFunction {
    return {
      name: this.#name(),
      lines: Array.from({ length: 4 + this.#pick(16) }, () => this.#line()),
      version: 1,
    };
  }

  #line(): string {
    const noun = this.#word(NOUNS);
    const call = `${this.#word(VERBS)}${this.#word(NOUNS)}(${noun}, ${this.#pick(100)})`;
    switch (this.#pick(5)) {
      case 0:
        return `  if (${noun} > ${this.#pick(50)}) return ${call};`;
      case 1:
        return `  // The ${noun} of the ${this.#word(NOUNS)} comes before its ${this.#word(NOUNS)}.`;
      case 2:
        return `  ${call};`;
      default:
        return `  const ${noun}${this.#pick(9)} = ${call} + ${this.#word(NOUNS)}.${this.#word(NOUNS)};`;
    }
  }

  #name(): string {
    this.#names += 1;
    const noun = this.#word(NOUNS);
    return `${this.#word(VERBS)}${noun.charAt(0).toUpperCase()}${noun.slice(1)}${this.#names}`;
  }

  #of = (module: number): MadeFunction[] => this.#modules[module] ?? [];
  #pick = (n: number): number => Math.floor(this.next() * n);
  #word = (words: readonly string[]): string => words[this.#pick(words.length)] ?? '';
}
