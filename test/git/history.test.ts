import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository, type Repository } from '../../src/git/repository.js';
import type { Change } from '../../src/model/change.js';
import { REMOVED_LIMIT } from '../../src/model/file-edit.js';
import { Repo, temporaryFolder } from '../builders.js';

const nobodyIsABot = (): boolean => false;

async function changesOf(repo: Repo, use: (repository: Repository) => void = () => {}): Promise<Change[]> {
  const repository = await openRepository(repo.path);
  try {
    use(repository);
    const history = await repository.history({ branch: null, isBot: nobodyIsABot });
    return [...history.changes];
  } finally {
    await repository.close();
  }
}

const subjects = (change: Change): string[] => change.commits.map(({ subject }) => subject);

describe('the first-parent history', () => {
  test('gives a plain commit as a push, on what it stands', async () => {
    const repo = new Repo();
    const first = repo.commit('one', { 'a.ts': 'x\n' });
    const second = repo.commit('two', { 'a.ts': 'y\n' });
    const changes = await changesOf(repo);
    expect(changes.map(({ kind, origin, base, head }) => ({ kind, origin, base, head }))).toEqual([
      { kind: 'push', origin: 'push', base: null, head: first },
      { kind: 'push', origin: 'push', base: first, head: second },
    ]);
  });

  test('gives a merge with its side commits as one pull request, back-merges left out', async () => {
    const repo = new Repo();
    const base = repo.commit('start', { 'a.ts': 'x\n' });
    repo.branch('work');
    repo.commit('test', { 'a.test.ts': 'x\n' });
    repo.checkout('main').commit('elsewhere', { 'b.ts': 'x\n' });
    repo.checkout('work').merge('Merge branch main into work', ['main']);
    const head = repo.commit('code', { 'a.ts': 'y\n' });
    repo.checkout('main');
    const merge = repo.merge('Merge pull request #12 from someone/work', ['work']);
    const change = (await changesOf(repo)).at(-1);
    expect(change).toMatchObject({ kind: 'pull-request', origin: 'merge', number: 12, id: merge, head });
    expect(change?.base).not.toBe(base);
    expect(change && subjects(change)).toEqual(['test', 'code']);
  });

  test('takes the commits of every side of an octopus', async () => {
    const repo = new Repo();
    repo.commit('start', { 'a.ts': 'x\n' });
    repo.branch('one').commit('one', { 'one.ts': 'x\n' });
    repo.checkout('main').branch('two').commit('two', { 'two.ts': 'x\n' });
    repo.checkout('main').commit('main goes on', { 'c.ts': 'x\n' });
    repo.merge('Merge branches one and two', ['one', 'two']);
    const change = (await changesOf(repo)).at(-1);
    expect(change && subjects(change).sort()).toEqual(['one', 'two']);
  });

  test('finds the commits of a squash again through its pull ref', async () => {
    const repo = new Repo();
    repo.commit('start', { 'a.ts': 'x\n' });
    repo.branch('work').commit('test', { 'a.test.ts': 'x\n' });
    const head = repo.commit('code', { 'a.ts': 'y\n' });
    repo.checkout('main');
    const squash = repo.squash('Change a (#7)', 'work');
    repo.pullRef(7, head);
    repo.git('branch', '--quiet', '-D', 'work');
    const change = (await changesOf(repo)).at(-1);
    expect(change).toMatchObject({ kind: 'pull-request', origin: 'pull-ref', number: 7, id: squash, head });
    expect(change && subjects(change)).toEqual(['test', 'code']);
  });

  test('knows a pull ref in the form that a fetch of a remote gives', async () => {
    const repo = new Repo();
    repo.commit('start', { 'a.ts': 'x\n' });
    repo.branch('work').commit('test', { 'a.test.ts': 'x\n' });
    const head = repo.commit('code', { 'a.ts': 'y\n' });
    repo.checkout('main').squash('Change a (#7)', 'work');
    repo.git('update-ref', 'refs/remotes/origin/pr/7', head);
    expect((await changesOf(repo)).at(-1)).toMatchObject({ origin: 'pull-ref', head });
  });

  test('a squash whose pull ref is not there stays one commit of a pull request', async () => {
    const repo = new Repo();
    repo.commit('start', { 'a.ts': 'x\n' });
    const squash = repo.commit('Change a (#7)', { 'a.ts': 'y\n' });
    const change = (await changesOf(repo)).at(-1);
    expect(change).toMatchObject({ kind: 'pull-request', origin: 'squash', number: 7, head: squash });
    expect(change && subjects(change)).toEqual(['Change a (#7)']);
  });

  test('a pull request that stands on another keeps only its own commits', async () => {
    const repo = new Repo();
    repo.commit('start', { 'a.ts': 'x\n' });
    repo.branch('one');
    const one = repo.commit('one', { 'one.ts': 'x\n' });
    repo.branch('two');
    const two = repo.commit('two', { 'two.ts': 'x\n' });
    repo.checkout('main').squash('One (#1)', 'one');
    repo.pullRef(1, one).pullRef(2, two);
    repo.commit('Two (#2)', { 'two.ts': 'x\n' });
    const changes = await changesOf(repo);
    expect(changes.slice(1).map(subjects)).toEqual([['one'], ['two']]);
  });

  test('people are keys, the same for the same person, and no name is in them', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': '1\n' }, { author: 'Ada' });
    repo.commit('two', { 'a.ts': '2\n' }, { author: 'Bob' });
    repo.commit('three', { 'a.ts': '3\n' }, { author: 'Ada' });
    const [one, two, three] = await changesOf(repo);
    expect(one?.author).toBe(three?.author);
    expect(one?.author).not.toBe(two?.author);
    expect(JSON.stringify([one, two, three])).not.toMatch(/Ada|Bob|example\.org/i);
  });

  test('a well-known bot is a bot, and so is one that the configuration names', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': '1\n' }, { author: 'dependabot[bot]' });
    repo.commit('two', { 'a.ts': '2\n' }, { author: 'Abbot' });
    repo.commit('three', { 'a.ts': '3\n' }, { author: 'release-robot' });
    const repository = await openRepository(repo.path);
    const history = await repository.history({ branch: null, isBot: (name) => name === 'release-robot' });
    expect([...history.changes].map(({ bot }) => bot)).toEqual([true, false, true]);
    await repository.close();
  });
});

