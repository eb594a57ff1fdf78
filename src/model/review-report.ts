import type { Became } from './review-feedback.js';

/** x of n, with a 95% interval that allows for threads of one change being alike. */
export interface Share {
  readonly x: number;
  readonly n: number;
  /** Null where there are too few to say. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

/** Times in hours: half of them are at most the median, nine of ten at most p90. */
export interface Times {
  readonly median: number;
  readonly p90: number;
}

/** Reviewed changes of one size. */
export interface DepthBand {
  /** The largest number of changed lines in it; null for the last band. */
  readonly upTo: number | null;
  readonly changes: number;
  /** Changes with a thread of substance. */
  readonly commented: number;
  /** Threads of substance. */
  readonly threads: number;
  readonly lines: number;
}

/** How feedback is given in some weeks: of so many remarks (threads and words of reviews), how many. */
export interface FeedbackPeriod {
  /** Its first Monday, `YYYY-MM-DD`. */
  readonly start: string;
  readonly weeks: number;
  readonly remarks: number;
  readonly reasoned: number;
  readonly questions: number;
  readonly praiseWithReason: number;
  readonly labelled: number;
}

/** What a report says of review besides its indicators. Of people only shares of groups; nobody is told apart. */
export interface ReviewReport {
  /** Changes whose review is known. */
  readonly known: number;
  /** Merged pull requests of people that could have been reviewed here. */
  readonly asked: number;
  readonly reviewed: Share;
  /** Merged by their authors without a review. */
  readonly ownMerges: number;
  readonly programs: { readonly threads: number; readonly reviews: number };
  /** Threads that ask for something and could be followed, by what became of them. */
  readonly became: Readonly<Record<Became, number>>;
  /** The same without those that call themselves nits. */
  readonly withoutNits: Share;
  /** Of the same threads, those near which the author changed a line; and of places without a comment, how many. */
  readonly changed: Share;
  readonly chance: Share;
  /** 95% interval of the difference of the two; null where there are too few. */
  readonly beyondChance: { readonly lower: number; readonly upper: number } | null;
  /** To the first review by a person, by the clock and in working hours; null where there are too few. */
  readonly latency: { readonly n: number; readonly hours: Times; readonly workingHours: Times } | null;
  /** By size, the smallest first. */
  readonly depth: readonly DepthBand[];
  /** Changes with more than three rounds. */
  readonly manyRounds: number;
  /** Approved changes, and those of them with commits after the last approval. */
  readonly stale: { readonly x: number; readonly n: number };
  /** Of the last 26 weeks; null where fewer than four people took part, or too little was reviewed. */
  readonly spread: {
    readonly people: number;
    readonly reviews: number;
    /** 1 where all review alike, 0 where one does all. */
    readonly evenness: number;
    /** Reviews by somebody who had changed or reviewed one of the files before. */
    readonly familiar: number;
  } | null;
  /** Oldest first. */
  readonly feedback: readonly FeedbackPeriod[];
}
