/**
 * How long the store takes, on PGlite and on PostgreSQL.
 *
 * npm run bench:store
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { postgresqlHere } from '../services/postgresql.js';
import { delivery, judgedChanges, repository } from '../store/made.js';

const LINE = (name: string, ms: number) =>
  console.log(`${name.padEnd(44)} ${ms.toFixed(ms < 10 ? 1 : 0)} ms`);

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = performance.now();
  const result = await work();
  LINE(name, performance.now() - before);
  return result;
}

async function measure(open: () => Promise<Store>): Promise<void> {
  const first = await timed('first start', open);
  await first.close();
  const store = await timed('reopening', open);
  await store.inbox.put(delivery('warm'));
  const waits: number[] = [];
  await timed('1,000 puts, one after another', async () => {
    for (let i = 0; i < 1000; i++) {
      const before = performance.now();
      await store.inbox.put(delivery(`one-${i}`));
      waits.push(performance.now() - before);
    }
  });
  waits.sort((one, other) => one - other);
  LINE('  one put, median', waits[500] ?? 0);
  LINE('  one put, 99%', waits[990] ?? 0);
  await timed('1,000 puts at once', () =>
    Promise.all(Array.from({ length: 1000 }, (_, i) => store.inbox.put(delivery(`all-${i}`)))),
  );
  await timed('subjects(100) of 2,001 that wait', () => store.inbox.subjects(100));
  await store.repositories.put(repository(7));
  const pages = Array.from({ length: 25 }, (_, page) => judgedChanges(page * 200, 200));
  let before: string | null = null;
  let slowest = 0;
  await timed('changes.add of 200, 25 times', async () => {
    for (const [at, page] of pages.entries()) {
      const start = performance.now();
      await store.changes.add(7, page, { name: 'import', before, after: `${at}` });
      slowest = Math.max(slowest, performance.now() - start);
      before = `${at}`;
    }
  });
  LINE('  the slowest of them', slowest);
  await timed('changes.add of the same 200 again', () =>
    store.changes.add(7, pages[0] ?? [], { name: 'import', before, after: 'again' }),
  );
  await timed('changes.all of 5,000', async () => {
    for await (const _ of store.changes.all(7));
  });
  await timed('erase of 5,000 changes', () => store.repositories.erase(7, 1));
  await store.close();
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
console.log('PGlite');
await measure(() => openStore({ url: null, folder: join(folder, 'database') }));
rmSync(folder, { recursive: true, force: true });

const here = postgresqlHere();
if ('missing' in here) console.log(`PostgreSQL left out: ${here.missing}`);
else {
  const server = await here.start();
  const url = await server.database();
  console.log('\nPostgreSQL, without fsync');
  await measure(() => openStore({ url, folder }));
  await server.stop();
}
