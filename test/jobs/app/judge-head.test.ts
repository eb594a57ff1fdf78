import { expect, test } from 'vitest';
import { openRepository } from '../../../src/git/repository.js';
import { judgeHead } from '../../../src/jobs/app/judge-head.js';
import { loadSettings } from '../../../src/jobs/load-settings.js';
import type { PullRequestSnapshot } from '../../../src/model/forge.js';
import { Repo } from '../../builders.js';

test('a head that was forced away and has nothing in common with the base keeps nothing from being judged', async () => {
  const repo = new Repo();
  const base = repo.commit('Begin', { 'src/a.ts': 'export const a = 1;\n' });
  repo.git('checkout', '--quiet', '--orphan', 'other');
  const orphan = repo.commit('Elsewhere', { 'src/b.ts': 'export const b = 1;\n' });
  repo.checkout('main').branch('work');
  const head = repo.commit('Add c', { 'src/c.ts': 'export const c = 1;\n' });
  const author = { key: 'ada', bot: false };
  const snapshot = {
    ...{ number: 5, title: 'Add c', updatedAt: 2_000_000_000 },
    base: { branch: 'main', sha: base },
    head: { branch: 'work', sha: head },
    conversation: {
      ...{ author, openedAt: 1, readyAt: 1, mergedAt: null, mergedBy: null, base, head },
      ...{ additions: 1, deletions: 0, inPerson: false, reviews: [], threads: [], comments: [], commits: [] },
      pushes: [{ at: 1, before: orphan, after: head }],
      incomplete: [],
    },
  } as unknown as PullRequestSnapshot;
  const mirror = await openRepository(repo.path);
  try {
    const { settings } = await loadSettings(mirror, base);
    const judgement = await judgeHead(mirror, base, snapshot, settings);
    expect(judgement.findings.map(({ practice }) => practice)).toContain('test-first');
  } finally {
    await mirror.close();
  }
});
