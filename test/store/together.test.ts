import { describe, expect, test } from 'vitest';
import { together } from '../../src/store/together.js';

/** An act that waits until it is let go, and tells what it was given. */
function held() {
  const given: (readonly number[])[] = [];
  const letGo: (() => void)[] = [];
  const act = (some: readonly number[]): Promise<readonly string[]> => {
    given.push(some);
    return new Promise((resolve) => {
      letGo.push(() => resolve(some.map(String)));
    });
  };
  return { given, letGo, act };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('what is asked for while one is under way', () => {
  test('is done together afterwards, and each has its own answer', async () => {
    const { given, letGo, act } = held();
    const ask = together(act, 100);
    const answers = [ask(1), ask(2), ask(3)];
    await turn();
    expect(given).toEqual([[1]]);
    letGo[0]?.();
    await turn();
    expect(given).toEqual([[1], [2, 3]]);
    letGo[1]?.();
    expect(await Promise.all(answers)).toEqual(['1', '2', '3']);
  });

  test('is done in lots that are not too large', async () => {
    const { given, letGo, act } = held();
    const ask = together(act, 2);
    const answers = [1, 2, 3, 4].map(ask);
    for (let at = 0; at < 3; at += 1) {
      await turn();
      letGo[at]?.();
    }
    expect(await Promise.all(answers)).toEqual(['1', '2', '3', '4']);
    expect(given).toEqual([[1], [2, 3], [4]]);
  });

  test('is tried one by one where together it fails: one that is wrong spoils no other', async () => {
    const tried: (readonly number[])[] = [];
    const ask = together(async (some: readonly number[]) => {
      tried.push(some);
      if (some.includes(3)) throw new Error('3 is wrong');
      return some.map(String);
    }, 100);
    const answers = await Promise.allSettled([1, 2, 3, 4].map(ask));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(tried).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  });
});
