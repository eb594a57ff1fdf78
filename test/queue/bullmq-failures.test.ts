import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BullOptions, bullQueue } from '../../src/queue/bullmq.js';
import type { Job, Queue } from '../../src/queue/queue.js';
import { complaints } from '../../src/queue/redis.js';
import { noRedis, type RedisServer, redisServer } from '../services/redis.js';
import { Desk, idle, QUICK, until } from './contract.js';
import { otherProcess } from './other-process.js';

const JOB: Job = { kind: 'import', subject: 'one' };

/** So long a dead process keeps its job in these tests, in milliseconds. */
const HOLD = 1_000;

describe.skipIf(noRedis !== null)(
  `when things go wrong around Redis${noRedis === null ? '' : ` (${noRedis})`}`,
  () => {
    let server: RedisServer;
    const open: Queue[] = [];
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => {
      unhandled.push(error);
    };

    beforeAll(async () => {
      process.on('unhandledRejection', note);
      server = await redisServer();
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((queue) => queue.close(0)));
      expect(unhandled).toEqual([]);
    });
    afterAll(async () => {
      process.off('unhandledRejection', note);
      await server.end();
    });

    /** A queue with a key space of its own, and what it says of its troubles. */
    function queueIn(url: string, options: Partial<BullOptions> = {}) {
      const errors: string[] = [];
      const prefix = `test-${randomUUID()}`;
      const onError = (message: string): void => {
        errors.push(message);
      };
      const queue = bullQueue({ url, prefix, onError, retries: QUICK, holdMs: HOLD, ...options });
      open.push(queue);
      return { queue, errors, prefix };
    }

    /** Nobody's, until work is called; its job runs in another process. */
    async function withAnother(blockMs = 0) {
      const made = queueIn(server.url);
      const other = otherProcess(server.url, made.prefix, HOLD, blockMs);
      await made.queue.add(JOB);
      await other.says('begun 1');
      return { ...made, other };
    }

    describe('another process', () => {
      test('works on the same jobs, and never on the same key', async () => {
        const one = queueIn(server.url);
        const two = queueIn(server.url, { prefix: one.prefix });
        const desk = new Desk();
        one.queue.work(desk.handler, 3);
        two.queue.work(desk.handler, 3);
        for (let time = 0; time < 200; time++) {
          await (time % 2 === 0 ? one : two).queue.add({ kind: 'deliveries', subject: String(time % 7) });
        }
        await idle(one.queue);
        expect(desk.twice).toEqual([]);
        expect(new Set(desk.keys).size).toBe(7);
      });

      test('that is killed leaves its job to others, at the same attempt', async () => {
        const { queue, other } = await withAnother();
        other.child.kill('SIGKILL');
        await other.ended;
        const desk = new Desk();
        queue.work(desk.handler, 1);
        await idle(queue);
        expect(desk.begun.map(({ attempt }) => attempt)).toEqual([1]);
        expect(await queue.dead()).toEqual([]);
      });

      test('that is stopped for too long lets go when it wakes, and the job is done by others', async () => {
        const { queue, other } = await withAnother();
        other.child.kill('SIGSTOP');
        const desk = new Desk();
        queue.work(desk.handler, 1);
        await idle(queue);
        expect(desk.keys).toEqual(['import one']);
        other.child.kill('SIGCONT');
        await other.says('aborted');
        expect(await other.ended).toBe(0);
        expect(other.said().filter((line) => line.startsWith('unhandled'))).toEqual([]);
        expect(other.said().filter((line) => /taken from this process/.test(line))).toHaveLength(1);
        expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
      });

      test('that is too busy for too long lets go as well', async () => {
        const { queue, other } = await withAnother(5 * HOLD);
        const desk = new Desk();
        queue.work(desk.handler, 1);
        await idle(queue);
        await other.says('aborted');
        expect(await other.ended).toBe(0);
        expect(desk.keys).toEqual(['import one']);
        expect((await queue.counts()).dead).toBe(0);
      });

      test('a job whose process ends each time is given up in the end, and can be done again', async () => {
        const { queue, prefix, other } = await withAnother();
        const [id] = (await server.command('LRANGE', `${prefix}:long:active`, '0', '-1')) as string[];
        await server.command('HSET', `${prefix}:long:${id}`, 'stc', '50');
        other.child.kill('SIGKILL');
        await other.ended;
        const desk = new Desk();
        queue.work(desk.handler, 1);
        await until('it is dead', async () => (await queue.counts()).dead === 1);
        const [dead] = await queue.dead();
        expect(dead).toMatchObject({ ...JOB, error: expect.stringMatching(/running 50 times/) });
        expect(desk.keys).toEqual([]);
        expect(await queue.retry(dead?.id ?? '')).toBe(true);
        await idle(queue);
        expect(desk.keys).toEqual(['import one']);
      });

      test('goes on at once with what was interrupted by closing', async () => {
        const one = queueIn(server.url, { holdMs: 3_600_000 });
        const two = queueIn(server.url, { prefix: one.prefix, holdMs: 3_600_000 });
        one.queue.work(async ({ signal }) => {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          signal.throwIfAborted();
        }, 1);
        await one.queue.add(JOB);
        await until('it runs', async () => (await two.queue.counts()).running === 1);
        await one.queue.close(0);
        const desk = new Desk();
        two.queue.work(desk.handler, 1);
        await idle(two.queue);
        expect(desk.begun.map(({ attempt }) => attempt)).toEqual([1]);
      });
    });

    describe('Redis', () => {
      test('that was emptied: what runs is told, and what is added again is done, one at a time', async () => {
        const { queue, errors } = queueIn(server.url);
        const desk = new Desk();
        const job: Job = { kind: 'deliveries', subject: 'one' };
        desk.shut(job);
        queue.work(desk.handler, 2);
        await queue.add(job);
        await until('it runs', () => desk.open.length === 1);
        await server.flush();
        await queue.add(job);
        await until('the new one was taken', async () => (await queue.counts()).running === 1);
        await until('the old one is told', () => desk.begun[0]?.signal.aborted === true);
        expect(desk.begun).toHaveLength(1);
        desk.letGo(job);
        await until('the new one ran', () => desk.begun.length === 2);
        await idle(queue);
        expect(desk.twice).toEqual([]);
        expect(errors).toEqual([expect.stringMatching(/deliveries\/one was taken from this process/)]);
      });

      test('that is started anew: the queue goes on by itself', async () => {
        const own = await redisServer();
        try {
          const { queue, errors } = queueIn(own.url, { holdMs: 60_000 });
          const desk = new Desk();
          queue.work(desk.handler, 2);
          await queue.add(JOB);
          await idle(queue);
          desk.shut({ kind: 'publish', subject: 'runs' });
          await queue.add({ kind: 'publish', subject: 'runs' });
          await queue.add({ kind: 'sweep', subject: 'waits' }, { delayMs: 100 });
          await until('one runs', () => desk.open.length === 1);
          await own.stop();
          desk.letGo({ kind: 'publish', subject: 'runs' });
          await expect(queue.add(JOB)).rejects.toThrow();
          await expect(queue.ping()).rejects.toThrow();
          await own.start();
          await until('it can be reached', () =>
            queue.ping().then(
              () => true,
              () => false,
            ),
          );
          await queue.add({ kind: 'deliveries', subject: 'new' });
          await idle(queue);
          expect(new Set(desk.keys)).toEqual(
            new Set(['import one', 'publish runs', 'sweep waits', 'deliveries new']),
          );
          expect(errors.length).toBeGreaterThan(0);
        } finally {
          await own.end();
        }
      });

      test('that can not be reached: asking fails, working waits, and no password is told', async () => {
        const password = 'se%cret/word';
        const own = await redisServer({ password, started: false });
        try {
          const { queue, errors } = queueIn(own.url);
          const desk = new Desk();
          queue.work(desk.handler, 1);
          await expect(queue.add(JOB)).rejects.toThrow(/Redis|ECONNREFUSED|connection/i);
          await expect(queue.ping()).rejects.toThrow();
          await expect(queue.counts()).rejects.toThrow();
          await until('that is told', () => errors.some((message) => message.includes('ECONNREFUSED')));
          await own.start();
          await until('it can be reached', () =>
            queue.ping().then(
              () => true,
              () => false,
            ),
          );
          await queue.add(JOB);
          await idle(queue);
          expect(desk.keys).toContain('import one');
          const wrong = queueIn(own.url.replace(encodeURIComponent(password), 'another-secret'));
          await expect(wrong.queue.add(JOB)).rejects.toThrow();
          await until('that is told', () => wrong.errors.length > 0);
          expect([...errors, ...wrong.errors].join('\n')).not.toMatch(/se%|se%25|word\b.*@|another-secret/);
        } finally {
          await own.end();
        }
      });

      test('that is gone does not keep the queue from closing', async () => {
        const own = await redisServer();
        try {
          const { queue } = queueIn(own.url);
          const desk = new Desk();
          desk.shut(JOB);
          queue.work(desk.handler, 1);
          await queue.add(JOB);
          await until('it runs', () => desk.open.length === 1);
          await own.stop();
          desk.letGo(JOB);
          await queue.close(100);
        } finally {
          await own.end();
        }
      });

      test('that hangs makes asking fail', async () => {
        const own = await redisServer();
        try {
          const { queue } = queueIn(own.url);
          await queue.ping();
          await own.hang();
          await expect(queue.add(JOB)).rejects.toThrow();
          await expect(queue.ping()).rejects.toThrow();
        } finally {
          await own.end();
        }
      });

      test('is told nothing of a job but its name, and of a failure but its message', async () => {
        const { queue, prefix } = queueIn(server.url);
        queue.work(async () => {
          throw new Error('the message', { cause: new Error('the secret') });
        }, 1);
        await queue.add(JOB);
        await until('it is dead', async () => (await queue.counts()).dead === 1);
        const [dead] = await queue.dead();
        const row = JSON.stringify(await server.command('HGETALL', `${prefix}:long:${dead?.id}`));
        expect(row).toContain('the message');
        expect(row).not.toMatch(/the secret|\.ts|node:/);
      });

      test('that may throw jobs away is told once', async () => {
        const own = await redisServer({ settings: { 'maxmemory-policy': 'allkeys-lru' } });
        try {
          const { queue, errors } = queueIn(own.url);
          queue.work(async () => {}, 1);
          await queue.add(JOB);
          await idle(queue);
          await until('it is told', () => errors.length > 0);
          expect(errors).toEqual([expect.stringMatching(/allkeys-lru.*set maxmemory-policy to noeviction/)]);
        } finally {
          await own.end();
        }
      });
    });
  },
);

test('a Redis that is too old is told, and one that is right is not', () => {
  expect(complaints('redis_version:5.0.14\r\nmaxmemory_policy:noeviction\r\n')).toEqual([
    'Redis 5.0.14 is too old to keep jobs: update it to 6.2 or later.',
  ]);
  expect(complaints('redis_version:6.0.16\r\n')).toHaveLength(1);
  for (const version of ['6.2.0', '7.0.15', '8.2.1', '10.0.0']) {
    expect(complaints(`redis_version:${version}\r\nmaxmemory_policy:noeviction\r\n`)).toEqual([]);
  }
});
