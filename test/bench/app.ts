/**
 * What the app bears and what it takes, against the double: each figure that is promised, with the machine's conditions.
 *
 * npm run bench:app -- [--backend embedded|shared] [--part deliveries|checks|cost|import] [--write]
 *
 * `--write` puts what it prints into docs/operations.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Backend, openStage, type Stage } from '../crash/stage.js';
import { feature } from '../stories.js';
import { asked, checkAfter, peakMemory, quantile, type Sendable, sendWebhook } from './app-parts.js';
import { writePulls } from './made-pulls.js';
import { Printed } from './printed.js';
import { random } from './random.js';

const { values } = parseArgs({
  options: {
    backend: { type: 'string' },
    part: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const printed = new Printed('bench:app', 'docs/operations.md');
const { say } = printed;
const missed: string[] = [];

const RATE = 50;
const SECONDS = 60;
const PULLS = 40;
const BACKLOG = 1_000;
const CHECKS = 20;
const MERGED = 1_000;
const MOST_MIB = 512;

function gate(what: string, measured: string, ok: boolean): void {
  say(`${ok ? 'reached' : 'MISSED '}  ${what}: ${measured}`);
  if (!ok) missed.push(what);
}

async function withStage(
  backend: Backend,
  history: string,
  work: (stage: Stage, open: (name: string) => Promise<{ number: number; head: string }>) => Promise<void>,
): Promise<void> {
  const stage = await openStage(backend);
  try {
    await stage.github.control.importRepository({ owner: 'acme', name: 'shop', path: history });
    const open = (name: string) => {
      const { code, tests } = feature(name);
      return stage.github.control.openPullRequest({
        ...{ repository: 'acme/shop', author: 'ada', title: `Add ${name}`, head: name },
        commits: [
          { message: `Test ${name}`, files: tests },
          { message: `Add ${name}`, files: code },
        ],
      });
    };
    await work(stage, open);
    const violations = await stage.github.control.violations();
    if (violations.length > 0)
      gate('nothing that GitHub does not know', JSON.stringify(violations[0]), false);
  } finally {
    await stage.close();
  }
}

/** Fifty a second for a minute, every fifth one twice, and none in its order. */
async function deliveries(backend: Backend, history: string): Promise<void> {
  await withStage(backend, history, async (stage, open) => {
    const { control } = stage.github;
    await stage.start();
    await control.install({ account: 'acme' });
    await stage.quiet();
    const { url } = stage;
    await control.setWebhook({ url: null });
    const heads = [];
    for (let at = 0; at < PULLS; at += 1) heads.push(await open(`burst${at}`));
    const all = await control.deliveries();
    const sendable: Sendable[] = [];
    for (const { guid, event } of all.filter((it) => it.event === 'pull_request'))
      sendable.push({ event, body: JSON.stringify(await control.payload({ guid })) });
    const next = random(1);
    const target = { url, secret: (await control.app()).webhookSecret };
    const sending: Promise<Awaited<ReturnType<typeof sendWebhook>>>[] = [];
    const begun = performance.now();
    let late = 0;
    let last: { guid: string; of: Sendable } | null = null;
    for (let at = 0; at < RATE * SECONDS; at += 1) {
      const due = begun + (at * 1000) / RATE;
      const now = performance.now();
      if (now < due) await wait(due - now);
      late = Math.max(late, now - due);
      const of = sendable[Math.floor(next() * sendable.length)];
      if (of === undefined) throw new Error('there is nothing to send');
      if (last !== null && at % 5 === 0) sending.push(sendWebhook(target, last.of, last.guid));
      else {
        const guid = crypto.randomUUID();
        last = { guid, of };
        sending.push(sendWebhook(target, of, guid));
      }
    }
    const answers = await Promise.all(sending);
    const took = (performance.now() - begun) / 1000;
    await stage.quiet();
    const doneAfter = (performance.now() - begun) / 1000 - took;
    const tables = await stage.tables();
    const states = new Map((tables.get('Delivery') ?? []).map(({ guid, state }) => [guid, state]));
    const acknowledged = new Set(answers.filter(({ status }) => status === 202).map(({ guid }) => guid));
    const undone = [...acknowledged].filter((guid) => states.get(guid) !== 'done').length;
    const runs = await control.checkRuns({ repository: 'acme/shop' });
    const checked = heads.filter(({ head }) => runs.filter(({ headSha }) => headSha === head).length === 1);
    const times = answers.map(({ ms }) => ms);
    const refused = answers.filter(({ status }) => status !== 202).length;
    say(
      `  ${answers.length} deliveries of ${acknowledged.size} GUIDs about ${PULLS} pull requests in ${took.toFixed(0)} s (the sender was at most ${late.toFixed(0)} ms late)`,
    );
    say(
      `  acknowledged: median ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms; ${refused} refused; all done ${doneAfter.toFixed(0)} s after the last`,
    );
    gate(
      'every acknowledged delivery is processed once',
      `${undone} of ${acknowledged.size} were not, ${PULLS - checked.length} of ${PULLS} heads have not exactly one check`,
      undone === 0 && checked.length === PULLS && acknowledged.size > 0,
    );
    const p99 = quantile(times, 0.99);
    gate('acknowledged within 200 ms (p99)', `${p99.toFixed(0)} ms`, p99 <= 200 && refused === 0);
  });
}

