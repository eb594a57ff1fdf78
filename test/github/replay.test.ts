import { expect, test } from 'vitest';
import { Repo } from '../builders.js';
import { withDouble } from './asking.js';
import { type ReplayStep, replay } from './replay/replay.js';

/** A merge, a squash, and two commits pushed one after the other. */
function history(): Repo {
  const repo = new Repo();
  repo.commit('Begin', { 'a.ts': 'one\n' });
  repo.branch('side');
  repo.commit('Add b', { 'b.ts': 'b\n' }, { author: 'Ada' });
  repo.commit('Test b', { 'b.test.ts': 'b\n' }, { author: 'Ada' });
  repo.checkout('main').merge('Merge side', ['side']);
  repo.commit('Add c (#7)', { 'c.ts': 'c\n' }, { author: 'Bob' });
  repo.commit('Add d', { 'd.ts': 'd\n' }, { author: 'Ada' });
  repo.commit('Add e', { 'e.ts': 'e\n' }, { author: 'Ada' });
  return repo;
}

test('a history is played as pull requests, and ends where it ended', async () => {
  const repo = history();
  await withDouble({}, async ({ control, url }) => {
    const steps: ReplayStep[] = [];
    const double = { control, url, close: async () => {} };
    const { pullRequests, repository } = await replay(double, {
      path: repo.path,
      owner: 'acme',
      name: 'played',
      dates: 'history',
      onStep: (step) => {
        steps.push(step);
      },
    });
    expect(pullRequests.map(({ merge }) => merge)).toEqual([
      repo.git('rev-parse', 'main~3'),
      repo.git('rev-parse', 'main~2'),
      repo.git('rev-parse', 'main'),
    ]);
    expect(steps.map(({ kind, number }) => `${number} ${kind}`).slice(0, 5)).toEqual([
      '1 opened',
      '1 reviewed',
      '1 pushed',
      '1 resolved',
      '1 merged',
    ]);
    const pull = await control.pullRequest({ repository, number: 1 });
    expect(pull).toMatchObject({ state: 'merged', title: 'Add b', size: { changedFiles: 2 } });
    expect(pull.commits.map(({ message }) => message)).toEqual(['Add b', 'Test b']);
    expect(pull.mergedAt).toBe(Number(repo.git('log', '-1', '--format=%ct', 'main~3')));
    expect(pull.threads).toMatchObject([{ path: 'b.ts', line: 1, resolved: true }]);
    const events = (await control.deliveries()).map(({ event, action }) => `${event}.${action}`);
    expect(events.filter((one) => one === 'pull_request.opened')).toHaveLength(3);
    expect(await control.violations()).toEqual([]);
  });
});

test('what was there before the app is told to nobody', async () => {
  const repo = history();
  await withDouble({}, async ({ control, url }) => {
    const steps: ReplayStep[] = [];
    const double = { control, url, close: async () => {} };
    await replay(double, {
      path: repo.path,
      owner: 'acme',
      name: 'played',
      private: false,
      before: 2,
      onStep: async (step) => {
        steps.push(step);
      },
    });
    const old = await control.pullRequest({ repository: 'acme/played', number: 2 });
    expect(old).toMatchObject({
      state: 'merged',
      mergedAt: Number(repo.git('log', '-1', '--format=%ct', 'main~2')),
    });
    expect(new Set(steps.filter(({ before }) => before).map(({ number }) => number))).toEqual(
      new Set([1, 2]),
    );
    const events = (await control.deliveries()).map(({ event, action }) => `${event}.${action}`);
    expect(events[0]).toBe('installation.created');
    expect(events.filter((one) => one === 'pull_request.opened')).toHaveLength(1);
  });
});
