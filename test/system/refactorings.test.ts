import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { Repo, temporaryFolder } from '../builders.js';
import { teamRepository } from '../stories.js';
import { holdfast } from './holdfast.js';

const sum = (name: string): string =>
  `export function ${name}(items: number[]): number {\n  let sum = 0;\n  for (const item of items) sum += item;\n  return sum;\n}\n`;

function folder(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const found = (...args: string[]) => {
  const { status, stdout, stderr } = holdfast(['refactorings', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

function refuses(args: string[], code: number, words: RegExp): void {
  const { status, stdout, stderr } = holdfast(['refactorings', ...args]);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
}

describe('holdfast refactorings', () => {
  test('tells what happened between two folders, in the published shape', () => {
    const before = folder({ 'src/cart.ts': sum('total'), 'src/same.ts': sum('same') });
    const after = folder({ 'src/cart.ts': sum('sum'), 'src/same.ts': sum('same') });
    const list = found(before, after);
    expect(list).toEqual([
      {
        type: 'rename-function',
        name: { before: 'total', after: 'sum' },
        before: { file: 'src/cart.ts', startLine: 1, endLine: 5, container: null },
        after: { file: 'src/cart.ts', startLine: 1, endLine: 5, container: null },
        similarity: 1,
        pure: true,
      },
    ]);
    const schema = readFileSync(
      resolve(import.meta.dirname, '../../docs/schema/refactorings.schema.json'),
      'utf8',
    );
    expect(new Ajv2020({ strict: false }).compile(JSON.parse(schema))(list)).toBe(true);
  });

  test('of a commit, of a range, of a first commit, and of a merge', () => {
    const repo = new Repo();
    const first = repo.commit('Begin', { 'cart.ts': sum('total') });
    repo.branch('side').commit('Name it', { 'cart.ts': sum('sum') });
    repo.checkout('main').commit('Else', { 'README.md': 'x\n' });
    const merge = repo.merge('Merge it', ['side']);
    const types = (range: string): string[] =>
      found('--repo', repo.path, range).map(({ type }: { type: string }) => type);
    expect(types(first)).toEqual([]);
    expect(types('side')).toEqual(['rename-function']);
    expect(types(merge ?? 'main')).toEqual(['rename-function']);
    expect(types(`${first}..main`)).toEqual(['rename-function']);
    expect(types('main..main')).toEqual([]);
  });

  test('as text, and with what came near', () => {
    const before = folder({
      'a.py': 'def load(path):\n    text = read(path)\n    check(text)\n    return parse(text)\n',
    });
    const after = folder({
      'b.py': 'def store(path, value):\n    text = show(value)\n    check(text)\n    write(path, text)\n',
    });
    const { stdout, stderr } = holdfast(['refactorings', before, after, '--format', 'text', '--explain']);
    expect(stdout).toBe('No refactoring was found.\n');
    expect(stderr).toMatch(/turned down: load → store: \d+% alike \(a\.py:1-4 → b\.py:1-4\)/);
  });

  test('looks at nothing outside of the folders', () => {
    const outside = folder({ 'secret.ts': sum('secret') });
    const before = folder({ 'a.ts': sum('total') });
    const after = folder({ 'node_modules/x/index.ts': sum('sum') });
    symlinkSync(outside, join(after, 'linked'));
    symlinkSync(join(outside, 'secret.ts'), join(after, 'a.ts'));
    expect(found(before, after)).toEqual([]);
  });

  test('names what it could not analyse, and goes on', () => {
    const before = folder({ 'a.ts': sum('total'), 'big.js': 'x' });
    const after = folder({ 'a.ts': sum('sum'), 'big.js': 'y'.repeat(2_000_000) });
    const { status, stdout, stderr } = holdfast(['refactorings', before, after]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toBe('holdfast: not analysed: big.js: larger than 1 MiB (1.9 MiB)\n');
  });

  test('says nothing of a commit at which a shallow clone ends', () => {
    const shallow = join(temporaryFolder(), 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth', '2', `file://${teamRepository().path}`, shallow]);
    refuses(
      ['--repo', shallow, 'HEAD~1'],
      1,
      /a shallow clone ends at [0-9a-f]{12}: what it changed is not known \(git fetch --unshallow\)/,
    );
    expect(found('--repo', shallow, 'HEAD')).toEqual([]);
  });

  test('names no file for its size that is the same in both folders', () => {
    const big = 'x'.repeat(3_000_000);
    const before = folder({ 'a.ts': sum('total'), 'big.js': `${big}1`, 'other.js': `${big}1` });
    const after = folder({ 'a.ts': sum('total'), 'big.js': `${big}1`, 'other.js': `${big}2` });
    expect(holdfast(['refactorings', before, after]).stderr).toBe(
      'holdfast: not analysed: other.js: larger than 1 MiB (2.9 MiB)\n',
    );
  });

  test('takes no file for gone that is too large in one of the folders', () => {
    const before = folder({ 'a.ts': sum('total') });
    const after = folder({ 'a.ts': `${sum('total')}// ${'x'.repeat(2_000_000)}`, 'b.ts': sum('total') });
    const { stdout, stderr } = holdfast(['refactorings', before, after]);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(stderr).toBe('holdfast: not analysed: a.ts: larger than 1 MiB (1.9 MiB)\n');
  });

  test('names a folder that cannot be read, and goes on', () => {
    const before = folder({ 'a.ts': sum('total') });
    const after = folder({ 'a.ts': sum('sum') });
    // Deeper than a path may be long.
    const name = 'd'.repeat(250);
    execFileSync('sh', ['-c', `for _ in $(seq 20); do mkdir ${name} && cd -P ${name} || exit 1; done`], {
      cwd: after,
    });
    const { status, stdout, stderr } = holdfast(['refactorings', before, after]);
    execFileSync('sh', ['-c', 'rm -rf d*'], { cwd: after });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toMatch(/^holdfast: not analysed: d{250}\/.*: cannot be read \(ENAMETOOLONG\)\n$/);
  });

  describe('leaves out', () => {
    const made = (name: string): string => `// Code generated by a machine. DO NOT EDIT.\n${sum(name)}`;
    const files = (name: string) => ({
      'src/cart.ts': sum(name),
      'src/made.ts': made(name),
      'src/old/a.ts': sum(name),
      'src/api/b.ts': sum(name),
      'lib/vendor/c.ts': sum(name),
      'lib/vendor/d.ts': sum(name),
      'lib/vendor/e.ts': sum(name),
      'lib/vendor/f.ts': sum(name),
    });
    const renamed = (list: { type: string; after: { file: string } }[]): string[] =>
      list.map(({ type, after }) => `${type} ${after.file}`);

    test('in a repository what its reports leave out, and says so', () => {
      const repo = new Repo();
      repo.commit('Begin', files('total'));
      const commit = repo.commit('Name it', files('sum'));
      repo.commit('Configure', {
        '.github/holdfast.yml': "exclude: ['src/old/**']\n",
        '.gitattributes': 'src/api/** linguist-generated\n',
      });
      const lines = [
        'left out: lib/vendor/c.ts, lib/vendor/d.ts, lib/vendor/e.ts and 1 more: vendored',
        'left out: src/api/b.ts, src/made.ts: generated',
        'left out: src/old/a.ts: excluded by the configuration (src/old/**)',
      ];
      const json = holdfast(['refactorings', '--repo', repo.path, commit]);
      expect(json.status).toBe(0);
      expect(renamed(JSON.parse(json.stdout))).toEqual(['rename-function src/cart.ts']);
      expect(json.stderr).toBe(lines.map((line) => `holdfast: ${line}\n`).join(''));
      const text = holdfast(['refactorings', '--repo', repo.path, commit, '--format', 'text']);
      expect(text.stderr).toBe('');
      expect(text.stdout.trimEnd().split('\n').slice(-3)).toEqual(lines);
      const change = holdfast(['changes', repo.path]).stdout.split('\n')[1] ?? '';
      const finding = JSON.parse(change).findings.find(
        ({ practice }: { practice: string }) => practice === 'refactoring',
      );
      expect(renamed(finding.refactorings)).toEqual(['rename-function src/cart.ts']);
    });

    test('in a repository the same by a branch of its own, and tells what is wrong in its configuration', () => {
      const repo = new Repo();
      repo.commit('Begin', { ...files('total'), 'holdfast.yml': 'exclude: 3\n' });
      repo.branch('work').commit('Name it', files('sum'));
      const { stdout, stderr } = holdfast(['refactorings', '--repo', repo.path, 'work']);
      expect(renamed(JSON.parse(stdout)).sort()).toEqual([
        'rename-function src/api/b.ts',
        'rename-function src/cart.ts',
        'rename-function src/old/a.ts',
      ]);
      expect(stderr).toMatch(/^holdfast: holdfast\.yml:1: .*\nholdfast: left out: /);
    });

    test('between folders only what says of itself that a machine made it', () => {
      const [before, after] = [folder(files('total')), folder(files('sum'))];
      const json = holdfast(['refactorings', before, after]);
      expect(JSON.parse(json.stdout)).toHaveLength(7);
      expect(json.stderr).toBe('holdfast: left out: src/made.ts: generated\n');
      const text = holdfast(['refactorings', before, after, '--format', 'text']);
      expect(text.stdout).toMatch(/\nleft out: src\/made\.ts: generated\n$/);
    });

    test('nothing that is the same in both', () => {
      const [before, after] = [folder(files('total')), folder(files('total'))];
      expect(found(before, after)).toEqual([]);
    });
  });

  test('says what is wrong with its arguments', () => {
    const here = folder({ 'a.ts': sum('total') });
    refuses([], 2, /two folders, BEFORE_DIR and AFTER_DIR.*got 0/);
    refuses([here], 2, /two folders.*got 1/);
    refuses([here, join(here, 'nothing')], 1, /nothing does not exist: name two folders/);
    refuses([here, join(here, 'a.ts')], 1, /a\.ts is no folder/);
    refuses(['--repo', here, 'HEAD'], 1, /is no git repository/);
    refuses(['--repo', teamRepository().path, 'nope'], 1, /no commit, branch or tag "nope"/);
    refuses(['--repo', teamRepository().path], 2, /one COMMIT or COMMIT\.\.COMMIT, got 0/);
    refuses([here, here, '--format', 'xml'], 2, /--format must be one of json, text/);
  });
});

describe('what was found is kept for the next run', () => {
  test('and says the same, byte by byte', () => {
    const { path } = teamRepository();
    const cache = join(temporaryFolder(), 'deep', 'cache');
    const run = () => holdfast(['analyze', path, '--format', 'json'], { env: { HOLDFAST_CACHE: cache } });
    const one = run();
    const [file = ''] = readdirSync(cache);
    const kept = readFileSync(join(cache, file), 'utf8');
    expect(kept).not.toMatch(/value \* 2|Ada|example\.org/);
    expect(run()).toEqual(one);
    expect(readFileSync(join(cache, file), 'utf8')).toBe(kept);
    expect(one.stdout).toBe(holdfast(['analyze', path, '--format', 'json']).stdout);
  });

  test('and does no harm when it is broken or cannot be written', () => {
    const { path } = teamRepository();
    const whole = holdfast(['analyze', path, '--format', 'json']).stdout;
    const cache = temporaryFolder();
    holdfast(['analyze', path], { env: { HOLDFAST_CACHE: cache } });
    const [file = ''] = readdirSync(cache);
    const text = readFileSync(join(cache, file), 'utf8');
    writeFileSync(join(cache, file), `${text.replaceAll('}', '')}\nnonsense\n\t\n`);
    expect(holdfast(['analyze', path, '--format', 'json'], { env: { HOLDFAST_CACHE: cache } }).stdout).toBe(
      whole,
    );
    const blocked = join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    expect(
      holdfast(['analyze', path, '--format', 'json'], { env: { HOLDFAST_CACHE: blocked } }),
    ).toMatchObject({
      status: 0,
      stdout: whole,
    });
  });
});

test('a bomb, brackets, a minified file and one long line are left out, and the change is judged', () => {
  const repo = new Repo();
  repo.commit('Begin', {
    'src/cart.ts': sum('total'),
    'src/a.ts': 'x\n',
    'src/b.js': 'x\n',
    'src/c.py': 'x\n',
    'src/d.java': 'x\n',
  });
  repo.commit('Name it', {
    'src/cart.ts': sum('sum'),
    'src/a.ts': `x = ${'['.repeat(10_000)}\n${']'.repeat(10_000)}\n`,
    'src/b.js': 'function a(b){return b+1};'.repeat(200_000),
    'src/c.py': `x = "${'y'.repeat(1_000_000)}"\n`,
    'src/d.java': '\0'.repeat(500_000_000),
  });
  const line = holdfast(['changes', repo.path]).stdout.trimEnd().split('\n').at(-1) ?? '';
  const finding = JSON.parse(line).findings.find(
    ({ practice }: { practice: string }) => practice === 'refactoring',
  );
  expect(finding.refactorings.map(({ type }: { type: string }) => type)).toEqual(['rename-function']);
  expect(finding.pure).toBe(null);
  const why = Object.fromEntries(
    finding.notAnalysed.map(({ file, why: reason }: { file: string; why: string }) => [file, reason]),
  );
  expect(why).toEqual({
    'src/a.ts': expect.stringMatching(/nested 10000 deep/),
    'src/b.js': expect.stringMatching(/larger than 1 MiB/),
    'src/c.py': expect.stringMatching(/a line of 1000006 characters/),
    'src/d.java': expect.stringMatching(/larger than 1 MiB \(476\.8 MiB\)|binary/),
  });
});
