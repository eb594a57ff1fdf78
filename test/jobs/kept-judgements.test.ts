import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository, type Repository } from '../../src/git/repository.js';
import { type AnalysisOptions, judgeRepository } from '../../src/jobs/judge-repository.js';
import { type JudgedCode, KeptJudgements } from '../../src/jobs/kept-judgements.js';
import type { RefactoringFinding } from '../../src/model/finding.js';
import type { Judgement } from '../../src/model/judgement.js';
import { defaultSettings } from '../../src/model/settings.js';
import { random } from '../bench/random.js';
import { Repo, temporaryFolder } from '../builders.js';
import { madeConversation } from '../made-conversations.js';
import { feature, teamRepository } from '../stories.js';

const refactoringNone: RefactoringFinding = {
  practice: 'refactoring',
  class: 'none',
  refactorings: [],
  pure: null,
  followsTestFirst: false,
  says: false,
  changedLines: 0,
  notAnalysed: [],
  reasons: [],
};

const DAY = 24 * 60 * 60;
const START = Date.UTC(2026, 0, 5) / 1000;

interface Judged {
  readonly judgements: readonly Judgement[];
  /** The subjects of the commits whose edits git was asked for. */
  readonly asked: readonly string[];
}

/** Judges a branch. Authors are the same keys in every run, so that what is said can be compared. */
async function judged(repo: Repo, options: Partial<AnalysisOptions> = {}): Promise<Judged> {
  const repository = await openRepository(repo.path, 'the same secret every time');
  const shas: string[] = [];
  const watched: Repository = {
    ...repository,
    edits: (commits) => {
      const all = [...commits];
      shas.push(...all);
      return repository.edits(all);
    },
  };
  try {
    const judgements: Judgement[] = [];
    for await (const it of judgeRepository(watched, { branch: null, since: null, ...options }))
      judgements.push(it);
    const asked = shas.map((sha) => repo.git('show', '--no-patch', '--format=%s', sha));
    return { judgements, asked };
  } finally {
    await repository.close();
  }
}

const fileOf = (keepIn: string): string => {
  const name = readdirSync(keepIn).find((it) => it.includes('-changes-'));
  if (name === undefined) throw new Error('nothing was kept of changes');
  return join(keepIn, name);
};

/**
 * People who commit tests and code in turn, alone and by pull requests on each other, with pauses of hours to weeks and
 * clocks that sometimes go back.
 */
function livelyRepository(seed: number, changes: number): Repo {
  const repo = new Repo();
  const next = random(seed);
  const upTo = (most: number): number => Math.floor(next() * most);
  let at = START;
  const by = () => {
    const pause = [3600, 3600, 5 * 3600, 2 * DAY, 8 * DAY, 25 * DAY, -2 * DAY][upTo(7)] ?? 0;
    at += pause + upTo(3600);
    return { at, author: ['Ada', 'Bob', 'Cy'][upTo(3)] ?? 'Ada' };
  };
  repo.commit('Begin', { 'README.md': '# Lively\n' }, { at, author: 'Ada' });
  for (let change = 0; change < changes; change += 1) {
    const { code, tests } = feature(`part${upTo(6)}`, 2 + upTo(5));
    const files = [code, tests, { ...code, ...tests }][upTo(3)] ?? code;
    if (upTo(3) > 0) repo.commit(`Change ${change}`, files, by());
    else {
      repo.branch(`topic-${change}`).commit(`Test ${change}`, tests, by());
      repo.commit(`Code ${change}`, code, by());
      repo.checkout('main').merge(`Merge pull request #${change} from x/y`, [`topic-${change}`], by());
    }
  }
  return repo;
}

