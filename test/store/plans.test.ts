import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
} from '@prisma/driver-adapter-utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '../../src/store/client.js';
import { storeOn } from '../../src/store/open-store.js';
import { PGliteAdapters } from '../../src/store/pglite-adapter.js';
import { openPostgresql } from '../../src/store/postgresql.js';
import type { Store } from '../../src/store/store.js';
import { embeddedFolders } from '../services/embedded.js';
import { postgresqlHere } from '../services/postgresql.js';
import { allOf } from './changes-contract.js';
import {
  checkRun,
  delivery,
  judgedChanges,
  overview,
  repository,
  review,
  session,
  sha,
  trend,
} from './made.js';
import { judgedPull } from './pulls-contract.js';

const SLOW = 300_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

/** What reads a whole table, or a whole index: each node, with the statement that it is in. */
function wholeReads(plan: Plan, sql: string): string[] {
  const { 'Node Type': kind, 'Index Cond': condition, Plans: inner = [] } = plan;
  const whole = kind === 'Seq Scan' || (/Index.* Scan/.test(kind) && condition === undefined);
  return [
    ...(whole ? [`${kind} in ${sql.trim().replace(/\s+/g, ' ')}`] : []),
    ...inner.flatMap((one) => wholeReads(one, sql)),
  ];
}

/** Asks the database for its plan of every statement before it runs. */
function explaining(adapters: SqlDriverAdapterFactory, tell: (plan: Plan, sql: string) => void) {
  const explained = async (to: SqlQueryable, query: SqlQuery): Promise<void> => {
    if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/i.test(query.sql)) return;
    const { rows } = await to.queryRaw({ ...query, sql: `EXPLAIN (FORMAT JSON) ${query.sql}` });
    const [[text]] = rows as [[string]];
    for (const { Plan: plan } of JSON.parse(text)) tell(plan, query.sql);
  };
  const wrap = <Wrapped extends SqlQueryable>(of: Wrapped): Wrapped => {
    const [queryRaw, executeRaw] = [of.queryRaw.bind(of), of.executeRaw.bind(of)];
    const plain = { ...of, queryRaw } as unknown as SqlQueryable;
    return Object.assign(of, {
      queryRaw: async (query: SqlQuery) => {
        await explained(plain, query);
        return await queryRaw(query);
      },
      executeRaw: async (query: SqlQuery) => {
        await explained(plain, query);
        return await executeRaw(query);
      },
    });
  };
  return {
    provider: adapters.provider,
    adapterName: adapters.adapterName,
    connect: async () => {
      const adapter: SqlDriverAdapter = await adapters.connect();
      const start = adapter.startTransaction.bind(adapter);
      return Object.assign(wrap(adapter), {
        startTransaction: async (level?: Parameters<typeof start>[0]) => wrap(await start(level)),
      });
    },
  } satisfies SqlDriverAdapterFactory;
}

/** Enough rows that reading all of them is not the cheapest way anyhow. */
async function fill(store: Store): Promise<void> {
  for (let id = 1; id <= 8; id++) {
    await store.repositories.put(repository(id, { installation: id }));
    await store.changes.add(id, judgedChanges(0, 60), { name: 'import', before: null, after: '1' });
    await store.reviews.add(
      id,
      Array.from({ length: 60 }, (_, at) => review(at)),
      null,
    );
    await store.reports.put(id, { version: 'v', head: '{}', index: '{}', overview: overview() }, 1);
    for (let number = 1; number <= 30; number++) {
      const fence = (await store.pulls.begin(id, number)) ?? 0;
      await store.pulls.save(
        judgedPull(fence, { repository: id, number, head: sha(number), open: number < 4 }),
      );
      await store.pulls.pushed(id, number, { at: 1, before: null, after: sha(number) });
    }
  }
  for (const { id } of await store.outbox.waiting(230)) {
    const sending = await store.outbox.begin(id);
    await store.outbox.end(id, sending?.fence ?? 0, 'done', 1);
  }
  for (let n = 0; n < 200; n++)
    await store.sessions.put(session(`hash-${n}`, { user: n, createdAt: n, usedAt: n }));
  for (let n = 0; n < 300; n++) await store.inbox.put(delivery(`guid-${n}`));
  await store.inbox.done(
    Array.from({ length: 250 }, (_, n) => `guid-${n}`),
    1,
  );
}

