import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Repo, temporaryFolder } from '../builders.js';
import { feature, teamRepository } from '../stories.js';
import { holdfast } from './holdfast.js';

/** One clear line on standard error, exit code 1, and nothing printed as a result. */
function refuses(args: string[], words: RegExp): void {
  const { status, stdout, stderr } = holdfast(args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/holdfast-git-|\.js:\d+/);
}

const json = (path: string, ...more: string[]) => {
  const { status, stdout, stderr } = holdfast(['analyze', path, '--format', 'json', ...more]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('a place that can not be analysed', () => {
  test('that is no repository, not there, or a file', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    refuses(['analyze', folder], /is no git repository.*cloned/);
    refuses(['analyze', join(folder, 'nothing')], /does not exist/);
    refuses(['analyze', join(folder, 'file')], /is a file/);
  });

  test('that is empty', () => {
    refuses(['analyze', new Repo().path], /has no commits yet/);
  });

  test('a branch that does not exist', () => {
    refuses(['analyze', teamRepository().path, '--branch', 'nope'], /no branch "nope".*there are: .*main/);
    refuses(['analyze', teamRepository().path, '--branch=--output=x'], /no branch "--output=x"/);
  });

  test('a missing object', () => {
    const repo = teamRepository();
    const blob = repo.git('rev-parse', 'HEAD~2:src/alpha.ts');
    rmSync(join(repo.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    refuses(['analyze', repo.path], /damaged or incomplete.*git fsck/);
  });

  test('a corrupt object', () => {
    const repo = teamRepository();
    const blob = repo.git('rev-parse', 'HEAD~2:src/alpha.ts');
    const file = join(repo.path, '.git/objects', blob.slice(0, 2), blob.slice(2));
    chmodSync(file, 0o600);
    writeFileSync(file, 'rubbish');
    refuses(['analyze', repo.path], /damaged or incomplete/);
  });

  test.skipIf(process.getuid?.() === 0)('an unreadable folder', () => {
    const repo = teamRepository();
    chmodSync(join(repo.path, '.git'), 0o000);
    refuses(['analyze', repo.path], /cannot be read|no git repository/);
    chmodSync(join(repo.path, '.git'), 0o700);
  });

  test('a busy port and a wrong one', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => busy.once('listening', done));
    const port = String((busy.address() as { port: number }).port);
    const { status, stderr } = holdfast(['serve', '--repo', teamRepository().path], { env: { PORT: port } });
    busy.close();
    expect({ status, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 1, lines: 1 });
    expect(stderr).toMatch(/is in use.*PORT=/);
  });
});

describe('an odd repository is analysed all the same', () => {
  test('bare', () => {
    const bare = join(temporaryFolder(), 'team.git');
    execFileSync('git', ['clone', '--quiet', '--bare', teamRepository().path, bare]);
    expect(json(bare)).toMatchObject({ repository: { name: 'team' }, counts: { changes: 17 } });
  });

  test('shallow, and it says so', () => {
    const shallow = join(temporaryFolder(), 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth', '3', `file://${teamRepository().path}`, shallow]);
    const report = json(shallow);
    expect(report.repository.shallow).toBe(true);
    expect(report.notes.join()).toMatch(/shallow clone.*unshallow/);
    expect(report.changes.at(-1).findings[0].reasons.join()).toContain('shallow');
  });

  test('detached', () => {
    const repo = teamRepository();
    repo.git('checkout', '--quiet', '--detach');
    repo.git('branch', '-D', 'main', '--quiet');
    expect(json(repo.path).repository.branch).toContain('detached');
  });

  test('a work tree of another, and a folder inside', () => {
    const repo = teamRepository();
    const tree = join(temporaryFolder(), 'tree');
    repo.git('worktree', 'add', '--quiet', tree, '-b', 'aside');
    expect(json(tree).counts.changes).toBe(17);
    expect(json(join(repo.path, 'src')).counts.changes).toBe(17);
  });

  test('a path with spaces, and one that begins with a dash', () => {
    const folder = temporaryFolder();
    for (const name of ['with some spaces', '-dash']) {
      const repo = new Repo(join(folder, name));
      repo.commit('one', feature('alpha').code);
    }
    expect(json(join(folder, 'with some spaces')).counts.changes).toBe(1);
    const { status, stdout } = holdfast(['analyze', '--format', 'json', '--', '-dash'], { cwd: folder });
    expect({ status, changes: JSON.parse(stdout).counts.changes }).toEqual({ status: 0, changes: 1 });
  });

  test('dates of 1970 and 2099, and out of order', () => {
    const repo = new Repo();
    repo.commit('new', feature('alpha').code, { at: 4_086_288_000 });
    repo.commit('old', feature('beta').code, { at: 0 });
    repo.commit('now', feature('gamma').code, { at: 1_780_000_000 });
    expect(json(repo.path).changes.map(({ mergedAt }: { mergedAt: string }) => mergedAt.slice(0, 4))).toEqual(
      ['2026', '1970', '2099'],
    );
  });

  test('large and binary files, symbolic links, submodules', () => {
    const repo = new Repo();
    repo.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},src/sub.ts`);
    repo.commit('one', {
      'src/huge.ts': Buffer.alloc(50 * 1024 * 1024, 'x\n'),
      'src/noise.ts': Buffer.from([0, 1, 2, 3]),
      'src/link.ts': { symlink: 'noise.ts' },
      ...feature('alpha').code,
    });
    const reasons = json(repo.path).changes[0].findings[0].reasons.join('\n');
    expect(reasons).toMatch(/src\/huge\.ts: larger than 1 MiB \(50 MiB\)/);
    expect(reasons).toMatch(/src\/noise\.ts: binary/);
    expect(reasons).toMatch(/src\/link\.ts: symbolic link/);
    expect(reasons).toMatch(/src\/alpha\.ts: untested/);
  });

  test('a commit with 20,000 files', () => {
    const repo = new Repo();
    const files = Array.from({ length: 10_000 }, (_, n) => [
      [`src/d${n % 100}/m${n}.ts`, `export const m${n} = ${n};\n`],
      [`src/d${n % 100}/m${n}.test.ts`, `test('m', () => {\n  expect(${n}).toBe(${n});\n});\n`],
    ]).flat();
    repo.commit('all at once', Object.fromEntries(files));
    expect(json(repo.path).changes[0]).toMatchObject({ class: 'with', units: { with: 10_000 } });
  });

  test('names and messages that attack terminals, tables and pages', () => {
    const repo = new Repo();
    repo.commit('\u001b]0;pwn\u0007<script>alert(1)</script> =1+1 \u202e @someone', {
      'src/a\u001b[31m\u202e<img src=x>|`.ts': 'run();\n',
    });
    for (const format of ['text', 'markdown', 'csv', 'html']) {
      const { stdout } = holdfast(['analyze', repo.path, '--format', format]);
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/);
      if (format === 'html') expect(stdout).not.toMatch(/<script|<img/);
    }
    expect(holdfast(['changes', repo.path, '--format', 'text']).stdout).not.toMatch(/[\u0007\u001b\u202e]/);
  });

  test('a wrong configuration is told on standard error', () => {
    const repo = new Repo();
    repo.commit('one', { '.github/holdfast.yml': 'tests: 1\nlinks: 2\n', ...feature('alpha').code });
    const { status, stdout, stderr } = holdfast(['analyze', repo.path]);
    expect(status).toBe(0);
    expect(stdout).toContain('1 of them with production code');
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^holdfast: \.github\/holdfast\.yml:1: tests/),
      expect.stringMatching(/^holdfast: \.github\/holdfast\.yml:2: links/),
    ]);
  });
});

