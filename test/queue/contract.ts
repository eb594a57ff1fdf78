import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Handler, type Job, jobKinds, Later, type Queue, type Running } from '../../src/queue/queue.js';

/** Retries that take no time, so that a test sees their end. */
export const QUICK = { attempts: 3, firstMs: 10, longestMs: 20 };

const HOUR = 60 * 60 * 1000;

/** Waits for what is to come, however slow the machine; a test says nothing of how long it took. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited 30 s in vain: ${what}`);
    await sleep(10);
  }
}

export const idle = (queue: Queue): Promise<void> =>
  until('nothing waits or runs', async () => {
    const { waiting, running } = await queue.counts();
    return waiting + running === 0;
  });

export const keyOf = ({ kind, subject }: Job): string => `${kind} ${subject}`;

/** A handler that notes what it was given, and keeps each job running while its gate is shut. */
export class Desk {
  readonly begun: Running[] = [];
  /** The keys of those that run now. */
  readonly open: string[] = [];
  /** Keys of which two ran at once. */
  readonly twice: string[] = [];
  most = 0;
  readonly #shut = new Map<string, PromiseWithResolvers>();

  shut(...jobs: Job[]): void {
    for (const job of jobs) this.#shut.set(keyOf(job), gate());
  }

  letGo(...jobs: Job[]): void {
    for (const job of jobs) {
      this.#shut.get(keyOf(job))?.resolve();
      this.#shut.delete(keyOf(job));
    }
  }

  get keys(): string[] {
    return this.begun.map(({ job }) => keyOf(job));
  }