describe('the edits of a commit', () => {
  async function editsOf(repo: Repo) {
    const repository = await openRepository(repo.path);
    const { changes } = await repository.history({ branch: null, isBot: nobodyIsABot });
    const commits = [...changes].flatMap((change) => change.commits.map(({ sha }) => sha));
    const all = [];
    for await (const edits of repository.edits(commits)) all.push(edits);
    await repository.close();
    return all;
  }

  test('come in the order asked for, each commit once, empty ones too', async () => {
    const repo = new Repo();
    const shas = [
      repo.commit('one', { 'a.ts': '1\n' }),
      repo.commit('empty'),
      repo.commit('two', { 'a.ts': '2\n' }),
    ];
    const all = await editsOf(repo);
    expect(all.map(({ sha }) => sha)).toEqual(shas);
    expect(all.map(({ edits }) => edits.length)).toEqual([1, 0, 1]);
  });

  test('tell added lines by number, and the text that went', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': 'one\ntwo\nthree\nfour\n' });
    repo.commit('two', { 'a.ts': 'one\nTWO\nthree\nfour\nfive\nsix\n' });
    const [first, second] = await editsOf(repo);
    expect(first?.edits[0]).toMatchObject({ status: 'added', before: null, added: [1, 4], removed: '' });
    expect(second?.edits[0]).toMatchObject({
      status: 'modified',
      added: [2, 1, 5, 2],
      removed: 'two\n',
      gone: 1,
    });
  });

  test('tell by number where lines went', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': 'one\ntwo\nthree\nfour\nfive\n' });
    repo.commit('two', { 'a.ts': 'ONE\nthree\n' });
    repo.commit('three', { 'a.ts': null });
    const [first, second, third] = await editsOf(repo);
    expect(first?.edits[0]?.removedAt).toEqual([]);
    expect(second?.edits[0]).toMatchObject({ removedAt: [1, 2, 4, 2], added: [1, 1], gone: 4 });
    expect(third?.edits[0]).toMatchObject({ removedAt: [1, 2], added: [], gone: 2 });
  });

  test('count all lines that went, and keep the text of as many as fit, however git hands them on', async () => {
    const repo = new Repo();
    const line = 'a line of some length that went\n';
    repo.commit('one', { 'a.ts': line.repeat(30_000) });
    repo.commit('two', { 'a.ts': 'one\n' });
    const edit = (await editsOf(repo))[1]?.edits[0];
    expect(edit?.gone).toBe(30_000);
    expect(edit?.removed).toBe(line.repeat(30_000).slice(0, REMOVED_LIMIT));
  });

  test('leave white space out', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': 'if (x) {\ny();\n}\n' });
    repo.commit('two', { 'a.ts': 'if (x) {\n    y();\n}\n' });
    expect((await editsOf(repo))[1]?.edits[0]?.added).toEqual([]);
  });

  test('belong to their files, whatever git leaves out of the patch', async () => {
    const repo = new Repo();
    const text = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('');
    const before = { 'a.ts': 'x();\n', 'b.ts': 'y();\n', 'c.ts': text, 'e.ts': 'e();\n', 'f.ts': 'f();\n' };
    repo.commit('one', { ...before, 'g.ts': { symlink: 'a.ts' } });
    repo.commit('two', {
      'a.ts': '  x();\n',
      'b.ts': 'z();\n',
      'c.ts': null,
      'd.ts': text,
      'e.ts': ' e();\n',
      'f.ts': 'F();\n',
      'g.ts': 'g();\n',
      'h.ts': 'h();\n',
    });
    const edits = (await editsOf(repo))[1]?.edits ?? [];
    expect(edits.map(({ path, text: added }) => [path, added])).toEqual([
      ['a.ts', ''],
      ['b.ts', 'z();\n'],
      ['d.ts', ''],
      ['e.ts', ''],
      ['f.ts', 'F();\n'],
      ['g.ts', 'g();\n'],
      ['h.ts', 'h();\n'],
    ]);
  });

  test('follow a rename', async () => {
    const repo = new Repo();
    const text = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('');
    repo.commit('one', { 'a.ts': text });
    repo.commit('two', { 'a.ts': null, 'b.ts': `${text}more\n` });
    expect((await editsOf(repo))[1]?.edits).toMatchObject([
      { status: 'renamed', before: 'a.ts', path: 'b.ts', added: [21, 1] },
    ]);
  });

  test('say what is no ordinary file', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': 'x\n', link: { symlink: 'a.ts' }, 'b.bin': Buffer.from([0, 1, 2, 0]) });
    repo.commit('two', { link: 'now a file\n', 'a.ts': null });
    const [first, second] = await editsOf(repo);
    expect(first?.edits.map(({ path, entry, binary }) => [path, entry, binary])).toEqual([
      ['a.ts', 'file', false],
      ['b.bin', 'file', true],
      ['link', 'symlink', false],
    ]);
    expect(second?.edits.map(({ path, status, entry }) => [path, status, entry])).toEqual([
      ['a.ts', 'deleted', 'file'],
      ['link', 'retyped', 'file'],
    ]);
    expect(second?.edits[1]?.added).toEqual([1, 1]);
  });

  test('hold with any name that git can store', async () => {
    const repo = new Repo();
    const names = [
      'ev\nil @@ -1 +1 @@.ts',
      'quo"te.ts',
      '--output=x.ts',
      'ünï.ts',
      ' sp ace .ts',
      'a\\b.ts',
      '\u202e.ts',
    ];
    repo.commit('one', Object.fromEntries(names.map((name) => [name, '@@ -1 +1 @@\ndiff --git a/x b/x\n'])));
    const [edits] = await editsOf(repo);
    expect(edits?.edits.map(({ path }) => path).sort()).toEqual([...names].sort());
    expect(edits?.edits.every(({ added }) => added.join() === '1,2')).toBe(true);
  });

  test('write bytes that are no UTF-8 as escapes', async () => {
    const repo = new Repo();
    const blob = repo.git('hash-object', '-w', '--stdin');
    const name = Buffer.from([0x61, 0xe9, 0x2e, 0x74, 0x73]);
    const { execFileSync } = await import('node:child_process');
    execFileSync('git', ['update-index', '-z', '--index-info'], {
      cwd: repo.path,
      input: Buffer.concat([Buffer.from(`100644 ${blob}\t`), name, Buffer.from([0])]),
    });
    repo.git('-c', 'user.name=x', '-c', 'user.email=x', 'commit', '--quiet', '-m', 'one');
    expect((await editsOf(repo))[0]?.edits[0]?.path).toBe('a\\xE9.ts');
  });
});

