import type { RefactoringType } from './refactoring.js';

/** A kind of refactoring: what it is called in every output, what it means, and one example. */
export interface Kind {
  readonly type: RefactoringType;
  /** Whether a change with one counts as a change with a refactoring: only functions, types and files do. */
  readonly counts: boolean;
  readonly sentence: string;
  readonly example: string;
}

/** The vocabulary. Names are verb-noun; what is not in it is not looked for. */
export const kinds: readonly Kind[] = [
  {
    type: 'rename-function',
    counts: true,
    sentence: 'A function or method has another name in the same place.',
    example: '`total()` is now called `sum()`',
  },
  {
    type: 'move-function',
    counts: true,
    sentence: 'A function or method stands in another file, type or function under the same name.',
    example: '`parse()` went from `cli.ts` to `parser.ts`',
  },
  {
    type: 'move-and-rename-function',
    counts: true,
    sentence: 'A function or method stands elsewhere and has another name.',
    example: '`toText()` of `cli.ts` is now `render()` in `report.ts`',
  },
  {
    type: 'pull-up-function',
    counts: true,
    sentence: 'A method went from a type to the one that it is derived from.',
    example: '`area()` went from `Square` to `Shape`',
  },
  {
    type: 'push-down-function',
    counts: true,
    sentence: 'A method went from a type to one that is derived from it.',
    example: '`radius()` went from `Shape` to `Circle`',
  },
  {
    type: 'extract-function',
    counts: true,
    sentence: 'A part of a function became a function of its own beside it.',
    example: '`checkout()` calls the new `applyDiscount()` where its lines stood before',
  },
  {
    type: 'extract-and-move-function',
    counts: true,
    sentence: 'A part of a function became a function of its own in another place.',
    example: 'lines of `checkout()` became `applyDiscount()` in `discounts.ts`',
  },
  {
    type: 'inline-function',
    counts: true,
    sentence: 'A function is gone and its body stands where it was called.',
    example: '`isEmpty()` is gone, and `print()` asks `length === 0` itself',
  },
  {
    type: 'rename-type',
    counts: true,
    sentence: 'A class, interface, enum, struct, trait or type alias has another name in the same place.',
    example: 'class `Client` is now called `Customer`',
  },
  {
    type: 'move-type',
    counts: true,
    sentence: 'A type stands in another file or type under the same name.',
    example: 'class `Money` went from `cart.ts` to `money.ts`',
  },
  {
    type: 'move-and-rename-type',
    counts: true,
    sentence: 'A type stands elsewhere and has another name.',
    example: '`Options` of `cli.ts` is now `Settings` in `settings.ts`',
  },
  {
    type: 'extract-type',
    counts: true,
    sentence:
      'A new type holds what existing types or written-out types held: a superclass, an interface, a helper.',
    example: '`Shape` holds what `Square` and `Circle` had in common',
  },
  {
    type: 'rename-file',
    counts: true,
    sentence: 'A file has another name in the same folder, its content mostly kept.',
    example: '`util.ts` is now `dates.ts`',
  },
  {
    type: 'move-file',
    counts: true,
    sentence: 'A file stands in another folder under the same name, its content mostly kept.',
    example: '`src/dates.ts` went to `src/time/dates.ts`',
  },
  {
    type: 'move-and-rename-file',
    counts: true,
    sentence: 'A file stands in another folder and has another name, its content mostly kept.',
    example: '`src/util.ts` is now `src/time/dates.ts`',
  },
  {
    type: 'rename-variable',
    counts: false,
    sentence: 'A variable, constant or field has another name in the same place.',
    example: '`const n` is now called `const count`',
  },
  {
    type: 'move-variable',
    counts: false,
    sentence: 'A variable or constant of a module, or a field, stands in another file or type.',
    example: '`LIMIT` went from `cli.ts` to `limits.ts`',
  },
  {
    type: 'move-and-rename-variable',
    counts: false,
    sentence: 'A variable or constant of a module, or a field, stands elsewhere and has another name.',
    example: '`MAX` of `cli.ts` is now `LIMIT` in `limits.ts`',
  },
  {
    type: 'pull-up-variable',
    counts: false,
    sentence: 'A field went from a type to the one that it is derived from.',
    example: '`name` went from `Dog` to `Animal`',
  },
  {
    type: 'push-down-variable',
    counts: false,
    sentence: 'A field went from a type to one that is derived from it.',
    example: '`breed` went from `Animal` to `Dog`',
  },
  {
    type: 'change-signature',
    counts: false,
    sentence: 'A function of the same name takes other parameters.',
    example: '`send(to)` is now `send(to, subject)`',
  },
  {
    type: 'rename-parameter',
    counts: false,
    sentence: 'A parameter has another name and is used as before.',
    example: '`area(x)` is now `area(side)`',
  },
  {
    type: 'extract-variable',
    counts: false,
    sentence: 'A part of an expression got a name in the same function.',
    example: '`const half = width / 2` stands before its use',
  },
  {
    type: 'inline-variable',
    counts: false,
    sentence: 'A local variable is gone and its value stands where it was used.',
    example: '`return width / 2` without `const half`',
  },
];

const counting = new Set<RefactoringType>(kinds.filter(({ counts }) => counts).map(({ type }) => type));

/** Whether a change with such a refactoring counts as one that has a refactoring. */
export const counts = (type: RefactoringType): boolean => counting.has(type);
