/**
 * What pages take with five years and 20,000 changes: time on the server, bytes on the wire, time until they are usable.
 *
 * npm run bench:pages -- [--backend embedded|postgresql] [--changes N] [--write]
 *
 * `--write` puts what it prints into docs/operations.md. Another page is measured by another entry in `parts`.
 */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { SCRIPT_PATH } from '../../src/web/assets.js';
import { embeddedFolders } from '../services/embedded.js';
import { madePages, makeReport, storeTeam } from '../services/made-pages.js';
import { postgresqlHere } from '../services/postgresql.js';
import { CHROMIUM_ARGS, chromiumHere, served } from '../services/served.js';
import { quantile } from './app-parts.js';
import { Printed } from './printed.js';

const { values } = parseArgs({
  options: {
    backend: { type: 'string' },
    changes: { type: 'string', default: '20000' },
    write: { type: 'boolean', default: false },
  },
});
const printed = new Printed('bench:pages', 'docs/operations.md');
const { say } = printed;
const missed: string[] = [];

const AT = '/r/acme/shop';
/** What is promised. */
const MOST = { serverMs: 150, bytes: 150 * 1024, usableMs: 1000, readers: 100 };
const KEPT = 300;
const RUNS = 7;
/** Pages are kept by how their reader writes days: another locale is a page that must be made. */
const LOCALES =
  'af az be bg bn ca cs cy da de el es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko lt lv mk mn ms nb nl pl'.split(
    ' ',
  );

function gate(what: string, measured: string, ok: boolean): void {
  say(`${ok ? 'reached' : 'MISSED '}  ${what}: ${measured}`);
  if (!ok) missed.push(what);
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** From the request to the last byte of the answer. */
  readonly ms: number;
  readonly etag: string | null;
}

type Ask = (path: string, headers?: Record<string, string>) => Promise<Answer>;

/** Answers without a wire: what the server itself takes, the reading of its database and zipping included. */
function asking(fetch: (request: Request) => Response | Promise<Response>): Ask {
  return async (path, headers = {}) => {
    const request = new Request(`http://localhost${path}`, {
      headers: { 'accept-encoding': 'gzip', ...headers },
    });
    const before = performance.now();
    const response = await fetch(request);
    const { byteLength } = await response.arrayBuffer();
    const ms = performance.now() - before;
    return { status: response.status, bytes: byteLength, ms, etag: response.headers.get('etag') };
  };
}

const times = (answers: readonly Answer[]): string => {
  const ms = answers.map((answer) => answer.ms);
  return `p50 ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms, slowest ${Math.max(...ms).toFixed(0)} ms`;
};
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;

async function each(ask: Ask, paths: readonly string[], headers?: (at: number) => Record<string, string>) {
  const answers: Answer[] = [];
  for (const [at, path] of paths.entries()) answers.push(await ask(path, headers?.(at)));
  const wrong = answers.find(({ status }) => status !== 200 && status !== 304);
  if (wrong !== undefined) throw new Error(`a page answered ${wrong.status}`);
  return answers;
}

