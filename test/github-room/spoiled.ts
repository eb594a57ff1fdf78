import fc from 'fast-check';

interface Spoil {
  readonly spoil: boolean;
  readonly by: unknown;
}

const rubbish = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.constantFrom<unknown>(
    '',
    'x',
    '__proto__',
    -1,
    0.5,
    Number.NaN,
    2 ** 60,
    true,
    [],
    [null],
    {},
    { id: {} },
  ),
);

/** Whether a place is spoiled, one of so many, and by what. */
export const spoiling = (oneOf: number): fc.Arbitrary<Spoil> =>
  fc.record({ spoil: fc.integer({ min: 1, max: oneOf }).map((number) => number === 1), by: rubbish });

/** A copy in which some of the fields, however deep, are something else. */
export function spoiled(value: unknown, next: () => Spoil): unknown {
  const { spoil, by } = next();
  if (spoil) return by;
  if (Array.isArray(value)) return value.map((it) => spoiled(it, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, spoiled(it, next)]));
}