describe('what was judged is kept', () => {
  test('and is not judged again, nor asked of git', async () => {
    const repo = teamRepository();
    const keepIn = temporaryFolder();
    const one = await judged(repo, { keepIn });
    expect(one.asked.length).toBeGreaterThan(15);
    const other = await judged(repo, { keepIn });
    expect(other.judgements).toEqual(one.judgements);
    expect(other.asked).toEqual([]);
  });

  test('without source, names or addresses', async () => {
    const keepIn = temporaryFolder();
    await judged(teamRepository(), { keepIn });
    expect(readFileSync(fileOf(keepIn), 'utf8')).not.toMatch(/value \* 2|Ada|example\.org|the same secret/);
  });

  test('so that of a history that grew only what is new is read, and what was shortly before', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    for (let day = 0; day < 100; day += 10)
      repo.commit(`On day ${day}`, feature(`part${day}`).code, { at: START + day * DAY });
    await judged(repo, { keepIn });
    repo.commit('New', feature('new').code, { at: START + 100 * DAY });
    const { judgements, asked } = await judged(repo, { keepIn });
    expect(judgements).toHaveLength(11);
    // Three weeks before, lines are young; the change before those tells that they are known.
    expect(asked).toEqual(['On day 70', 'On day 80', 'On day 90', 'New']);
  });

  test.each([1, 2])('and what is said is what a whole look says, wherever it was cut (%d)', async (seed) => {
    const repo = livelyRepository(seed, 40);
    const whole = await judged(repo);
    const chain = repo.git('log', '--first-parent', '--reverse', '--format=%H').split('\n');
    const keepIn = temporaryFolder();
    for (const upTo of [5, 13, 14, 27, chain.length]) {
      const { judgements } = await judged(repo, { keepIn, branch: chain[upTo - 1] ?? null });
      if (upTo === chain.length) expect(judgements).toEqual(whole.judgements);
    }
    // And the other way: of an older head less is known by now than when it was the newest.
    for (const upTo of [30, 8]) {
      const branch = chain[upTo - 1] ?? null;
      expect((await judged(repo, { keepIn, branch })).judgements).toEqual(
        (await judged(repo, { branch })).judgements,
      );
    }
  });

  test('with what is remembered from long before: which test covers a file, and what was made test first', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    const { code, tests } = feature('one');
    const on = (day: number) => ({ at: START + day * DAY });
    repo.commit('Begin', {}, on(0));
    repo.commit('Test', tests, on(1));
    repo.commit('Code', code, { at: START + DAY + 3600 });
    repo.commit('Read me', { 'README.md': '# One\n' }, on(60));
    await judged(repo, { keepIn });
    const doubled = 'function doubled(n: number): number {\n  return n * 2;\n}\n';
    const one = `export function one(n: number): number {\n  return doubled(n);\n}\n\n${doubled}`;
    repo.commit('Cut it', { 'src/one.ts': one }, on(62));
    const { judgements } = await judged(repo, { keepIn });
    const [testFirst, refactoring] = judgements.at(-1)?.findings ?? [];
    expect(testFirst?.reasons).toContainEqual(expect.stringContaining('test/one.test.ts'));
    expect(refactoring).toMatchObject({ class: 'refactored', followsTestFirst: true });
    expect(judgements).toEqual((await judged(repo)).judgements);
  });

  test('with whose work a file is: a mark at its top that comes later says nothing of what is known', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    const { code } = feature('one');
    repo.commit('Begin', code, { at: START });
    repo.commit('Read me', { 'README.md': '# One\n' }, { at: START + 60 * DAY });
    repo.commit('Read more', { 'README.md': '# Two\n' }, { at: START + 61 * DAY });
    await judged(repo, { keepIn });
    const marked = `// @generated\n${code['src/one.ts']?.replace('* 2', '* 3')}`;
    repo.commit('Mark it', { 'src/one.ts': marked }, { at: START + 90 * DAY });
    expect((await judged(repo, { keepIn })).judgements).toEqual((await judged(repo)).judgements);
  });

  test('although one date is far ahead', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    const { code, tests } = feature('one');
    for (let at = 0; at < 62; at += 1) repo.commit(`Read ${at}`, {}, { at: START + at * 60 });
    const day = START + DAY;
    repo.commit('Test', tests, { at: day, author: 'Ada' });
    repo.commit('Ahead', {}, { at: day + 100 * DAY, author: 'Bob' });
    await judged(repo, { keepIn });
    repo.commit('Code', code, { at: day + 3600, author: 'Ada' });
    const { judgements } = await judged(repo, { keepIn });
    expect(judgements.at(-1)?.findings[0]?.class).toBe('first');
    expect(judgements).toEqual((await judged(repo)).judgements);
  });

  test('and lines of changes that are within two years again are told', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    repo.commit('Begin', feature('one').code, { at: START });
    const old = repo.commit('Old', feature('one', 7).code, { at: START + 5 * DAY });
    repo.commit('Years later', feature('two').code, { at: START + 1000 * DAY });
    await judged(repo, { keepIn });
    const { judgements } = await judged(repo, { keepIn, branch: old });
    expect(judgements.map(({ lines }) => lines)).toEqual([
      { removed: 0, reworked: 0 },
      { removed: 1, reworked: 1 },
    ]);
  });

  test('by day of beginning: what came before decides', async () => {
    const repo = livelyRepository(4, 12);
    const keepIn = temporaryFolder();
    await judged(repo, { keepIn });
    const since = new Date((START + 30 * DAY) * 1000).toISOString().slice(0, 10);
    expect((await judged(repo, { keepIn, since })).judgements).toEqual(
      (await judged(repo, { since })).judgements,
    );
  });
});

