import type { RepositoryReport } from '../../src/model/report.js';
import type { Rung } from '../../src/model/rung.js';
import { overviewOf } from '../../src/reports/overview.js';
import type { Store } from '../../src/store/store.js';
import { madeListed } from '../made-listed.js';
import { fullReport, madeIndicator, madeOutcome, madeStanding, monday } from '../made-reports.js';
import { longestReport } from '../made-summaries.js';
import { MADE_NOW, madeTeam } from '../made-team.js';
import { repository } from '../store/made.js';
import { storeTeam } from './made-pages.js';

const DAY = 24 * 60 * 60;
const WEEK = 7 * DAY;

/** More than are on one page of the coach's view. */
const MANY = 104;
const FIRST_OF_MANY = 100;

const RUNGS: readonly Rung[] = [
  'no-baseline',
  'slipping',
  'no-signal',
  'early-win',
  'holding',
  'relapsed',
  'sustained',
  'anchored',
];

/** Longer than a line of a phone, and nowhere to break it. */
export const LONG_NAME = `shop${'-of-everything'.repeat(6)}`;

/** Made reports are of 2021; here they are of the year up to the made team's last day. */
const WEEKS_ON = Math.round((MADE_NOW * 1000 - Date.parse(monday(53))) / WEEK / 1000);
const moved = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value).replace(/\d{4}-\d\d-\d\d/g, (day) =>
      new Date(Date.parse(day) + WEEKS_ON * WEEK * 1000).toISOString().slice(0, 10),
    ),
  );

const dayFromNow = (days: number): string =>
  new Date((MADE_NOW + days * DAY) * 1000).toISOString().slice(0, 10);

const SHOP = { changes: 420, weeks: 80 };

/** The name of one of the shop's changes that says much: without a test, and talked about. */
export const toldChange = (): string =>
  [...madeTeam(SHOP.changes, SHOP.weeks)].findLast(
    ({ judgement, review }) =>
      judgement.findings.some((it) => it.practice === 'test-first' && it.class === 'untested') &&
      (review?.finding.threads.length ?? 0) > 1,
  )?.judgement.change.id ?? '';

/** What pages can show: a team with years of history, one that has just begun, long texts, and many repositories. */
export async function fillStage(store: Store): Promise<void> {
  await store.installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  await storeTeam(store, SHOP);
  await storeTeam(store, { id: 9, name: 'small', changes: 14, weeks: 3 });
  await store.repositories.put(repository(8, { name: 'empty' }));
  await store.repositories.put(repository(10, { name: 'vault', private: true }));
  await store.repositories.put(repository(11, { name: LONG_NAME }));
  await store.repositories.put(repository(12, { name: 'broken' }));
  await store.repositories.put(repository(13, { name: 'growing' }));
  const progress = {
    next: { after: 'x' },
    done: 1_200,
    total: 5_040,
    startedAt: MADE_NOW - 600,
    at: MADE_NOW,
  };
  await store.cursors.set(13, 'import', JSON.stringify(progress));
  await putReport(store, 10, { ...fullReport(54), interventions: [] });
  await putReport(store, 11, longestReport());
  await putMany(store);
  await tell(store);
}

async function putReport(store: Store, id: number, made: RepositoryReport): Promise<void> {
  const { changes: _, ...head } = moved(made);
  const index = { ids: [], mergedAt: [], classes: [], areas: [], counted: [] };
  await store.reports.put(
    id,
    {
      version: '1',
      head: JSON.stringify(head),
      index: JSON.stringify(index),
      overview: overviewOf(moved(made)),
    },
    MADE_NOW,
  );
}

/** Every rung of every practice, some without a report yet; a few things that were tried, one of them due. */
async function putMany(store: Store): Promise<void> {
  for (let at = 0; at < MANY; at += 1) {
    const id = FIRST_OF_MANY + at;
    await store.repositories.put(repository(id, { private: true }));
    if (at % 13 === 12) continue;
    const rung = (step: number): Rung => RUNGS[(at * step + (at >> 3)) % RUNGS.length] ?? 'holding';
    const since = monday(14 + (at % 30));
    const tried = at % 20 === 3 ? [madeOutcome({ title: `Pairing in part ${at}` })] : [];
    const { overview } = madeListed(
      `acme/shop-${id}`,
      {
        'test-first': rung(1),
        refactoring: rung(3),
        ...(at % 5 === 4 ? {} : { 'review-feedback': rung(5) }),
      },
      since,
      tried,
    );
    if (overview === null) continue;
    const due = madeOutcome({
      ...{ kind: 'experiment', title: 'Tidy first', hypothesis: 'Refactorings become changes of their own' },
      ...{ start: dayFromNow(-90), end: dayFromNow(3), review: dayFromNow(3), verdict: 'too-early' },
      sentence: 'Too early to say: 2 periods since, 8 are needed.',
    });
    const now = moved(overview);
    const kept = at === 5 ? { ...now, interventions: [due] } : now;
    await store.reports.put(id, { version: '1', head: '{}', index: '{}', overview: kept }, MADE_NOW);
  }
}

/** What happened in the last week, how practices travel, what was recorded in the coach's view, and an import. */
async function tell(store: Store): Promise<void> {
  const steps = [
    [103, 'no-signal', 'early-win'],
    [104, 'early-win', 'holding'],
    [101, 'holding', 'slipping'],
  ] as const;
  for (const [id, from, to] of steps) {
    const log = [{ start: dayFromNow(-14), from, to, reason: 'x' }] as const;
    await store.changes.saveTrends(
      id,
      [madeIndicator({ standing: madeStanding(to), log })],
      MADE_NOW - 2 * DAY,
    );
  }
  const readable = (await store.repositories.all()).map(({ id }) => id);
  const travel = [
    {
      practice: 'test-first',
      having: { x: 14, n: 19 },
      without: { x: 6, n: 23 },
      difference: { lower: 0.18, upper: 0.68 },
    },
    { practice: 'refactoring', having: { x: 3, n: 4 }, without: null, difference: null },
    { practice: 'review-feedback', having: null, without: null, difference: null },
  ] as const;
  await store.travels.put(3, { travel, repositories: readable }, MADE_NOW - DAY);
  await store.interventions.record(7, {
    ...{ kind: 'coaching', title: 'Test-first in the code of invoices', practice: 'test-first' },
    ...{ start: dayFromNow(-3), end: dayFromNow(-3), indicator: null, hypothesis: null, review: null },
  });
}
