import { observationsOf } from '../src/analyses/index.js';
import type { Finding, TestFirstUnit, UnitClass } from '../src/model/finding.js';
import type { FeedbackThread } from '../src/model/review-feedback.js';
import type { FocusArea, Settings } from '../src/model/settings.js';
import { defaultSettings } from '../src/model/settings.js';
import type { StoredJudgement, StoredReview } from '../src/store/store.js';
import { random } from './bench/random.js';

/** A made history of a team that takes up test-first in its third year, with reviews: judged, and never a repository. */
export interface MadeChange extends StoredJudgement {
  readonly review: StoredReview | null;
}

const DAY = 24 * 60 * 60;
const WEEK = 7 * DAY;
const AREAS = ['billing', 'catalog', 'orders', 'search', 'shipping'];
const PEOPLE = 14;

const sha = (n: number): string => n.toString(16).padStart(8, '0').repeat(5);

/** The day after the last change. */
export const MADE_NOW = Date.UTC(2026, 0, 5) / 1000;

/**
 * So many changes over so many weeks, up to the day of `MADE_NOW`, oldest first.
 *
 * @param seed the same one makes the same history
 */
export function* madeTeam(count: number, weeks = 260, seed = 1): Generator<MadeChange> {
  const next = random(seed);
  const from = MADE_NOW - weeks * WEEK;
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(next() * values.length)] as Value;
  for (let n = 0; n < count; n += 1) {
    const at = Math.floor(from + ((n + next() * 0.9) / count) * weeks * WEEK);
    const progress = n / count;
    // Who is here moves on as the years go by.
    const who = Math.floor(progress * 6) + Math.floor(next() ** 1.5 * (PEOPLE - 6));
    const author = `person-${who}`;
    const area = pick(AREAS);
    const [id, side] = [sha(1_000_000 + n), sha(9_000_000 + n)];
    const isPull = next() < 0.94;
    const slow = next() ** 3;
    const commits = [0, 1, 2].slice(0, 1 + Math.floor(next() * 3)).map((part) => ({
      sha: sha(20_000_000 + n * 4 + part),
      parents: [],
      author,
      bot: false,
      committedAt: at - (3 - part) * Math.floor(3_000 + 60_000 * slow),
      subject: `Part ${part}`,
    }));
    const orderVisible = commits.length > 1;
    const willing = 0.12 + (progress > 0.45 ? 0.4 : progress * 0.3) + (area === 'billing' ? 0.1 : 0);
    const classes: UnitClass[] = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
      const is = next();
      if (is < willing && orderVisible) return 'first';
      return is < willing + 0.3 ? 'with' : is < willing + 0.4 ? 'after' : 'untested';
    });
    const units = classes.map((name): TestFirstUnit => {
      const file = `src/${area}/part-${Math.floor(next() * 60)}.ts`;
      const test = name === 'untested' ? null : file.replace('src/', 'test/').replace('.ts', '.test.ts');
      const [first, last] = [commits[0]?.sha ?? id, commits.at(-1)?.sha ?? id];
      const linkedBy = test === null ? null : 'name';
      const firstTest = test === null ? null : name === 'after' ? last : first;
      return { file, class: name, firstChange: name === 'first' ? last : first, firstTest, test, linkedBy };
    });
    const weakest = (['untested', 'after', 'with', 'first'] as const).find((it) => classes.includes(it));
    const isRefactored = next() < 0.18 + 0.15 * progress;
    const changedLines = Math.ceil(4 + 300 * next() ** 3);
    const findings: Finding[] = [
      {
        practice: 'test-first',
        class: next() < 0.15 ? 'not-applicable' : (weakest ?? 'untested'),
        orderVisible,
        units,
        stacked: false,
        reasons: units.map(
          ({ file, class: name, test }) => `${file}: ${name}${test === null ? '' : `: ${test}`}`,
        ),
      },
      {
        practice: 'refactoring',
        class: isRefactored ? 'refactored' : 'none',
        refactorings: isRefactored
          ? [
              {
                type: pick(['rename-function', 'extract-function', 'move-type'] as const),
                name: { before: 'total', after: `sum${n % 7}` },
                before: { file: units[0]?.file ?? '', startLine: 10, endLine: 24, container: null },
                after: { file: units[0]?.file ?? '', startLine: 12, endLine: 30, container: 'Cart' },
                similarity: 0.8,
                pure: true,
                commit: commits[0]?.sha ?? null,
              },
            ]
          : [],
        pure: isRefactored ? next() < 0.5 : null,
        followsTestFirst: next() < 0.4,
        says: isRefactored && next() < 0.3,
        changedLines,
        notAnalysed: [],
        reasons: isRefactored ? [] : ['no refactoring was found'],
      },
    ];
    const judged = {
      change: {
        id,
        kind: isPull ? ('pull-request' as const) : ('push' as const),
        origin: isPull ? ('merge' as const) : ('push' as const),
        number: isPull ? n + 1 : null,
        title: `${next() < 0.12 ? 'Fix' : pick(['Add', 'Improve', 'Show', 'Keep'])} ${pick(['totals', 'invoices', 'filters', 'labels'])} of ${area}`,
        mergedAt: at,
        base: sha(1_000_000 + n - 1),
        head: side,
        commits,
        author,
        bot: false,
        cutOff: false,
      },
      findings,
      lines: { removed: changedLines, reworked: Math.floor(changedLines * next() * 0.5) },
      paths: units.flatMap(({ file, test }) => (test === null ? [file] : [file, test])),
      people: null,
    };
    const observations = findings.flatMap(observationsOf);
    yield { judgement: judged, observations, review: isPull ? reviewOf(n + 1) : null };
  }

  function reviewOf(number: number): StoredReview {
    const threads = Array.from({ length: Math.floor(next() * 3.2) }, (_, at): FeedbackThread => {
      const became = next() < 0.6 ? 'line-changed' : 'unaddressed';
      return {
        id: `T${number}-${at}`,
        path: `src/${pick(AREAS)}/part-${Math.floor(next() * 60)}.ts`,
        line: 1 + Math.floor(next() * 200),
        form: 'request',
        substantive: next() < 0.8,
        reasoned: next() < 0.4,
        question: false,
        praiseWithReason: false,
        labelled: false,
        nit: next() < 0.2,
        asks: true,
        resolved: next() < 0.7,
        became,
        by: became === 'line-changed' ? sha(20_000_000 + number * 4) : null,
        counts: true,
      };
    });
    return {
      number,
      finding: {
        practice: 'review-feedback',
        class: next() < 0.9 ? 'reviewed' : 'unreviewed',
        merged: true,
        ownMerge: false,
        threads,
        summaries: [],
        programs: { threads: 0, reviews: 1 },
        chance: { x: next() < 0.15 ? 1 : 0, n: 1 },
        rounds: 1,
        firstReview: { hours: 20 * next(), workingHours: 12 * next() },
        fastApproval: null,
        afterApproval: 0,
        changedLines: 40,
        reasons: ['one review by a person'],
      },
      people: { author: `p${number % 9}`, reviewers: [`p${(number * 7 + 1) % 9}`] },
    };
  }
}

