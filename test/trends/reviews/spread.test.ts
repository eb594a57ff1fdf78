import { describe, expect, test } from 'vitest';
import { ReviewSpread } from '../../../src/trends/reviews/spread.js';

const DAY = 24 * 60 * 60;
const NOW = 200 * DAY;

/** A change a day, up to now: by whom, and who reviewed it. */
function spread(
  of: readonly (readonly [author: string, reviewers: readonly string[]])[],
  paths = ['src/a.ts'],
) {
  const reviews = new ReviewSpread();
  const others = of.map(([author, reviewers], at) =>
    reviews.add(NOW - (of.length - 1 - at) * DAY, { author, reviewers }, paths),
  );
  return { others, report: reviews.report(NOW) };
}

const round = (people: readonly string[], changes: number) =>
  Array.from(
    { length: changes },
    (_, at) => [people[at % people.length] ?? '', [people[(at + 1) % people.length] ?? '']] as const,
  );

describe('how reviewing is spread', () => {
  test('is even where all take turns', () => {
    expect(spread(round(['a', 'b', 'c', 'd'], 40)).report).toMatchObject({
      people: 4,
      reviews: 40,
      evenness: 1,
    });
  });

  test('is nothing where one does all', () => {
    const alone = Array.from({ length: 40 }, (_, at) => [['a', 'b', 'c'][at % 3] ?? '', ['d']] as const);
    expect(spread(alone).report?.evenness).toBe(0);
  });

  test.each([
    ['three people', round(['a', 'b', 'c'], 60)],
    ['fewer than twenty reviews', round(['a', 'b', 'c', 'd'], 19)],
  ])('is not told of %s', (_, of) => {
    expect(spread(of).report).toBeNull();
  });

  test('knows who has changed or reviewed a file before', () => {
    const { report } = spread(round(['a', 'b', 'c', 'd'], 40));
    // The first reviews of b, c, d and a: each after the first one has changed the file before, or not.
    expect(report?.familiar).toBe(37);
    expect(spread(round(['a', 'b', 'c', 'd'], 40), []).report?.familiar).toBe(0);
  });

  test('is of the last 26 weeks', () => {
    const reviews = new ReviewSpread();
    for (const [author, reviewers] of round(['a', 'b', 'c', 'd'], 40))
      reviews.add(DAY, { author, reviewers }, []);
    expect(reviews.report(NOW)).toBeNull();
    expect(reviews.report(2 * DAY)).not.toBeNull();
  });

  test('says of a change whether another one reviewed it than the one before, once four take part', () => {
    const { others } = spread([
      ['a', ['b']],
      ['a', ['c']],
      ['a', ['d']],
      ['a', ['d']],
      ['a', []],
      ['a', ['b']],
    ]);
    expect(others).toEqual([null, null, true, false, null, true]);
  });
});