/** Every call of the store but those whose answer is a whole table. */
async function everyCall(store: Store): Promise<void> {
  const { inbox, outbox, installations, repositories, pulls, changes } = store;
  const { reviews, reports, cursors, disputes, interventions, sessions, travels } = store;
  await inbox.put(delivery('one'));
  await inbox.of('pull-7-12');
  await inbox.subjects(10);
  await inbox.waits(['pull-7-12', 'none']);
  await inbox.knows(['one', 'two']);
  await inbox.state();
  await inbox.failed(['one', 'guid-299'], 'no', 1, 1);
  await inbox.dead(10);
  await inbox.revive('one');
  await inbox.revive(null);
  await inbox.done(['one'], 1);
  await inbox.prune({ doneBefore: 2, deadBefore: 2 });
  await installations.put({ id: 3, account: 'acme', permissions: {}, suspended: false });
  await installations.find(3);
  await installations.remove(3);
  await repositories.put(repository(7));
  await repositories.update(7, { name: 'other' });
  await repositories.find(7);
  await repositories.named('acme', 'other');
  await repositories.of(3);
  await repositories.tombstones();
  const fence = (await pulls.begin(7, 12)) ?? 0;
  await pulls.save(
    judgedPull(fence, { deliveries: ['guid-298'], head: sha(99), check: checkRun({ title: 'x' }) }),
  );
  await pulls.find(7, 12);
  await pulls.judgement(7, 12);
  await pulls.atHead(7, sha(3));
  await pulls.pushed(7, 12, { at: 2, before: null, after: sha(4) });
  await pulls.pushes(7, 12);
  await pulls.open(7);
  await pulls.prune(7, 2);
  await outbox.put({ repository: 7, head: sha(77), check: checkRun() }, ['guid-297'], 1);
  const [first] = await outbox.waiting(10);
  const sending = await outbox.begin(first?.id ?? '');
  await outbox.sent(first?.id ?? '', sending?.fence ?? 0, 5, 1);
  await outbox.failed(first?.id ?? '', sending?.fence ?? 0, 'no', 1, 1);
  await outbox.revive(7);
  await outbox.again(first?.id ?? '', 5, 1);
  await outbox.ofGroup(7, sha(77));
  await outbox.prune({ replacedBefore: 1, allBefore: 1 });
  await outbox.end(first?.id ?? '', sending?.fence ?? 0, 'done', 1);
  await outbox.ofCheckRun(7, 5);
  await outbox.state();
  await changes.add(7, judgedChanges(50, 20), { name: 'import', before: '1', after: '2' });
  await allOf({ store }, 7);
  await changes.count(7);
  await changes.some(7, [sha(1_000_050), sha(1_000_051)]);
  await reviews.add(7, [review(12)], null);
  await reviews.some(7, [12, 13]);
  await reports.put(7, { version: 'v', head: '{}', index: '{}', overview: overview() }, 1);
  await reports.version(7);
  await reports.head(7);
  await reports.index(7);
  await reports.overviews([7, 8]);
  await reports.versions([7, 8]);
  const log = [{ start: '2026-01-05', from: 'no-signal', to: 'early-win', reason: 'x' }] as const;
  await changes.saveTrends(7, [trend('a', log)], 1);
  await changes.trends(7);
  await changes.wins(7);
  await changes.winsSince([7, 8], 0);
  const report = { repository: 7, kind: 'report' } as const;
  await store.issues.want(report, { rungs: 'a', week: 1 }, 2);
  await store.issues.find(report);
  await store.issues.waiting(10);
  const writing = (await store.issues.begin(report, 3)) ?? 0;
  await store.issues.holds(report, writing);
  await store.issues.made(report, writing, 4);
  await store.issues.end(report, writing, 'a', 5);
  await store.issues.failed(report, writing, 'no', 1, 6);
  await store.issues.dead(10);
  await store.issues.revive(7);
  await store.issues.drop(report);
  await cursors.set(7, 'sync', 'x');
  await cursors.get(7, 'sync');
  await cursors.drop(7, 'sync', 'x');
  await disputes.put({ repository: 7, head: sha(1), checkRun: 1, at: 1 }, ['guid-296']);
  await disputes.of(7);
  await interventions.save(7, []);
  await interventions.record(7, {
    ...{ kind: 'coaching', title: 'x', start: '2026-01-05', end: '2026-01-05' },
    ...{ practice: null, indicator: null, hypothesis: null, review: null },
  });
  const recorded = await interventions.recorded([7, 8]);
  await interventions.remove(7, recorded.get(7)?.[0]?.id ?? 0);
  await interventions.of(7);
  await travels.work(7, await travels.people(7), ['test-first.first', 'refactoring.refactored']);
  await travels.put(3, { travel: [], repositories: [7, 8] }, 1);
  await travels.get(3);
  await sessions.put(session('one'));
  await sessions.find('one');
  await sessions.used('one', 2);
  await sessions.beginRenewal('one', 2, 60);
  await sessions.renewed('one', 'sealed');
  await sessions.of(5);
  await sessions.remove('one');
  await sessions.removeOf(5);
  await sessions.prune({ createdBefore: 2, usedBefore: 3 });
  await changes.clear(7, 'sync');
  await repositories.erase(7, 1);
}