describe('a hostile repository', () => {
  test('has no say through its configuration, hooks, attributes and mail map', () => {
    const repo = teamRepository();
    const before = holdfast(['changes', repo.path]).stdout;
    const trap = join(temporaryFolder(), 'sprung');
    const command = `touch ${trap}`;
    for (const [key, value] of [
      ['core.fsmonitor', command],
      ['diff.external', command],
      ['core.pager', command],
      ['core.sshCommand', command],
      ['diff.evil.textconv', command],
      ['diff.evil.command', command],
      ['filter.evil.clean', command],
      ['filter.evil.smudge', command],
      ['gpg.program', command],
      ['log.showSignature', 'true'],
      ['log.mailmap', 'true'],
      ['diff.renames', 'false'],
      ['diff.noprefix', 'true'],
      ['diff.orderFile', '/dev/tty'],
      ['core.quotePath', 'false'],
      ['alias.log', `!${command}`],
    ] as const) {
      repo.git('config', key, value);
    }
    for (const hook of ['post-checkout', 'pre-commit', 'reference-transaction', 'post-index-change']) {
      mkdirSync(join(repo.path, '.git/hooks'), { recursive: true });
      writeFileSync(join(repo.path, '.git/hooks', hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    }
    mkdirSync(join(repo.path, '.git/info'), { recursive: true });
    writeFileSync(join(repo.path, '.git/info/attributes'), '* diff=evil filter=evil -diff\n');
    writeFileSync(join(repo.path, '.gitattributes'), '* diff=evil filter=evil binary\n');
    writeFileSync(join(repo.path, '.mailmap'), 'Famous <famous@example.org> <ada@example.org>\n');
    writeFileSync(join(repo.path, '.git/info/grafts'), `${repo.git('rev-parse', 'HEAD')}\n`);
    expect(holdfast(['changes', repo.path]).stdout).toBe(before);
    expect(existsSync(trap)).toBe(false);
  });

  test('leaves nothing behind', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('holdfast-git-')).length;
    const before = left();
    holdfast(['analyze', teamRepository().path]);
    refuses(['analyze', teamRepository().path, '--branch', 'nope'], /no branch/);
    const server = spawn(process.execPath, [resolve(import.meta.dirname, '../../dist/cli.js'), 'serve'], {
      cwd: teamRepository().path,
      env: { PATH: process.env.PATH ?? '', PORT: '0' },
    });
    await new Promise((done) => server.stdout.once('data', done));
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    expect(left()).toBeLessThanOrEqual(before);
  });
});