describe('all is judged again', () => {
  test('where the configuration says something else', async () => {
    const repo = teamRepository();
    const keepIn = temporaryFolder();
    const one = await judged(repo, { keepIn });
    repo.commit('Leave alpha out', { 'holdfast.yml': 'exclude: [src/alpha.ts]\n' });
    const other = await judged(repo, { keepIn });
    expect(other.judgements.slice(0, -1)).not.toEqual(one.judgements);
    expect(other.judgements).toEqual((await judged(repo)).judgements);
  });

  test('from where the history was written anew', async () => {
    const repo = teamRepository();
    const keepIn = temporaryFolder();
    await judged(repo, { keepIn });
    repo.git('reset', '--quiet', '--hard', 'HEAD~3');
    repo.commit('Another way', feature('other').code);
    expect((await judged(repo, { keepIn })).judgements).toEqual((await judged(repo)).judgements);
  });

  test('from where a commit of a squashed pull request became known', async () => {
    const repo = new Repo();
    const keepIn = temporaryFolder();
    const { code, tests } = feature('one');
    repo.commit('Begin');
    repo.branch('topic').commit('Test', tests);
    const head = repo.commit('Code', code);
    repo.checkout('main').squash('Add one (#1)', 'topic');
    const classes = async () =>
      (await judged(repo, { keepIn })).judgements.map(({ findings }) => findings[0]?.class);
    expect(await classes()).toEqual(['not-applicable', 'with']);
    repo.pullRef(1, head);
    expect(await classes()).toEqual(['not-applicable', 'first']);
  });

  test('from a line on that cannot be read', async () => {
    const repo = teamRepository();
    const keepIn = temporaryFolder();
    const { judgements } = await judged(repo, { keepIn });
    const lines = readFileSync(fileOf(keepIn), 'utf8').split('\n');
    const others = '"paths":[],"lines":null,"linesByHand":0,"byHand":[],"byMachine":[]';
    for (const broken of [
      ...['{', 'null', '[]', '{"findings":[]}', '7'],
      `{"findings":[{"practice":"test-first"}],${others}}`,
      `{"findings":[null],${others}}`,
      `{"findings":7,${others}}`,
    ]) {
      lines[4] = `${lines[4]?.split('\t')[0]}\t${broken}`;
      writeFileSync(fileOf(keepIn), lines.join('\n'));
      expect((await judged(repo, { keepIn })).judgements).toEqual(judgements);
    }
  });

  test('in a clone that may lack files: what is said may be otherwise when they are there', async () => {
    const repo = teamRepository();
    repo.git('config', 'remote.origin.promisor', 'true');
    const keepIn = temporaryFolder();
    const one = await judged(repo, { keepIn });
    expect(await judged(repo, { keepIn })).toEqual(one);
    expect(one.asked.length).toBeGreaterThan(15);
  });
});