type Explained = {
  readonly plans: Map<string, Plan>;
  readonly store: Store;
  readonly close: () => Promise<void>;
};

const onPGlite = async (): Promise<Explained> => {
  const folders = await embeddedFolders();
  const engine = await PGlite.create({ dataDir: join(folders.copy(), 'data') });
  const plain = clientOf(new PGliteAdapters(engine));
  await fill(storeOn({ database: plain, close: async () => {} }));
  await engine.exec('ANALYZE; SET enable_seqscan = off;');
  const plans = new Map<string, Plan>();
  const database = clientOf(explaining(new PGliteAdapters(engine), (plan, sql) => plans.set(sql, plan)));
  const close = async () => {
    await engine.close();
    folders.remove();
  };
  return { plans, store: storeOn({ database, close }), close };
};

const here = postgresqlHere();
const onPostgresql = async (): Promise<Explained> => {
  if ('missing' in here) throw new Error(here.missing);
  const server = await here.start();
  const url = new URL(await server.database());
  const plain = await openPostgresql(url.href);
  await fill(storeOn(plain));
  await plain.database.$executeRawUnsafe('ANALYZE');
  await plain.close();
  url.searchParams.set('options', '-c enable_seqscan=off');
  const plans = new Map<string, Plan>();
  const database = clientOf(explaining(new PrismaPg(url.href), (plan, sql) => plans.set(sql, plan)));
  const close = async () => {
    await database.$disconnect();
    await server.stop();
  };
  return { plans, store: storeOn({ database, close }), close };
};

describe.each([
  { name: 'PGlite', missing: null, open: onPGlite },
  { name: 'PostgreSQL', missing: 'missing' in here ? here.missing : null, open: onPostgresql },
])('the plans of $name', ({ missing, open }) => {
  if (missing !== null) {
    test.skip(`were left out: ${missing}`, () => {});
    return;
  }
  let explained: Explained | undefined;
  beforeAll(async () => {
    explained = await open();
  }, SLOW);
  afterAll(() => explained?.close());

  test(
    'read no table and no index whole',
    async () => {
      if (explained === undefined) throw new Error('it is not open');
      await everyCall(explained.store);
      expect(explained.plans.size).toBeGreaterThan(60);
      expect([...explained.plans].flatMap(([sql, plan]) => wholeReads(plan, sql))).toEqual([]);
    },
    SLOW,
  );
});