describe('what a change does in all', () => {
  test('is told by numbers of lines, against what it stands on', async () => {
    const repo = new Repo();
    const base = repo.commit('base', { 'a.ts': 'one\ntwo\nthree\n' });
    repo.branch('topic').commit('side one', { 'a.ts': 'one\nTWO\nthree\n' });
    repo.commit('side two', { 'a.ts': 'one\n2\nthree\nfour\n' });
    const onMain = repo.checkout('main').commit('on main', { 'a.ts': 'zero\none\ntwo\nthree\n' });
    const merge = repo.merge('Merge pull request #1', ['topic']);
    const repository = await openRepository(repo.path);
    const all = [];
    for await (const edits of repository.net([base, `${onMain} ${base}`, `${merge} ${onMain}`]))
      all.push(edits);
    await repository.close();
    expect(all.map(({ sha }) => sha)).toEqual([base, onMain, merge]);
    expect(all.map(({ edits }) => edits.map(({ added, removedAt }) => ({ added, removedAt })))).toEqual([
      [{ added: [1, 3], removedAt: [] }],
      [{ added: [1, 1], removedAt: [] }],
      [{ added: [3, 1, 5, 1], removedAt: [3, 1] }],
    ]);
    expect(all[2]?.edits[0]).toMatchObject({
      path: 'a.ts',
      before: 'a.ts',
      text: null,
      removed: '',
      gone: 1,
    });
  });
});