test('nothing is kept from the first change on of which more may be found the next time', async () => {
  const repository = await openRepository(teamRepository().path);
  const { changes } = await repository.history({ branch: null, isBot: () => false });
  await repository.close();
  const folder = temporaryFolder();
  const kept = () => new KeptJudgements(folder, 'here', changes, defaultSettings);
  const judgedCode = (why: string | null): JudgedCode => ({
    ...{
      findings: [],
      paths: [],
      lines: { removed: 0, reworked: 0 },
      linesByHand: 0,
      byHand: [],
      byMachine: [],
    },
    ...(why !== null && { findings: [{ ...refactoringNone, notAnalysed: [{ file: 'a.ts', why }] }] }),
  });
  for (const why of ['comparing took more than 20 seconds', 'its content is missing']) {
    const one = kept();
    expect(one.known).toBe(0);
    for (const [place, change] of changes.entries()) one.set(change, judgedCode(place === 0 ? why : null));
    one.close();
  }
  const one = kept();
  for (const [place, change] of changes.entries())
    one.set(change, judgedCode(place === 3 ? 'it takes more than 2 seconds to parse' : null));
  one.close();
  expect(kept().known).toBe(3);
});

test('an index file that a merge itself wrote is read as it is since', async () => {
  const repo = new Repo();
  const made = (name: string, value: number) =>
    `export function ${name}(n: number): number {\n  return n * ${value};\n}\n`;
  const tested = (name: string, value: number) =>
    `import { expect, test } from 'vitest';\nimport { ${name} } from '../src/lib/index.js';\n\ntest('it', () => {\n  expect(${name}(1)).toBe(${value});\n});\n`;
  const day = (at: number) => ({ at: START + at * DAY });
  repo.commit(
    'Begin',
    {
      'src/lib/index.ts': "export * from './impl.js';\n",
      'src/lib/impl.ts': made('impl', 2),
      'src/lib/other.ts': made('other', 2),
    },
    day(0),
  );
  repo.commit('Early', { 'src/lib/impl.ts': made('impl', 3), 'test/all.test.ts': tested('impl', 3) }, day(1));
  repo.branch('topic').commit('One', { 'one.md': '1\n' }, day(2));
  repo.commit('Two', { 'two.md': '2\n' }, day(3));
  repo.checkout('main');
  repo.git('-c', 'user.name=Nobody', '-c', 'user.email=', 'merge', '--no-ff', '--no-commit', 'topic');
  repo.commit(
    'Merge pull request #1 from x/topic',
    { 'src/lib/index.ts': "export * from './other.js';\n" },
    day(4),
  );
  repo.commit(
    'Late',
    { 'src/lib/other.ts': made('other', 3), 'test/all.test.ts': tested('other', 3) },
    day(5),
  );
  const { judgements } = await judged(repo);
  expect(judgements).toHaveLength(4);
  expect(judgements.at(-1)?.findings[0]).toMatchObject({
    units: [{ file: 'src/lib/other.ts', test: 'test/all.test.ts', linkedBy: 'import' }],
  });
});

test('reviews are joined with what was kept', async () => {
  const repo = teamRepository();
  const keepIn = temporaryFolder();
  const reviews = {
    of: async (number: number) =>
      number === 1 ? madeConversation({ head: repo.git('rev-parse', 'beta') }) : null,
  };
  await judged(repo, { keepIn });
  const { judgements, asked } = await judged(repo, { keepIn, reviews });
  expect(asked).toEqual([]);
  expect(judgements).toEqual((await judged(repo, { reviews })).judgements);
  expect(judgements.some(({ findings }) => findings.length === 3)).toBe(true);
});
