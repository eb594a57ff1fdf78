import { setTimeout as wait } from 'node:timers/promises';
import type { CheckRun } from '../../src/model/check-run.js';
import { storeOn } from '../../src/store/open-store.js';
import type { Fault } from '../github/faults.js';
import type { Backend, Stage } from './stage.js';
import { openDatabase } from './tables.js';
import type { Traffic } from './traffic.js';

/** What is there to be hit. */
export interface Target {
  readonly stage: Stage;
  readonly traffic: Traffic;
  /** Repositories that may be taken away. */
  readonly doomed: { readonly id: number; readonly fullName: string }[];
  readonly installation: number;
  /** They are erased by now. */
  readonly erased: { readonly id: number; readonly fullName: string }[];
}

/** A named moment at which processes are killed; how many were. */
export interface Point {
  readonly name: string;
  readonly on: readonly Backend[];
  readonly hit: (target: Target) => Promise<number>;
}

const BOTH: readonly Backend[] = ['embedded', 'shared'];
/** So many annotations take three calls. */
const LONG = 120;

/** Kills come from outside, when the double has seen a request or the database shows a state: the app knows no tests. */
export const POINTS: readonly Point[] = [
  {
    name: 'stored in the inbox, and the queue cannot be told',
    on: ['shared'],
    hit: async ({ stage, traffic }) => {
      await stage.redis?.hang();
      await traffic.open();
      await stage.github.control.settled();
      const killed = await stage.kill('web');
      await stage.redis?.stop();
      await stage.redis?.start();
      return killed;
    },
  },
  {
    name: 'stored in the inbox, and in the queue, and nobody works',
    on: ['shared'],
    hit: async ({ stage, traffic }) => {
      const killed = await stage.kill('worker');
      await traffic.open();
      await stage.github.control.settled();
      return killed + (await stage.kill('web'));
    },
  },
  {
    name: 'stored in the inbox, just when GitHub has its answer',
    on: ['embedded'],
    hit: async ({ stage, traffic }) => {
      await traffic.open();
      await stage.github.control.settled();
      return stage.kill();
    },
  },
  {
    name: 'while the pull request is read',
    on: BOTH,
    hit: (target) => whileHeld(target, { face: 'graphql', kind: 'hold', when: 'after', match: 'Pull' }),
  },
  {
    name: 'in the middle of an analysis, while git fetches',
    on: BOTH,
    hit: (target) =>
      whileHeld(target, { face: 'git', kind: 'hold', when: 'before', match: 'git-upload-pack' }),
  },
  {
    name: 'the judgement is saved, and the check run is not made',
    on: BOTH,
    hit: (target) =>
      whileHeld(target, { face: 'rest', kind: 'hold', when: 'before', match: 'checks/create' }),
  },
  {
    name: 'the check run is made, and its number not saved',
    on: BOTH,
    hit: (target) => whileHeld(target, { face: 'rest', kind: 'hold', when: 'after', match: 'checks/create' }),
  },
  {
    name: 'between lots of annotations: the second is not there, then the third is',
    on: BOTH,
    hit: async (target) => {
      const { stage } = target;
      const [pull] = target.traffic.pulls;
      await stage.kill();
      await publishLong(target, pull?.repository ?? '', pull?.head ?? '');
      const before = await held(stage, { ...UPDATE, when: 'before' }, () => stage.start());
      await stage.start();
      const after = await held(stage, { ...UPDATE, when: 'after', skip: 1 }, () => stage.start());
      return before + after;
    },
  },
  {
    name: 'a repository is erased in the database, and its mirror is there',
    on: BOTH,
    hit: async (target) => {
      const { stage, doomed, erased, installation } = target;
      const repository = doomed.shift();
      if (repository === undefined) throw new Error('there is no repository left to be erased');
      const { control } = stage.github;
      erased.push(repository);
      const url = stage.databaseUrl;
      if (url !== null) {
        await control.removeRepositories({ installation, repositories: [repository.fullName] });
        await untilErased(url, repository.id);
        return stage.kill('worker');
      }
      // Nobody else can look into the embedded database: the last answer before the erasure, and a moment.
      const match = 'apps/list-repos-accessible-to-installation';
      await control.fault({ face: 'rest', kind: 'hold', when: 'after', match });
      await control.removeRepositories({ installation, repositories: [repository.fullName] });
      await untilHeld(stage);
      await control.letGo();
      await wait(MOMENTS[erased.length % MOMENTS.length] ?? 0);
      return stage.kill();
    },
  },
];

const UPDATE = { face: 'rest', kind: 'hold', match: 'checks/update' } as const;
/** Milliseconds in which an erasure is done, or half done. */
const MOMENTS = [12, 0, 40, 25, 6];

/** Opens a pull request, and kills whoever works on it when that request is there. */
const whileHeld = ({ stage, traffic }: Target, fault: Fault): Promise<number> =>
  held(stage, fault, () => traffic.open());

async function held(stage: Stage, fault: Fault, act: () => Promise<unknown>): Promise<number> {
  await stage.github.control.fault(fault);
  const acting = act();
  await untilHeld(stage);
  await acting;
  return stage.kill(stage.databaseUrl === null ? 'all' : 'worker');
}

async function untilHeld({ github, actors }: Stage): Promise<void> {
  for (let round = 0; (await github.control.waiting()) === 0; round += 1) {
    if (round > 3_000)
      throw new Error(`nobody asked:\n${actors.map((it) => it.output().slice(-3000)).join('\n---\n')}`);
    await wait(20);
  }
}

/** A check with more annotations than any judgement has, as the outbox would hold it. */
async function publishLong({ stage }: Target, repository: string, head: string): Promise<void> {
  const found = (await stage.github.control.repositories()).find(({ fullName }) => fullName === repository);
  const store = storeOn(await openDatabase(stage.database));
  const check: CheckRun = {
    name: 'Holdfast, at length',
    conclusion: 'success',
    title: 'Many places',
    summary: 'Each is there once.',
    text: null,
    annotations: Array.from({ length: LONG }, (_, at) => ({
      path: 'README.md',
      startLine: at + 1,
      endLine: at + 1,
      level: 'notice',
      title: `Place ${at + 1}`,
      message: `This is place ${at + 1}`,
    })),
    actions: [],
  };
  await store.outbox.put({ repository: found?.id ?? 0, head, check }, [], Math.floor(Date.now() / 1000));
  await store.close();
}

async function untilErased(url: string, id: number): Promise<void> {
  const { database, close } = await openDatabase({ url });
  for (let round = 0; ; round += 1) {
    const row = await database.repository.findUnique({ where: { id: BigInt(id) } });
    if (row !== null && row.erasedAt !== null) break;
    if (round > 6_000) throw new Error('it was not erased');
    await wait(5);
  }
  await close();
}
