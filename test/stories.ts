import { Repo } from './builders.js';

const production = (name: string, value: number): string =>
  `export function ${name}(n: number): number {\n  return n * ${value};\n}\n`;
const tests = (name: string, expected: number): string =>
  `import { expect, test } from 'vitest';\nimport { ${name} } from '../src/${name}.js';\n\ntest('${name}', () => {\n  expect(${name}(1)).toBe(${expected});\n});\n`;

/** The files of a small feature, for any repository. */
export const feature = (name: string, value = 2) => ({
  code: { [`src/${name}.ts`]: production(name, value) },
  tests: { [`test/${name}.test.ts`]: tests(name, value) },
});

/**
 * A team's history with every way of working in it: red and green pushed, a merged pull request written test first, one
 * with the test after, one squashed with its pull ref and one without, a rebased one, a bot, documents, a release, a
 * refactoring, a revert and a direct push without a test.
 */
export function teamRepository(path?: string): Repo {
  const repo = path === undefined ? new Repo() : new Repo(path);
  const [a, b, c, d, e, f, g, h] = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'].map(
    (name) => feature(name),
  );
  if (!a || !b || !c || !d || !e || !f || !g || !h) throw new Error('features are missing');
  repo.commit('Begin', { 'README.md': '# Team\n' });

  repo.commit('RED alpha doubles', a.tests, { author: 'Ada' });
  repo.commit('GREEN', a.code, { author: 'Ada' });
  repo.commit(
    'refactor: name it better',
    { 'src/alpha.ts': 'export function alpha(value: number): number {\n  return value * 2;\n}\n' },
    { author: 'Ada' },
  );

  repo.commit(
    'Give doubling a name of its own',
    {
      'src/alpha.ts':
        'export function alpha(value: number): number {\n  return doubled(value);\n}\n\nfunction doubled(value: number): number {\n  return value * 2;\n}\n',
    },
    { author: 'Ada' },
  );

  repo.branch('beta').commit('Test beta', b.tests, { author: 'Bob' });
  repo.commit('Add beta', b.code, { author: 'Bob' });
  repo.checkout('main').merge('Merge pull request #1 from bob/beta', ['beta'], { author: 'Ada' });

  repo.branch('gamma').commit('Add gamma', c.code, { author: 'Bob' });
  repo.commit('Test gamma', c.tests, { author: 'Bob' });
  repo.checkout('main').merge('Merge pull request #2 from bob/gamma', ['gamma'], { author: 'Ada' });

  repo.branch('delta').commit('Test delta', d.tests, { author: 'Cy' });
  const delta = repo.commit('Add delta', d.code, { author: 'Cy' });
  repo.checkout('main').squash('Add delta (#3)', 'delta', { author: 'Cy' });
  repo.pullRef(3, delta);

  repo.commit('Add epsilon (#4)', { ...e.code, ...e.tests }, { author: 'Cy' });

  repo.branch('zeta').commit('Test zeta', f.tests, { author: 'Ada' });
  repo.commit('Add zeta', f.code, { author: 'Ada' });
  repo.checkout('main').commit('Meanwhile', { 'README.md': '# The team\n' }, { author: 'Bob' });
  repo.checkout('zeta').rebase('main', { author: 'Ada' });
  repo.checkout('main').git('merge', '--quiet', '--ff-only', 'zeta');

  repo.commit(
    'Bump a from 1 to 2 (#5)',
    { 'package-lock.json': '{}\n', 'src/eta.ts': 'export const eta = 1;\n' },
    { author: 'dependabot[bot]' },
  );
  repo.commit('Explain', { 'docs/guide.md': 'How to\n' }, { author: 'Bob' });
  repo.commit('v1.0.0', { 'package.json': '{"version": "1.0.0"}\n' }, { author: 'Ada' });
  repo.commit('Quick fix', h.code, { author: 'Dee' });
  repo.commit('Revert "Quick fix"', { 'src/theta.ts': null }, { author: 'Dee' });
  return repo;
}
