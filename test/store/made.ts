import type { CheckRun } from '../../src/model/check-run.js';
import type { Delivery } from '../../src/model/forge.js';
import type { RepositoryOverview } from '../../src/model/overview.js';
import type { Trend } from '../../src/model/period.js';
import type { RungChange } from '../../src/model/rung.js';
import type {
  StoredJudgement,
  StoredRepository,
  StoredReview,
  StoredSession,
} from '../../src/store/store.js';

/** A commit's name, made of a number. */
export const sha = (n: number): string => n.toString(16).padStart(40, '0');

export const repository = (id: number, over: Partial<StoredRepository> = {}): StoredRepository => ({
  id,
  owner: 'acme',
  name: `shop-${id}`,
  installation: 3,
  defaultBranch: 'main',
  private: false,
  archived: false,
  ...over,
});

/** A push to pull request 12 of repository 7. */
export const delivery = (guid: string, over: Partial<Delivery> = {}): Delivery => ({
  guid,
  event: 'pull_request',
  action: 'synchronize',
  installation: 3,
  repository: { id: 7, owner: 'acme', name: 'shop-7' },
  happening: {
    kind: 'pull-request',
    number: 12,
    head: sha(2),
    before: sha(1),
    closed: false,
    merged: false,
  },
  receivedAt: 1_760_000_000,
  ...over,
});

export const checkRun = (over: Partial<CheckRun> = {}): CheckRun => ({
  name: 'Holdfast',
  conclusion: 'success',
  title: 'Tests came first',
  summary: 'One of one file.',
  text: null,
  annotations: [
    { path: 'src/a.ts', startLine: 1, endLine: 2, level: 'notice', title: 'First', message: 'A test.' },
  ],
  actions: [{ label: 'Check again', description: 'Reads it once more', identifier: 'recheck' }],
  ...over,
});

/** A merged change with two findings and two observations. */
export function judgedChange(n: number): StoredJudgement {
  const head = sha(1_000_000 + n);
  return {
    judgement: {
      change: {
        id: head,
        kind: 'pull-request',
        origin: 'merge',
        number: n,
        title: `Change number ${n}`,
        mergedAt: 1_700_000_000 + n * 3600,
        base: sha(999_999 + n),
        head,
        commits: [1, 2].map((part) => ({
          sha: sha(2_000_000 + n * 2 + part),
          parents: [sha(2_000_000 + n * 2 + part - 1)],
          author: 'c29tZWJvZHk',
          bot: false,
          committedAt: 1_700_000_000 + n * 3600,
          subject: `Part ${part} of ${n}`,
        })),
        author: 'c29tZWJvZHk',
        bot: false,
        cutOff: false,
      },
      findings: [
        {
          practice: 'test-first',
          class: 'first',
          orderVisible: true,
          units: [
            {
              file: `src/part-${n}.ts`,
              class: 'first',
              firstChange: head,
              firstTest: head,
              test: `test/part-${n}.test.ts`,
              linkedBy: 'name',
            },
          ],
          stacked: false,
          reasons: ['1 file with a test, all before the code'],
        },
        {
          practice: 'refactoring',
          class: 'none',
          refactorings: [],
          pure: null,
          followsTestFirst: true,
          says: false,
          changedLines: 12,
          notAnalysed: [],
          reasons: ['nothing was found'],
        },
      ],
      lines: { removed: 4, reworked: 1 },
      paths: [`src/part-${n}.ts`, `test/part-${n}.test.ts`],
      people: null,
    },
    observations: [
      { indicator: 'test-first.first', x: 1 },
      { indicator: 'refactoring.refactored', x: 0 },
    ],
  };
}

export const judgedChanges = (first: number, count: number): StoredJudgement[] =>
  Array.from({ length: count }, (_, i) => judgedChange(first + i));

export const trend = (indicator: string, log: readonly RungChange[], over: Partial<Trend> = {}): Trend => ({
  indicator,
  x: 3,
  n: 7,
  lower: 0.158,
  upper: 0.7495,
  periods: [],
  baseline: null,
  target: null,
  standing: {
    rung: 'holding',
    since: '2026-03-02',
    reason: 'Four of five weeks.',
    up: 'Eight more weeks.',
    down: 'Three bad weeks.',
    guards: ['coached'],
  },
  log,
  changePoints: [{ start: '2026-02-02', before: 0.1, after: 0.5 }],
  people: null,
  ...over,
});

export const overview = (name = 'team'): RepositoryOverview => ({
  ...{ name, vision: null, changes: 1 },
  ...{ indicators: [], focus: [], interventions: [] },
});

export const review = (number: number, over: Partial<StoredReview> = {}): StoredReview => ({
  number,
  finding: {
    practice: 'review-feedback',
    class: 'reviewed',
    merged: true,
    ownMerge: false,
    threads: [],
    summaries: [],
    programs: { threads: 0, reviews: 1 },
    chance: { x: 1, n: 4 },
    rounds: 1,
    firstReview: { hours: 2.5, workingHours: 1 },
    fastApproval: null,
    afterApproval: 0,
    changedLines: 12,
    reasons: ['a zero byte \0 of somebody'],
  },
  people: { author: 'a', reviewers: ['b'] },
  ...over,
});

/** A session of user 5. */
export const session = (id: string, over: Partial<StoredSession> = {}): StoredSession => ({
  id,
  user: 5,
  sealed: 'sealed words',
  createdAt: 1_000,
  usedAt: 1_000,
  ...over,
});
