/** A word with a meaning of its own, and the sentence that says it. */
export interface Term {
  readonly term: string;
  readonly means: string;
}

/** Words that a summary may use, each with what it means here. What is in none of these is plain, or not said. */
export const terms: readonly (Term & { readonly used: RegExp })[] = [
  { term: 'change', used: /\bchanges?\b/i, means: 'a piece of work that went into the product as a whole' },
  {
    term: 'likely',
    used: /\blikely\b/i,
    means: 'a range that holds the true value nineteen times in twenty',
  },
  { term: 'points', used: /\bpoints\b/i, means: 'differences of two shares: from 20% to 30% is ten points' },
  {
    term: 'period',
    used: /\bperiods?\b/i,
    means: 'a week, or several together where little happened',
  },
  { term: 'active', used: /\bactive\b/i, means: 'people with three changes or more in ninety days' },
  {
    term: 'turnover',
    used: /\bturnover\b/i,
    means: 'people who come and people who go',
  },
  {
    term: 'experiment',
    used: /\bexperiment\b/i,
    means: 'something tried with what is expected of it and a day on which that is judged',
  },
];

export const termsIn = (sentences: readonly string[]): Term[] =>
  terms
    .filter(({ used }) => sentences.some((sentence) => used.test(sentence)))
    .map(({ term, means }) => ({ term, means }));
