import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { teamRepository } from '../stories.js';
import { browser } from './browser.js';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
const temporary = join(folder, 'temporary');
let demo: ChildProcess | null = null;
let output = '';

beforeAll(() => {
  mkdirSync(temporary);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/demo'], { cwd: root });
});
afterEach(() => {
  if (demo?.exitCode === null && demo.signalCode === null) process.kill(-(demo.pid ?? 0), 'SIGKILL');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  for (let round = 0; round < 1200; round += 1) {
    if (await what()) return;
    if (demo?.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`it did not happen; the demo wrote:\n${output}`);
};

/** As a terminal does it: a group of its own, which Ctrl-C reaches as a whole. */
function start(args: readonly string[]): ChildProcess {
  output = '';
  const child = spawn(process.execPath, ['build/test/demo/main.js', ...args], {
    cwd: root,
    detached: true,
    env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return child;
}

test('a demo shows checks that answer, ends on Ctrl-C, and leaves nothing behind', {
  timeout: 300_000,
}, async () => {
  const { path } = teamRepository(join(folder, 'shop'));
  demo = start(['--repo', path, '--before', '3', '--pulls', '2', '--pace', '0', '--stay', '30']);
  const ended = new Promise<number | null>((done) => demo?.once('exit', done));
  await until(() => output.includes('All were played.'));
  expect(output).toMatch(/^#4 opened: /m);
  expect(output).toMatch(/^ {3}. Holdfast (success|neutral) on #4: ./m);
  const [site = '', report = ''] = [...output.matchAll(/http:\/\/127\.0\.0\.1:\d+\S*/g)].map(([url]) => url);
  expect(report).toMatch(/\/r\/demo\/shop$/);
  expect((await fetch(report)).status).toBe(200);
  // Whoever looks at it is a coach of that repository, too.
  const coach = /http:\/\/127\.0\.0\.1:\d+\/coach/.exec(output)?.[0] ?? '';
  expect(await (await browser(new URL(report).origin).open(coach)).text()).toContain('/r/demo/shop');

  const page = await (await fetch(`${site}/pull/4`)).text();
  expect(page).toContain('<table>');
  const button = /action="(\/pull\/4\/check\/\d+\/recheck)"/.exec(page)?.[1] ?? '';
  const newest = (text: string): string => /id="check-(\d+)"/.exec(text)?.[1] ?? '';
  expect((await fetch(`${site}${button}`, { method: 'POST' })).url).toBe(`${site}/pull/4`);
  await until(async () => newest(await (await fetch(`${site}/pull/4`)).text()) !== newest(page));
  const foreign = { method: 'POST', headers: { origin: 'https://elsewhere.example' } };
  expect((await fetch(`${site}${button}`, foreign)).status).toBe(421);

  process.kill(-(demo.pid ?? 0), 'SIGINT');
  expect(await ended).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
  for (const url of [site, report]) await expect(fetch(url)).rejects.toThrow();
  // The whole group is gone: the app, the double, and whatever they had started.
  await expect.poll(() => groupOf(demo?.pid ?? 0)).toEqual([]);
});

/** Processes of a group that still run. */
function groupOf(group: number): readonly string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.trim().startsWith(`${group} `) && !/^\s*\d+\s+Z/.test(line));
}

test('what it cannot play it answers with the next step, and leaves nothing', async () => {
  demo = start(['--repo', temporary]);
  const code = await new Promise((done) => demo?.once('exit', done));
  expect(code).toBe(1);
  expect(output).toContain('is no git repository: name one by --repo PATH');
  expect(readdirSync(temporary)).toEqual([]);
});