/** How long a check takes while a thousand repositories wait to be imported. */
async function checks(backend: Backend, history: string): Promise<void> {
  await withStage(backend, history, async (stage, open) => {
    const { control } = stage.github;
    for (let at = 0; at < BACKLOG; at += 1)
      await control.createRepository({ owner: 'acme', name: `waiting-${at}` });
    await stage.start();
    await control.install({ account: 'acme' });
    const waiting = async (): Promise<number> =>
      (await stage.actors[0]?.measures().catch(() => null))?.get('holdfast_queue_jobs{state="waiting"}') ?? 0;
    while ((await waiting()) < BACKLOG) await wait(200);
    const times: number[] = [];
    const backlog: number[] = [];
    for (let at = 0; at < CHECKS; at += 1) {
      backlog.push(await waiting());
      const { head } = await open(`wait${at}`);
      times.push((await checkAfter(stage, 'acme/shop', head)) ?? Number.POSITIVE_INFINITY);
    }
    say(
      `  ${CHECKS} pull requests, one after the other, while ${Math.max(...backlog).toLocaleString('en-US')} to ${Math.min(...backlog).toLocaleString('en-US')} jobs waited: median ${quantile(times, 0.5).toFixed(1)} s, slowest ${Math.max(...times).toFixed(1)} s`,
    );
    const p95 = quantile(times, 0.95);
    gate('a check within 10 s of its webhook (p95)', `${p95.toFixed(1)} s`, p95 <= 10);
  });
}

/** What one pull request costs, alone. */
async function cost(backend: Backend, history: string): Promise<void> {
  await withStage(backend, history, async (stage, open) => {
    const { control } = stage.github;
    await stage.start();
    await control.install({ account: 'acme' });
    await stage.quiet();
    const one = async (name: string) => {
      await control.resetCounts();
      await open(name);
      await control.settled();
      await stage.quiet();
      return asked(stage);
    };
    const words = (it: Awaited<ReturnType<typeof one>>): string =>
      `${it.points} points in ${it.graphql} calls, ${it.rest} REST calls and ${it.tokens} tokens, ${it.fetches} git fetches`;
    const first = await one('first');
    say(`  the first pull request after an import: ${words(first)}`);
    const second = await one('second');
    const ok = second.points <= 1 && second.rest + second.tokens <= 2 && second.fetches <= 1;
    gate('a pull request: 1 point, at most 2 REST calls, 1 git fetch', words(second), ok);
  });
}

/** A thousand merged pull requests, and the process is killed in the middle. */
async function imported(backend: Backend): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const stage = await openStage(backend);
  try {
    const { control } = stage.github;
    const path = join(folder, 'made.git');
    const pulls = writePulls(path, MERGED);
    await control.importRepository({ owner: 'acme', name: 'made', path });
    await control.addMerged({ repository: 'acme/made', pulls });
    await stage.start();
    await control.resetCounts();
    await control.install({ account: 'acme' });
    const done = async (): Promise<number> => {
      const measures = await stage.actors[0]?.measures().catch(() => null);
      return [...(measures ?? [])].find(([name]) => name.startsWith('holdfast_import_done'))?.[1] ?? 0;
    };
    const begun = performance.now();
    const peaks: number[] = [];
    const notePeaks = (): void => {
      for (const { pid } of stage.actors) peaks.push(peakMemory(pid()) ?? 0);
    };
    const until = async (wanted: number): Promise<void> => {
      while ((await done()) < wanted) {
        notePeaks();
        await wait(100);
      }
    };
    await until(MERGED * 0.3);
    await stage.kill(backend === 'shared' ? 'worker' : 'all');
    await stage.start();
    await until(MERGED);
    const seconds = (performance.now() - begun) / 1000;
    await stage.quiet();
    notePeaks();
    const { operations, graphql } = await control.counts();
    const pages = operations['graphql Merged'] ?? 0;
    const tables = await stage.tables();
    const read = new Set((tables.get('Review') ?? []).map(({ number }) => number)).size;
    const peak = Math.max(...peaks);
    say(
      `  ${MERGED.toLocaleString('en-US')} pull requests in ${seconds.toFixed(0)} s, killed at ${(MERGED * 0.3).toFixed(0)}: ${graphql} GraphQL calls, ${pages} of them pages of 20; peak memory of a process ${peak.toFixed(0)} MiB (git beside it)`,
    );
    gate('at most 200 GraphQL calls', String(graphql), graphql <= 200);
    gate(`at most ${MOST_MIB} MiB`, `${peak.toFixed(0)} MiB`, peak <= MOST_MIB);
    gate(
      'a kill loses no page and repeats at most one',
      `${MERGED - read} lost, ${pages - MERGED / 20} pages repeated`,
      read === MERGED && pages <= MERGED / 20 + 1,
    );
  } finally {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [cpu] = cpus();
say(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpu?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; load before ${loadavg()[0]?.toFixed(1)}`,
);
say('The double, the sender and the databases run on the same machine.');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
const history = join(folder, 'shop.git');
writePulls(history, 60);
for (const backend of ['embedded', 'shared'] as const) {
  if (values.backend !== undefined && values.backend !== backend) continue;
  say('');
  say(
    backend === 'embedded'
      ? 'embedded: one process, PGlite and the queue in it'
      : 'PostgreSQL (without fsync) and Redis: a web process and two workers',
  );
  const parts = { deliveries, checks, cost, import: (it: Backend) => imported(it) };
  for (const [name, part] of Object.entries(parts))
    if (values.part === undefined || values.part === name) await part(backend, history);
}
rmSync(folder, { recursive: true, force: true });
if (values.write) printed.write();
process.exitCode = missed.length === 0 ? 0 : 1;