/** What is measured of a page, each on its own. */
const parts: readonly { readonly name: string; readonly measure: (ask: Ask) => Promise<void> }[] = [
  {
    name: 'the page of a repository',
    measure: async (ask) => {
      const [first] = await each(ask, [AT]);
      say(`  the first answer after a start: ${first?.ms.toFixed(0)} ms`);
      const made = await each(
        ask,
        LOCALES.map(() => AT),
        (at) => ({ 'accept-language': LOCALES[at] ?? '' }),
      );
      const kept = await each(
        ask,
        Array.from({ length: KEPT }, () => AT),
      );
      const known = await each(
        ask,
        Array.from({ length: KEPT }, () => AT),
        () => ({
          'if-none-match': first?.etag ?? '',
        }),
      );
      const p95 = quantile(
        made.map(({ ms }) => ms),
        0.95,
      );
      gate('a page that must be made, within 150 ms on the server (p95)', times(made), p95 <= MOST.serverMs);
      say(`  one that is kept: ${times(kept)}`);
      say(`  one that the browser has: ${times(known)}, ${known[0]?.bytes} bytes`);
      const script = await ask(SCRIPT_PATH);
      const bytes = (first?.bytes ?? 0) + script.bytes;
      gate(
        'at most 150 KiB',
        `${kib(first?.bytes ?? 0)}, and ${kib(script.bytes)} of script once`,
        bytes <= MOST.bytes,
      );
    },
  },
  {
    name: 'a part of it, by area and time',
    measure: async (ask) => {
      const days = Array.from(
        { length: 40 },
        (_, at) => `2024-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
      );
      const answers = await each(
        ask,
        days.map((day, at) => `${AT}?${at % 2 === 0 ? 'focus=Billing&' : ''}from=${day}`),
      );
      const p95 = quantile(
        answers.map(({ ms }) => ms),
        0.95,
      );
      gate('within 150 ms on the server (p95), none of them kept', times(answers), p95 <= MOST.serverMs);
    },
  },
  {
    name: 'a page of changes',
    measure: async (ask) => {
      const queries = Array.from(
        { length: 40 },
        (_, at) => `indicator=test-first.accompanied${at % 2 === 0 ? '&counts=x' : ''}&page=${1 + at * 3}`,
      );
      const answers = await each(
        ask,
        queries.map((query) => `${AT}/changes?${query}`),
      );
      const p95 = quantile(
        answers.map(({ ms }) => ms),
        0.95,
      );
      gate('within 150 ms on the server (p95), none of them kept', times(answers), p95 <= MOST.serverMs);
      say(`  at most ${kib(Math.max(...answers.map(({ bytes }) => bytes)))}`);
    },
  },
  {
    name: 'downloads of everything',
    measure: async (ask) => {
      for (const end of ['json', 'csv', 'md']) {
        const { ms, bytes } = await ask(`${AT}.${end}`);
        say(`  .${end}: ${(ms / 1000).toFixed(1)} s, ${kib(bytes)} zipped`);
      }
    },
  },
];

/** A hundred readers, each of whom looks around. */
async function readers(url: string): Promise<void> {
  const paths = [
    AT,
    `${AT}?focus=Billing`,
    `${AT}/changes?indicator=test-first.observed`,
    `${AT}/indicators/test-first.accompanied`,
  ];
  const answers = await Promise.all(
    Array.from({ length: MOST.readers }, async (_, reader) => {
      const own: { ok: boolean; ms: number }[] = [];
      for (const path of paths) {
        const before = performance.now();
        const page = path.includes('/changes') ? `${path}&page=${1 + (reader % 20)}` : path;
        const response = await fetch(`${url}${page}`);
        await response.arrayBuffer();
        own.push({ ok: response.ok, ms: performance.now() - before });
      }
      return own;
    }),
  );
  const all = answers.flat();
  const errors = all.filter(({ ok }) => !ok).length;
  const p95 = quantile(
    all.map(({ ms }) => ms),
    0.95,
  );
  gate(
    `${MOST.readers} readers at once, without an error`,
    `${all.length} pages, ${errors} errors, p95 ${p95.toFixed(0)} ms (readers and server share the machine)`,
    errors === 0,
  );
}

async function usable(url: string): Promise<void> {
  if (chromiumHere === null) return say('  Chromium is not installed here: left out');
  const browser = await chromium.launch({ executablePath: chromiumHere, args: CHROMIUM_ARGS });
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${url}${AT}`);
    // All of it is there, our script has run, and it has been painted.
    taken.push(
      (await page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(Math.max(performance.getEntriesByType('navigation')[0].loadEventEnd, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity)))))",
      )) as number,
    );
    await page.close();
  }
  await browser.close();
  const median = quantile(taken, 0.5);
  gate(
    'usable within 1 s in Chromium',
    `median ${median.toFixed(0)} ms, slowest ${Math.max(...taken).toFixed(0)} ms`,
    median <= MOST.usableMs,
  );
}

async function measure(name: string, open: () => Promise<Store>): Promise<void> {
  say('');
  say(name);
  const store = await open();
  try {
    await storeTeam(store, { changes: Number(values.changes) });
    const before = performance.now();
    await makeReport(store);
    const head = await store.reports.head(7);
    const index = await store.reports.index(7);
    say(
      `  a report of ${Number(values.changes).toLocaleString('en-US')} changes made in ${((performance.now() - before) / 1000).toFixed(1)} s: ${kib(head?.head.length ?? 0)} without its changes, and ${kib(index?.length ?? 0)} of what each counts for`,
    );
    const pages = madePages(store);
    const ask = asking((request) => pages.fetch(request));
    for (const part of parts) {
      say(`  ${part.name}`);
      await part.measure(ask);
    }
    const { url, close } = await served((request) => pages.fetch(request));
    await readers(url);
    await usable(url);
    await close();
  } finally {
    await store.close();
  }
}

const [cpu] = cpus();
say(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpu?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; load before ${loadavg()[0]?.toFixed(1)}`,
);
if (values.backend !== 'postgresql') {
  const folders = await embeddedFolders();
  await measure('embedded: PGlite', () => openStore({ url: null, folder: folders.copy() }));
  folders.remove();
}
if (values.backend !== 'embedded') {
  const here = postgresqlHere();
  if ('missing' in here) say(`PostgreSQL was left out: ${here.missing}`);
  else {
    const server = await here.start();
    const url = await server.database();
    await measure('PostgreSQL', () => openStore({ url, folder: '' }));
    await server.stop();
  }
}
if (values.write) printed.write();
process.exitCode = missed.length === 0 ? 0 : 1;
