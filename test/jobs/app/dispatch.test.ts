import { expect, test } from 'vitest';
import { dispatcher } from '../../../src/jobs/app/dispatch.js';
import type { Job } from '../../../src/queue/queue.js';

/** A store with so much to do, all of which waits for a later time: the queue has it already, and it stays. */
function waiting(subjects: number, checks: number) {
  const of = (name: string, count: number) => Array.from({ length: count }, (_, place) => `${name}-${place}`);
  const page = (all: readonly string[]) => async (limit: number, skip: number) =>
    all.slice(skip, skip + limit);
  const ids = page(of('check', checks));
  const asked = new Set<string>();
  return {
    asked,
    store: {
      inbox: { subjects: page(of('pull', subjects)) },
      issues: { waiting: async () => [] },
      outbox: { ids: (_: number | null, limit: number, skip: number) => ids(limit, skip) },
    },
    queue: {
      add: async ({ subject }: Job) => {
        asked.add(subject);
      },
    },
  };
}

test('whatever waits behind others that wait for a later time gets its turn', async () => {
  const app = waiting(1_201, 501);
  const dispatch = dispatcher(app as never);
  await dispatch();
  expect(app.asked.size).toBe(1_000);
  await dispatch();
  await dispatch();
  expect(app.asked.size).toBe(1_702);
  app.asked.clear();
  await dispatch();
  expect(app.asked).toContain('pull-0');
  expect(app.asked).toContain('check-500');
});