const area = (name: string, folder: string, goal: string): FocusArea => ({
  name,
  paths: [{ source: `src/${folder}/**`, matches: (path) => path.startsWith(`src/${folder}/`) }],
  goal,
  by: '2026-06-30',
});

/** What such a team says of itself. */
export const madeTeamSettings: Settings = {
  ...defaultSettings,
  vision: 'We change any part of the shop on any day, and the tests tell us whether it works.',
  focus: [
    area('Billing', 'billing', 'No change without a test'),
    area('Orders', 'orders', 'Small, tidy refactorings before each feature'),
  ],
  interventions: [
    {
      kind: 'training',
      title: 'Test-first kata for all',
      start: '2023-04-17',
      end: '2023-04-19',
      practice: 'test-first',
      indicator: null,
      hypothesis: null,
      review: null,
    },
    {
      kind: 'experiment',
      title: 'Mob on Mondays',
      start: '2025-02-03',
      end: '2025-06-02',
      practice: 'refactoring',
      indicator: null,
      hypothesis: 'More changes refactor',
      review: '2025-06-02',
    },
  ],
  guidance: [
    {
      practice: 'test-first',
      title: 'How we begin with a test',
      link: 'https://handbook.example/test-first',
      note: 'name the behaviour, then write the smallest test that fails',
    },
  ],
};