  readonly handler: Handler = async (running) => {
    const key = keyOf(running.job);
    this.begun.push(running);
    if (this.open.includes(key)) this.twice.push(key);
    this.open.push(key);
    this.most = Math.max(this.most, this.open.length);
    try {
      await this.#shut.get(key)?.promise;
      await sleep(1);
    } finally {
      this.open.splice(this.open.indexOf(key), 1);
    }
  };
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

export function gate(): PromiseWithResolvers {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const job = (kind: Job['kind'], subject: string | number = 'one'): Job => ({
  kind,
  subject: String(subject),
});

const many = (kind: Job['kind'], count: number): Job[] =>
  Array.from({ length: count }, (_, at) => job(kind, at));

/** What every queue promises. @param make a new, empty queue with these retries */
export function promisesOfAQueue(make: (retries: typeof QUICK) => Promise<Queue> | Queue): void {
  const made: Queue[] = [];
  const open = async (): Promise<Queue> => {
    const queue = await make(QUICK);
    made.push(queue);
    return queue;
  };
  afterEach(async () => {
    for (const queue of made.splice(0)) await queue.close(0);
  });

  const addAll = async (queue: Queue, jobs: readonly Job[]): Promise<void> => {
    await Promise.all(jobs.map((each) => queue.add(each)));
  };

  describe('jobs of one key', () => {
    test('wait once', async () => {
      const queue = await open();
      const desk = new Desk();
      for (let time = 0; time < 5; time++) await queue.add(job('deliveries'));
      expect(await queue.counts()).toEqual({ waiting: 1, running: 0, dead: 0 });
      queue.work(desk.handler, 2);
      await idle(queue);
      expect(desk.keys).toEqual(['deliveries one']);
    });

    test('are others with another kind or subject', async () => {
      const queue = await open();
      const desk = new Desk();
      await addAll(queue, [job('deliveries'), job('publish'), job('deliveries', 'two')]);
      queue.work(desk.handler, 2);
      await idle(queue);
      expect(desk.keys.sort()).toEqual(['deliveries one', 'deliveries two', 'publish one']);
    });

    test('are done once more when one comes while it runs, and never two at once', async () => {
      const queue = await open();
      const desk = new Desk();
      desk.shut(job('deliveries'));
      queue.work(desk.handler, 4);
      await queue.add(job('deliveries'));
      await until('it runs', () => desk.open.length === 1);
      for (let time = 0; time < 5; time++) await queue.add(job('deliveries'));
      await queue.add(job('publish'));
      await until('another ran beside it', () => desk.keys.includes('publish one'));
      expect(desk.keys.filter((key) => key === 'deliveries one')).toHaveLength(1);
      desk.letGo(job('deliveries'));
      await until('it ran once more', () => desk.begun.length === 3);
      await idle(queue);
      expect(desk.keys.filter((key) => key === 'deliveries one')).toHaveLength(2);
      expect(desk.twice).toEqual([]);
    });

    test('never run two at once in a storm, and the last word is heard', async () => {
      const queue = await open();
      const desk = new Desk();
      const asked = new Map<string, number>();
      const heard = new Map<string, number>();
      queue.work(async (running) => {
        heard.set(keyOf(running.job), asked.get(keyOf(running.job)) ?? 0);
        await desk.handler(running);
      }, 4);
      for (let time = 1; time <= 200; time++) {
        const next = job('deliveries', time % 5);
        asked.set(keyOf(next), time);
        await queue.add(next);
        if (time % 10 === 0) await sleep(1);
      }
      await idle(queue);
      expect(desk.twice).toEqual([]);
      expect(heard).toEqual(asked);
    });

    test('can be added again when one is done', async () => {
      const queue = await open();
      const desk = new Desk();
      queue.work(desk.handler, 1);
      for (let time = 0; time < 3; time++) {
        await queue.add(job('sweep'));
        await idle(queue);
      }
      expect(desk.keys).toHaveLength(3);
    });

    test('have no colon in their subject', async () => {
      const queue = await open();
      await expect(queue.add(job('sweep', 'a:b'))).rejects.toThrow(/colon/);
    });
  });

  describe('the order', () => {
    test('is that of the kinds, and within one that of coming', async () => {
      const queue = await open();
      const desk = new Desk();
      const jobs = [...jobKinds].reverse().flatMap((kind) => [job(kind, 'b'), job(kind, 'a')]);
      for (const each of jobs) await queue.add(each);
      queue.work(desk.handler, 1);
      await idle(queue);
      expect(desk.keys).toEqual(jobKinds.flatMap((kind) => [`${kind} b`, `${kind} a`]));
    });

    test('lets an urgent job pass 1,000 that wait', async () => {
      const queue = await open();
      const desk = new Desk();
      await addAll(queue, many('import', 1000));
      desk.shut(...many('import', 1000));
      queue.work(desk.handler, 1);
      await until('one runs', () => desk.open.length === 1);
      await queue.add(job('deliveries'));
      desk.letGo(...many('import', 1000));
      await until('the urgent one ran', () => desk.keys.includes('deliveries one'));
      expect(desk.keys.indexOf('deliveries one')).toBe(1);
      await idle(queue);
      expect(desk.keys).toHaveLength(1001);
    });
  });

  describe('a job with a delay', () => {
    test('waits for it', async () => {
      const queue = await open();
      let at = 0;
      queue.work(async () => {
        at = Date.now();
      }, 1);
      const before = Date.now();
      await queue.add(job('sweep'), { delayMs: 700 });
      expect(await queue.counts()).toEqual({ waiting: 1, running: 0, dead: 0 });
      await until('it ran', () => at > 0);
      expect(at).toBeGreaterThanOrEqual(before + 700);
    });

    test('is brought forward by one without', async () => {
      const queue = await open();
      const desk = new Desk();
      queue.work(desk.handler, 1);
      await queue.add(job('sweep'), { delayMs: HOUR });
      await queue.add(job('sweep'), { delayMs: HOUR });
      await queue.add(job('sweep', 'other'), { delayMs: HOUR });
      await queue.add(job('sweep'));
      await until('it ran', () => desk.keys.length === 1 && desk.open.length === 0);
      await until('one waits', async () => (await queue.counts()).waiting === 1);
      expect(desk.keys).toEqual(['sweep one']);
    });

    test('may be asked for by the job itself, for its next time', async () => {
      const queue = await open();
      let runs = 0;
      queue.work(async ({ job: own }) => {
        runs += 1;
        await queue.add(own, { delayMs: HOUR });
      }, 1);
      await queue.add(job('sweep'));
      // One that waits for its first time counts alike.
      await until('it ran', () => runs > 0);
      await until('it waits for its next time', async () => {
        const { waiting, running } = await queue.counts();
        return waiting === 1 && running === 0;
      });
      expect(runs).toBe(1);
    });
  });

  describe('so many at once', () => {
    test('as was said', async () => {
      const queue = await open();
      const desk = new Desk();
      desk.shut(...many('deliveries', 3));
      await addAll(queue, many('deliveries', 20));
      queue.work(desk.handler, 3);
      await until('three run', () => desk.open.length === 3);
      expect(await queue.counts()).toEqual({ waiting: 17, running: 3, dead: 0 });
      desk.letGo(...many('deliveries', 3));
      await idle(queue);
      expect(desk.most).toBe(3);
      expect(desk.keys).toHaveLength(20);
    });

    test('but one slot is kept from jobs that take long', async () => {
      const queue = await open();
      const desk = new Desk();
      const long = [...many('import', 4), ...many('sync', 4), ...many('reconcile', 4)];
      desk.shut(...long);
      await addAll(queue, long);
      queue.work(desk.handler, 3);
      await until('two of them run', () => desk.open.length === 2);
      for (const next of many('deliveries', 5)) {
        await queue.add(next);
        await until('an urgent one ran', () => desk.keys.includes(keyOf(next)));
      }
      await until('it is done', async () => (await queue.counts()).running === 2);
      desk.letGo(...long);
      await idle(queue);
      expect(desk.keys).toHaveLength(17);
    });

    test('and with one slot, that one does all', async () => {
      const queue = await open();
      const desk = new Desk();
      await addAll(queue, many('import', 3));
      queue.work(desk.handler, 1);
      await idle(queue);
      expect([desk.keys.length, desk.most]).toEqual([3, 1]);
    });

    test('and work begins once', async () => {
      const queue = await open();
      queue.work(async () => {}, 1);
      expect(() => queue.work(async () => {}, 1)).toThrow(/twice/);
    });
  });

  describe('a job that fails', () => {
    test('is tried again, and then is forgotten', async () => {
      const queue = await open();
      const attempts: number[] = [];
      queue.work(async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error('not yet');
      }, 1);
      await queue.add(job('publish'));
      await idle(queue);
      expect(attempts).toEqual([1, 2, 3]);
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
    });

    test('is dead after its last attempt, with its message and nothing else', async () => {
      const queue = await open();
      const before = Date.now();
      queue.work(async () => {
        throw new Error(`first\n  second\t${'long '.repeat(1000)}`, { cause: new Error('a secret') });
      }, 1);
      await queue.add(job('publish'));
      await until('it is dead', async () => (await queue.counts()).dead === 1);
      const [dead, ...others] = await queue.dead();
      expect(others).toEqual([]);
      expect(dead).toMatchObject({ kind: 'publish', subject: 'one', attempts: 3 });
      expect(Object.keys(dead ?? {}).sort()).toEqual(['at', 'attempts', 'error', 'id', 'kind', 'subject']);
      expect(dead?.error).toMatch(/^first second long long .*…$/);
      expect(dead?.error.length).toBeLessThanOrEqual(500);
      expect(dead?.at).toBeGreaterThanOrEqual(before);
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 1 });
    });

    test('may throw what is no error', async () => {
      const queue = await open();
      queue.work(() => Promise.reject(Object.create(null)), 1);
      await queue.add(job('publish'));
      await until('it is dead', async () => (await queue.counts()).dead === 1);
      expect((await queue.dead())[0]?.error).toMatch(/no error/);
    });

    test('is done once more when asked, from its first attempt', async () => {
      const queue = await open();
      const attempts: number[] = [];
      let well = false;
      queue.work(async ({ attempt }) => {
        attempts.push(attempt);
        if (!well) throw new Error('ill');
      }, 1);
      await queue.add(job('import'));
      await until('it is dead', async () => (await queue.counts()).dead === 1);
      well = true;
      const id = (await queue.dead())[0]?.id ?? '';
      expect(await queue.retry('of-nobody')).toBe(false);
      expect(await queue.retry(id)).toBe(true);
      await idle(queue);
      expect(attempts).toEqual([1, 2, 3, 1]);
      expect(await queue.dead()).toEqual([]);
      expect(await queue.retry(id)).toBe(false);
    });

    test('when dead, stops no other of its key, and never runs beside it', async () => {
      const queue = await open();
      const desk = new Desk();
      let well = false;
      queue.work(async (running) => {
        if (!well) throw new Error('ill');
        await desk.handler(running);
      }, 4);
      await queue.add(job('publish'));
      await until('it is dead', async () => (await queue.counts()).dead === 1);
      well = true;
      desk.shut(job('publish'));
      const id = (await queue.dead())[0]?.id ?? '';
      await queue.add(job('publish'));
      await until('the other runs', () => desk.open.length === 1);
      expect((await queue.counts()).dead).toBe(1);
      expect(await queue.retry(id)).toBe(true);
      await queue.add(job('publish'));
      desk.letGo(job('publish'));
      await until('it ran once more', () => desk.begun.length === 2);
      await idle(queue);
      expect(desk.begun).toHaveLength(2);
      expect(desk.twice).toEqual([]);
    });

    test('is not hurried by others of its key', async () => {
      const queue = await make({ attempts: 3, firstMs: HOUR, longestMs: HOUR });
      made.push(queue);
      let runs = 0;
      queue.work(async () => {
        runs += 1;
        throw new Error('ill');
      }, 1);
      await queue.add(job('publish'));
      await until('it waits for its second attempt', async () => {
        const { waiting, running } = await queue.counts();
        return runs === 1 && waiting === 1 && running === 0;
      });
      await queue.add(job('publish'));
      await queue.add(job('sweep'));
      await until('the others were tried', () => runs === 2);
      await until('all wait', async () => (await queue.counts()).waiting === 2);
      expect(runs).toBe(2);
    });

    test('of the dead, only the last thousand are kept', async () => {
      const queue = await make({ ...QUICK, attempts: 1 });
      made.push(queue);
      queue.work(async () => {
        throw new Error('ill');
      }, 8);
      await addAll(queue, many('deliveries', 1100));
      await idle(queue);
      expect((await queue.counts()).dead).toBe(1000);
      expect(await queue.dead()).toHaveLength(1000);
    });
  });

  describe('a job that says later', () => {
    test('comes back at that time, and it counts as no attempt', async () => {
      const queue = await open();
      const seen: { readonly attempt: number; readonly at: number }[] = [];
      let time = 0;
      queue.work(async ({ attempt }) => {
        seen.push({ attempt, at: Date.now() });
        if (seen.length > 4) return;
        time = Date.now() + 1100;
        throw new Later(time, 'the limit is reached');
      }, 1);
      await queue.add(job('sync'));
      await idle(queue);
      expect(seen.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1]);
      expect(seen.at(-1)?.at).toBeGreaterThanOrEqual(time);
      expect((await queue.counts()).dead).toBe(0);
    });

    test('leaves its slot to others, and is not hurried by its own', async () => {
      const queue = await open();
      const keys: string[] = [];
      queue.work(async ({ job: own }) => {
        keys.push(keyOf(own));
        if (own.kind === 'sync') throw new Later(Date.now() + HOUR, 'the limit is reached');
      }, 1);
      await queue.add(job('sync'));
      await until('it waits', async () => keys.length === 1 && (await queue.counts()).waiting === 1);
      await queue.add(job('sync'));
      await queue.add(job('import'));
      await until('the other ran', () => keys.includes('import one'));
      await until('only it waits', async () => (await queue.counts()).running === 0);
      expect(keys).toEqual(['sync one', 'import one']);
      expect((await queue.counts()).waiting).toBe(1);
    });

    test('does not spin when its time is over, or is none', async () => {
      const queue = await open();
      let runs = 0;
      queue.work(async () => {
        runs += 1;
        if (runs < 3) throw new Later(runs === 1 ? 0 : Number.NaN, 'a clock that is wrong');
      }, 1);
      const before = Date.now();
      await queue.add(job('sync'));
      await until('it came through', () => runs === 3);
      expect(Date.now()).toBeGreaterThanOrEqual(before + 1900);
    });
  });

  describe('the end', () => {
    test('waits for what runs, and begins nothing more', async () => {
      const queue = await open();
      const desk = new Desk();
      desk.shut(job('publish', 0));
      await addAll(queue, many('publish', 10));
      queue.work(desk.handler, 1);
      await until('one runs', () => desk.open.length === 1);
      const end = queue.close(60_000);
      desk.letGo(job('publish', 0));
      await end;
      expect(desk.open).toEqual([]);
      expect(desk.begun.map(({ signal }) => signal.aborted)).toEqual([false]);
      await expect(queue.add(job('publish'))).rejects.toThrow(/closed/);
      await queue.close(0);
    });

    test('interrupts what still runs at its deadline', async () => {
      const queue = await open();
      let told: unknown;
      let begun = false;
      queue.work(async ({ signal }) => {
        begun = true;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        told = signal.reason;
        signal.throwIfAborted();
      }, 1);
      await queue.add(job('import'));
      // One that was taken and has not begun is given back instead.
      await until('it runs', async () => begun);
      await queue.close(50);
      expect(told).toBeInstanceOf(Error);
    });

    test('does not wait for ever for one that hears nothing', async () => {
      const queue = await open();
      let begun = false;
      queue.work(async () => {
        begun = true;
        await new Promise(() => {});
      }, 1);
      await queue.add(job('import'));
      await until('it runs', () => begun);
      await queue.close(50);
    });

    test('comes also where nothing was begun', async () => {
      const queue = await open();
      await queue.add(job('import'), { delayMs: HOUR });
      await queue.close(60_000);
    });
  });

  test('can be asked whether it is there', async () => {
    await (await open()).ping();
  });
}
