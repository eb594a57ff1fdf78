import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bullQueue } from '../../src/queue/bullmq.js';
import { noRedis, type RedisServer, redisServer } from '../services/redis.js';
import { promisesOfAQueue } from './contract.js';

const given = process.env.HOLDFAST_TEST_REDIS_URL ?? null;

describe('the queue in Redis', () => {
  if (given === null && noRedis !== null) {
    test.skip(`keeps the promises of a queue: ${noRedis}, and HOLDFAST_TEST_REDIS_URL is not set`);
    return;
  }
  let server: RedisServer | null = null;
  let url = given ?? '';
  const prefixes: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    if (given !== null) return;
    server = await redisServer();
    url = server.url;
  });
  afterAll(async () => {
    await clear(url, prefixes);
    await server?.end();
    expect(errors).toEqual([]);
  });

  promisesOfAQueue((retries) => {
    const prefix = `holdfast-test-${randomUUID()}`;
    prefixes.push(prefix);
    return bullQueue({ url, prefix, retries, onError: (message) => errors.push(message) });
  });
});

/** A Redis that was given to us keeps nothing of ours. */
async function clear(url: string, prefixes: readonly string[]): Promise<void> {
  const client = new Redis(url);
  for (const prefix of prefixes) {
    const keys = await client.keys(`${prefix}:*`);
    for (let at = 0; at < keys.length; at += 1000) await client.unlink(...keys.slice(at, at + 1000));
  }
  client.disconnect();
}
