import type { PersonKey } from '../../model/commit.js';
import type { ReviewReport } from '../../model/review-report.js';

/** Among fewer people evenness says nothing, and would point at persons. */
const FEWEST_PEOPLE = 4;
/** Fewer reviews are uneven by chance. */
const FEWEST_REVIEWS = 20;
/** Half a year: long enough to say how a team shares reviews, short enough to be about those who are here. */
const WINDOW = 26 * 7 * 24 * 60 * 60;
/** Who took part in so many days counts as one who could have reviewed. */
const ACTIVE = 90 * 24 * 60 * 60;

interface Reviewing {
  readonly at: number;
  readonly author: PersonKey | null;
  readonly reviewers: readonly PersonKey[];
  /** Of the reviewers, how many had changed or reviewed one of its files before. */
  readonly familiar: number;
}

/** Who reviews, kept while changes pass by in their order; keys of people never leave it. */
export class ReviewSpread {
  readonly #all: Reviewing[] = [];
  readonly #knows = new Map<string, Set<PersonKey>>();
  readonly #seen = new Map<PersonKey, number>();
  #last: PersonKey | null = null;

  /** @returns whether its first reviewer is another one than that of the change before; null where that is not asked */
  add(
    at: number,
    { author, reviewers }: Pick<Reviewing, 'author' | 'reviewers'>,
    paths: readonly string[],
  ): boolean | null {
    const familiar = reviewers.filter((who) => paths.some((path) => this.#knows.get(path)?.has(who))).length;
    this.#all.push({ at, author, reviewers, familiar });
    const people = author === null ? reviewers : [author, ...reviewers];
    for (const who of people) this.#seen.set(who, at);
    for (const path of paths) {
      const own = this.#knows.get(path) ?? new Set();
      for (const who of people) own.add(who);
      this.#knows.set(path, own);
    }
    const [first] = reviewers;
    if (first === undefined) return null;
    const before = this.#last;
    this.#last = first;
    const active = [...this.#seen.values()].filter((seen) => at - seen <= ACTIVE).length;
    return before === null || active < FEWEST_PEOPLE ? null : first !== before;
  }

  /** @param now seconds since 1970, UTC: the last 26 weeks before it are told */
  report(now: number): ReviewReport['spread'] {
    const lately = this.#all.filter(({ at }) => at <= now && at > now - WINDOW);
    const people = new Set(
      lately.flatMap(({ author, reviewers }) => (author === null ? reviewers : [author, ...reviewers])),
    );
    const counts = new Map<PersonKey, number>();
    for (const who of lately.flatMap(({ reviewers }) => reviewers))
      counts.set(who, (counts.get(who) ?? 0) + 1);
    const reviews = [...counts.values()].reduce((sum, n) => sum + n, 0);
    if (people.size < FEWEST_PEOPLE || reviews < FEWEST_REVIEWS) return null;
    return {
      people: people.size,
      reviews,
      evenness: entropy([...counts.values()]) / Math.log(people.size),
      familiar: lately.reduce((sum, it) => sum + it.familiar, 0),
    };
  }
}

/** Shannon's, in nats: ln k where k take the same part each. */
function entropy(counts: readonly number[]): number {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n) => sum - (n / all) * Math.log(n / all), 0);
}