describe('blobs', () => {
  test('are read by name, in any number, and the large ones are not', async () => {
    const repo = new Repo();
    repo.commit('one', {
      'a.ts': 'hello\n',
      'big.ts': 'x'.repeat(3_000_000),
      'bin.ts': Buffer.from([1, 0, 2]),
    });
    const repository = await openRepository(repo.path);
    const ask = (path: string) => repository.blob(`HEAD:${path}`);
    const [small, big, binary, missing] = await Promise.all(['a.ts', 'big.ts', 'bin.ts', 'no.ts'].map(ask));
    expect(small).toMatchObject({ kind: 'text', text: 'hello\n' });
    expect(big).toEqual({ kind: 'too-large', bytes: 3_000_000 });
    expect(binary).toEqual({ kind: 'binary' });
    expect(missing).toEqual({ kind: 'missing' });
    await repository.close();
  });

  test('that were not fetched are told apart from what is not there', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': 'hello\n', 'src/b.ts': 'b\n', ':c.ts': 'c\n' });
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const path = join(temporaryFolder(), 'clone.git');
    repo.git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${repo.path}`, path);
    const repository = await openRepository(path);
    const ask = async (name: string) => (await repository.blob(name)).kind;
    const names = ['HEAD:a.ts', 'HEAD:src/b.ts', 'HEAD::c.ts', 'HEAD:no.ts', 'HEAD:src', 'HEAD:*.ts'];
    expect(await Promise.all(names.map(ask))).toEqual([
      ...['not-fetched', 'not-fetched', 'not-fetched'],
      ...['missing', 'missing', 'missing'],
    ]);
    const oid = repo.git('rev-parse', 'HEAD:a.ts');
    expect([await ask(oid), (await repository.shownBlob(oid)).kind]).toEqual(['not-fetched', 'not-fetched']);
    await repository.close();
  });
});

describe('people', () => {
  const authorsUnder = async (repo: Repo, secret?: string): Promise<string[]> => {
    const repository = await openRepository(repo.path, secret);
    const { changes } = await repository.history({ branch: null, isBot: nobodyIsABot });
    const authors = [...changes].map(({ author }) => author);
    await repository.close();
    return authors;
  };

  test('have the same key whenever a repository is opened under the same secret, and another one under another', async () => {
    const repo = new Repo();
    repo.commit('one', { 'a.ts': '1\n' }, { author: 'Ada' });
    repo.commit('two', { 'a.ts': '2\n' }, { author: 'Bob' });
    const [ada, bob] = await authorsUnder(repo, 'of an installation');
    expect(await authorsUnder(repo, 'of an installation')).toEqual([ada, bob]);
    expect(ada).not.toBe(bob);
    expect(await authorsUnder(repo, 'of another')).not.toContain(ada);
    expect(await authorsUnder(repo)).not.toEqual(await authorsUnder(repo));
  });
});
