import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { random } from '../bench/random.js';
import { postgresqlHere } from '../services/postgresql.js';
import { noRedis } from '../services/redis.js';
import { teamRepository } from '../stories.js';
import { checkHistory, type Verdict } from './check-history.js';
import { POINTS, type Target } from './points.js';
import { type Backend, openStage, type Stage } from './stage.js';
import { trafficOn } from './traffic.js';

/** `npm run test:crash` does all of it; with the other tests, a few kills show that nothing is broken grossly. */
const asked = process.env.HOLDFAST_CRASH;
const isFull = asked !== undefined && asked !== '';
/** `HOLDFAST_CRASH=20` for fewer. */
const KILLS = Number(asked) || 100;
const SEED = 20_261_126;
const HOUR = 60 * 60_000;
/** A hundred starts take an hour where other work shares two cores. */
const HOURS = 4 * HOUR;
/** So often it is told how far it is. */
const TOLD = 10;
/** GitHub is asked for what failed once it is a minute old. */
const SWEEPABLE_MS = 65_000;
/** A job stays for so long with a worker that is silent: see `queue/bullmq.ts`. */
const HOLD_MS = 30_000;

const missing = 'missing' in postgresqlHere() ? 'PostgreSQL' : noRedis;

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

async function begin(backend: Backend, doomed: number): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const { path } = teamRepository(join(folder, 'shop'));
  stage = await openStage(backend);
  const { control } = stage.github;
  await control.importRepository({ owner: 'acme', name: 'shop', path });
  const attics = [];
  for (let at = 0; at < doomed; at += 1)
    attics.push(await control.importRepository({ owner: 'acme', name: `attic-${at}`, path }));
  rmSync(folder, { recursive: true, force: true });
  await stage.start();
  const { id } = await control.install({ account: 'acme' });
  await stage.quiet();
  const traffic = trafficOn(stage.github, 'acme/shop', random(SEED));
  await traffic.open();
  return { stage, traffic, doomed: attics, installation: id, erased: [] };
}

/** Lets everything come to its end, and looks. */
async function end({ stage: { start, quiet }, stage: here, traffic, erased }: Target): Promise<Verdict> {
  await start();
  await quiet();
  const attempts = await here.github.control.deliveries();
  const heard = new Set(attempts.filter(({ status }) => status === 'OK').map(({ guid }) => guid));
  const unheard = [...new Set(attempts.map(({ guid }) => guid))].filter((guid) => !heard.has(guid));
  if (unheard.length > 0 && isFull) {
    // The app asks for them itself when it starts.
    await wait(SWEEPABLE_MS);
    await here.kill();
    await start();
  } else for (const guid of unheard) await here.github.control.redeliver({ guid });
  await quiet();
  return checkHistory(here, { pulls: traffic.pulls, erased });
}

const clean = { losses: [], doubles: [], left: [] };

function tell(what: string, kills: number, verdict: Verdict): void {
  const { acknowledged, replaced, losses, doubles, left } = verdict;
  console.log(
    `${what}: ${kills} kills, ${acknowledged} deliveries acknowledged, ${losses.length} losses, ${doubles.length} doubles, ${left.length} left of erased repositories, ${replaced} check runs replaced`,
  );
}

async function hitAll(backend: Backend, wanted: (name: string) => boolean): Promise<void> {
  const target = await begin(backend, 1);
  let kills = 0;
  for (const { name, hit } of POINTS.filter((point) => point.on.includes(backend) && wanted(point.name))) {
    const killed = await hit(target);
    expect(killed, name).toBeGreaterThan(0);
    kills += killed;
    await target.stage.start();
  }
  const verdict = await end(target);
  tell(`${backend}, named points`, kills, verdict);
  expect(verdict).toMatchObject(clean);
}

/** Kills at random moments, while five things happen after each. */
async function hitAtRandom(
  backend: Backend,
  kills: number,
  besides: (target: Target, kill: number) => Promise<void> = async () => {},
): Promise<void> {
  const target = await begin(backend, 1);
  const { actors, start, github } = target.stage;
  const chance = random(SEED + 1);
  for (let kill = 0; kill < kills; kill += 1) {
    const acting = (async () => {
      for (let act = 0; act < 5; act += 1) await target.traffic.act();
    })();
    await wait(chance() * 2_000);
    await actors[Math.floor(chance() * actors.length)]?.kill();
    await acting;
    await besides(target, kill);
    if (kill === Math.floor(kills / 2)) {
      const [repository] = target.doomed.splice(0, 1);
      if (repository !== undefined) {
        const { installation } = target;
        await github.control.removeRepositories({ installation, repositories: [repository.fullName] });
        target.erased.push(repository);
      }
    }
    await start();
    if ((kill + 1) % TOLD === 0) console.log(`${backend}, at random moments: ${kill + 1} kills so far`);
  }
  const verdict = await end(target);
  tell(`${backend}, at random moments`, kills, verdict);
  expect(verdict).toMatchObject(clean);
}

describe('a process that is killed loses nothing and doubles nothing', () => {
  test.runIf(!isFull)('at some moments', { timeout: HOUR }, () =>
    hitAll('embedded', (name) => /number not saved|git fetches|erased/.test(name)),
  );
  test.runIf(isFull)('embedded: at each named point', { timeout: HOUR }, () =>
    hitAll('embedded', () => true),
  );
  test.runIf(isFull)('embedded: at random moments', { timeout: HOURS }, () => hitAtRandom('embedded', KILLS));
});

describe.runIf(isFull && missing === null)('several processes with PostgreSQL and Redis', () => {
  test('at each named point', { timeout: HOUR }, () => hitAll('shared', () => true));

  test('at random moments, while Redis loses its data and PostgreSQL crashes', { timeout: HOUR }, () =>
    hitAtRandom('shared', KILLS, async ({ stage: { redis, postgresql } }, kill) => {
      if (kill % 20 === 7) await redis?.flush();
      if (kill % 20 === 12) {
        await redis?.stop();
        await redis?.start();
      }
      if (kill % 20 === 17) await postgresql?.restart?.();
    }),
  );

  test('a worker that is stopped for longer than its hold on a job', { timeout: HOUR }, async () => {
    const target = await begin('shared', 0);
    const { stage: here, traffic } = target;
    const { control } = here.github;
    const moments = [
      { face: 'git', kind: 'hold', when: 'before', match: 'git-upload-pack' },
      { face: 'rest', kind: 'hold', when: 'before', match: 'checks/create' },
      { face: 'rest', kind: 'hold', when: 'after', match: 'checks/create' },
    ] as const;
    const [one, other] = here.actors.filter(({ role }) => role === 'worker');
    for (const moment of moments) {
      // Alone, it is sure to get the job.
      await other?.kill();
      await control.fault(moment);
      const { head, repository } = await traffic.open();
      while ((await control.waiting()) === 0) await wait(20);
      await one?.kill('SIGSTOP');
      await control.letGo();
      await other?.start();
      // Within twice the hold the other one takes it, and does it to its end.
      await wait(2 * HOLD_MS);
      for (let round = 0; (await control.checkRuns({ repository, sha: head })).length === 0; round += 1) {
        expect(round, 'the other worker takes it').toBeLessThan(300);
        await wait(500);
      }
      await here.quiet();
      await one?.kill('SIGCONT');
      await here.quiet();
    }
    const verdict = await end(target);
    tell('shared, stopped past the hold', 0, verdict);
    expect(verdict).toMatchObject(clean);
  });
});
