import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blobsNeeded, pullToRead } from '../../src/git/blobs-needed.js';
import {
  type Mirror,
  type MirrorOptions,
  mirrorBytes,
  openMirror,
  removeMirror,
} from '../../src/git/mirror.js';
import { openRepository } from '../../src/git/repository.js';
import { checkRange } from '../../src/jobs/check-range.js';
import { Repo, temporaryFolder } from '../builders.js';
import { type GitServer, serveGit, TOKEN } from './made-server.js';

interface World {
  readonly repo: Repo;
  readonly server: GitServer;
  readonly folder: string;
  readonly open: (more?: Partial<MirrorOptions>) => Promise<Mirror>;
}

const lines = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, at) => `export const value${from + at} = ${from + at};\n`).join('');

/** A repository with a past: files that were changed on main, and a pull request of three commits. */
function withPast(path: string): void {
  const repo = new Repo(path);
  repo.commit('start', {
    'package.json': '{"name":"x"}\n',
    '.gitattributes': 'made/** linguist-generated\n',
    'src/a.ts': lines(50),
    'src/b.ts': lines(50, 100),
    'src/moved.ts': lines(50, 300),
    'src/index.ts': "export * from './a.js';\n",
    'README.md': 'x\n',
  });
  repo.commit('b', { 'src/b.ts': lines(51, 100) });
  repo.commit('b again', { 'src/b.ts': lines(52, 100) });
  repo.branch('work');
  repo.commit('test', {
    'test/a.test.ts': "import { value51 } from '../src/a.js';\ntest('x', () => value51);\n",
  });
  repo.commit('code', { 'src/a.ts': lines(51) });
  repo.commit('move', { 'src/moved.ts': null, 'src/kept/moved.ts': lines(50, 300) });
  repo.pullRef(1, 'HEAD').checkout('main');
  repo.commit('main goes on', { 'README.md': 'y\n' });
}

let past: string | null = null;
afterAll(() => {
  if (past !== null) rmSync(past, { recursive: true });
});

/** Made once, and copied for each test. */
async function world(): Promise<World> {
  if (past === null) {
    past = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
    withPast(past);
  }
  const path = join(temporaryFolder(), 'repo');
  cpSync(past, path, { recursive: true });
  const repo = new Repo(path);
  const server = await serveGit(repo.path);
  const folder = join(temporaryFolder(), 'mirrors');
  const open = (more: Partial<MirrorOptions> = {}): Promise<Mirror> =>
    openMirror({
      folder,
      repositoryId: 7,
      url: server.url,
      defaultBranch: 'main',
      token: async () => TOKEN,
      ...more,
    });
  return { repo, server, folder, open };
}

const pull = (repo: Repo, number = 1): { number: number; branch: string; shas: string[] } => ({
  number,
  branch: 'main',
  shas: [repo.git('rev-parse', `refs/pull/${number}/head`)],
});

/** What a job does before it reads: asks what is needed, and fetches what of that is missing. */
async function prepare(mirror: Mirror, head: string): Promise<{ fetches: number; base: string | null }> {
  const toRead = await pullToRead(mirror.path, 'refs/heads/main', head);
  const { fetches } = await mirror.fetchBlobs(await blobsNeeded(mirror.path, toRead));
  return { fetches, base: toRead.base };
}

async function judged(mirror: Mirror, head: string): Promise<object> {
  const repository = await openRepository(mirror.path);
  try {
    return await checkRange(repository, `main..${head}`, (problem) => expect.fail(problem));
  } finally {
    await repository.close();
  }
}

describe('a pull request', () => {
  test('comes in one fetch once the mirror is there, with all files that a judgement reads', async () => {
    const { repo, server, open } = await world();
    const mirror = await open();
    expect(mirror.made).toEqual({ fetches: 2, gone: [] });
    expect(server.fetches).toHaveLength(2);
    const { shas } = pull(repo);
    expect(await mirror.fetchPull(pull(repo))).toEqual({ fetches: 1, gone: [] });
    expect(server.fetches).toHaveLength(3);
    expect(await prepare(mirror, shas[0] ?? '')).toMatchObject({ fetches: 0 });
    const found = await judged(mirror, shas[0] ?? '');
    expect(server.fetches).toHaveLength(3);
    // Keys of people are new in each process and in each opening: all else is what the repository itself gives.
    const own = await openRepository(repo.path);
    const there = await checkRange(own, `main..${shas[0]}`, (problem) => expect.fail(problem));
    await own.close();
    const withoutKeys = (value: object): string => JSON.stringify(value).replace(/"author":"[^"]*"/g, '');
    expect(withoutKeys(found)).toBe(withoutKeys(there));
  });

  test('that was pushed to comes in one more', async () => {
    const { repo, server, open } = await world();
    const mirror = await open();
    await mirror.fetchPull(pull(repo));
    repo.checkout('work').commit('more', { 'src/a.ts': lines(52) });
    repo
      .pullRef(1, 'HEAD')
      .checkout('main')
      .commit('main goes on', { 'src/c.ts': lines(3) });
    const before = server.fetches.length;
    expect(await mirror.fetchPull(pull(repo))).toEqual({ fetches: 1, gone: [] });
    expect((await prepare(mirror, pull(repo).shas[0] ?? '')).fetches).toBe(0);
    expect(server.fetches.length - before).toBe(1);
  });

  test('from an old state of the branch takes one fetch more, for the files of then', async () => {
    const { repo, server, open } = await world();
    repo.git('checkout', '--quiet', '-b', 'old', 'main~3');
    repo.commit('old work', { 'src/b.ts': lines(50, 100).replace('value105', 'value_105') });
    repo.pullRef(2, 'HEAD').checkout('main');
    const mirror = await open();
    const before = server.fetches.length;
    await mirror.fetchPull(pull(repo, 2));
    const { fetches } = await prepare(mirror, pull(repo, 2).shas[0] ?? '');
    expect(fetches).toBeLessThanOrEqual(1);
    expect(server.fetches.length - before).toBe(2);
    expect(await judged(mirror, pull(repo, 2).shas[0] ?? '')).toMatchObject({ change: { origin: 'range' } });
  });

  test('with a large file takes one fetch more, for that', async () => {
    const { repo, open } = await world();
    repo.checkout('work').commit('large', { 'data.bin': randomBytes(1_200_000), 'src/a.ts': lines(53) });
    repo.pullRef(1, 'HEAD').checkout('main');
    const mirror = await open();
    expect((await mirror.fetchPull(pull(repo))).fetches).toBe(1);
    expect((await prepare(mirror, pull(repo).shas[0] ?? '')).fetches).toBe(1);
    await judged(mirror, pull(repo).shas[0] ?? '');
  });

  test('whose head was pushed away is fetched by name while the server has it', async () => {
    const { repo, open } = await world();
    const [old = ''] = pull(repo).shas;
    repo.git('checkout', '--quiet', '-B', 'work', 'main');
    repo.commit('again', { 'src/a.ts': lines(51) });
    repo.pullRef(1, 'HEAD').checkout('main');
    const mirror = await open();
    const wanted = { ...pull(repo), shas: [old, ...pull(repo).shas] };
    expect(await mirror.fetchPull(wanted)).toEqual({ fetches: 1, gone: [] });
    const repository = await openRepository(mirror.path);
    expect(await repository.resolve(old)).toBe(old);
    await repository.close();
  });

  test('whose old head is gone is fetched without it, and says so', async () => {
    const { repo, open } = await world();
    const mirror = await open();
    const old = 'a'.repeat(40);
    expect(await mirror.fetchPull({ ...pull(repo), shas: [old] })).toEqual({ fetches: 2, gone: [old] });
  });

  test('that is not there, or whose branch is gone, says so', async () => {
    const { open, repo } = await world();
    const mirror = await open();
    const { gone } = await mirror.fetchPull({ number: 99, branch: 'main', shas: [] });
    expect(gone).toEqual(['refs/pull/99/head']);
    expect((await mirror.fetchPull({ ...pull(repo), branch: 'no/such' })).gone).toEqual([
      'refs/heads/no/such',
    ]);
  });
});

describe('a mirror', () => {
  test('has all commits, the files of its tip, and none of those before', async () => {
    const { repo, open } = await world();
    const mirror = await open();
    const at = (name: string): string => repo.git('rev-parse', name);
    const tip = [at('main:README.md'), at('main:src/b.ts')];
    const past = [at('main~1:README.md'), at('main~2:src/b.ts')];
    expect(await mirror.missingBlobs([...tip, ...past])).toEqual(past);
    expect(await mirror.fetchBlobs([...tip, ...past])).toEqual({ fetches: 1, gone: [] });
    expect(await mirror.missingBlobs(past)).toEqual([]);
    expect(await mirror.fetchBlobs(past)).toEqual({ fetches: 0, gone: [] });
  });

  test('brings many files in one fetch, and tells those that are gone', async () => {
    const { repo, server, open } = await world();
    const mirror = await open();
    const all = repo.git(
      'rev-list',
      '--objects',
      '--all',
      '--filter=object:type=blob',
      '--filter-provided-objects',
    );
    const oids = all.split('\n').map((line) => line.slice(0, 40));
    const before = server.fetches.length;
    const none = 'b'.repeat(40);
    expect((await mirror.fetchBlobs(oids)).fetches).toBe(1);
    expect(server.fetches.length - before).toBe(1);
    expect(await mirror.missingBlobs(oids)).toEqual([]);
    expect((await mirror.fetchBlobs([none])).gone).toEqual([none]);
  });

  test('knows the heads of all pull requests when it was asked for them', async () => {
    const { repo, open } = await world();
    const mirror = await open();
    expect(await mirror.fetchAll()).toEqual({ fetches: 1, gone: [] });
    const repository = await openRepository(mirror.path);
    expect((await repository.defaultBranch()).head).toBe(repo.git('rev-parse', 'main'));
    expect(await repository.resolve('refs/pull/1/head')).toBe(pull(repo).shas[0]);
    await repository.close();
  });

  test('is for its owner alone, and holds no token', async () => {
    const { folder, open } = await world();
    const { path } = await open();
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toContain('ghs_');
  });

  test('shows its token to nobody who lists processes', async () => {
    const { server, open } = await world();
    const seen: string[] = [];
    server.answer = () => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
          if (words.includes('git')) seen.push(words);
        } catch {
          // It ended in the meantime.
        }
      }
      return false;
    };
    await open();
    expect(seen.filter((words) => words.includes('fetch'))).not.toEqual([]);
    const encoded = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
    expect(seen.filter((words) => words.includes('ghs_') || words.includes(encoded))).toEqual([]);
  });

  test('of an empty repository is made, and filled later', async () => {
    const repo = new Repo();
    const server = await serveGit(repo.path);
    const options = {
      folder: join(temporaryFolder(), 'm'),
      repositoryId: 7,
      url: server.url,
      defaultBranch: 'main',
    };
    const open = (): Promise<Mirror> => openMirror({ ...options, token: async () => TOKEN });
    expect((await open()).made?.gone).toEqual(['refs/heads/main']);
    repo.commit('one', { 'a.ts': 'x\n' });
    const mirror = await open();
    await mirror.fetchAll();
    const repository = await openRepository(mirror.path);
    expect((await repository.history({ branch: null, isBot: () => false })).changes).toHaveLength(1);
    await repository.close();
  });

  test('goes away when asked, however often', async () => {
    const { folder, open } = await world();
    const { path } = await open();
    expect(mirrorBytes(folder, 7)).toBeGreaterThan(0);
    await removeMirror(folder, 7);
    await removeMirror(folder, 7);
    expect(existsSync(path)).toBe(false);
  });

  test('keeps commits that no ref names when its packs are put together', async () => {
    const { repo, open } = await world();
    const mirror = await open();
    const [old = ''] = pull(repo).shas;
    await mirror.fetchPull(pull(repo));
    repo.git('checkout', '--quiet', '-B', 'work', 'main');
    repo.commit('again', { 'src/a.ts': lines(51) });
    repo.pullRef(1, 'HEAD').checkout('main');
    for (let count = 0; count < 62; count += 1) {
      repo.commit(`more ${count}`, { 'README.md': `${count}\n` });
      await mirror.fetchPull(pull(repo));
    }
    const packs = (): number =>
      readdirSync(join(mirror.path, 'objects/pack')).filter((it) => it.endsWith('.pack')).length;
    expect(packs()).toBeGreaterThan(60);
    await open();
    expect(packs()).toBeLessThan(5);
    expect(await judged(mirror, old)).toMatchObject({ change: { head: old } });
  });
});

test('a branch that stands where another one stood does no harm', async () => {
  const { repo, open } = await world();
  repo.git('branch', 'topic', 'main~1');
  const mirror = await open();
  await mirror.fetchPull({ ...pull(repo), branch: 'topic' });
  repo.git('branch', '--delete', '--force', 'topic');
  repo.git('branch', 'topic/one', 'main');
  expect(await mirror.fetchPull({ ...pull(repo), branch: 'topic/one' })).toEqual({ fetches: 2, gone: [] });
  const repository = await openRepository(mirror.path);
  expect(await repository.resolveBranch('topic/one')).toBe(repo.git('rev-parse', 'main'));
  await repository.close();
});

describe('a mirror that was hurt', () => {
  test.each([
    ['a lock of a branch', (path: string) => writeFileSync(join(path, 'refs/heads/main.lock'), '')],
    ['a lock of the packed refs', (path: string) => writeFileSync(join(path, 'packed-refs.lock'), '')],
    ['half a pack', (path: string) => writeFileSync(join(path, 'objects/pack/tmp_pack_x'), 'PACK')],
    ['half a mirror', (path: string) => mkdirSync(`${path}.new-abc`)],
  ])('by a killed process that left %s is cleaned', async (_, hurt) => {
    const { repo, folder, open } = await world();
    const { path } = await open();
    hurt(path);
    // The lock of a process that is no more.
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('close', resolve));
    const hostname = execFileSync('hostname', { encoding: 'utf8' }).trim();
    writeFileSync(`${path}.held`, `${dead.pid} ${hostname} x`);
    const mirror = await open();
    expect(mirror.made).toBeNull();
    expect((await mirror.fetchPull(pull(repo))).gone).toEqual([]);
    expect(readdirSync(folder)).toEqual(['7.git']);
    const left = readdirSync(path, { recursive: true }).filter((name) => /\.lock$|tmp_/.test(String(name)));
    expect(left).toEqual([]);
  });

  test.each([
    ['without its packs', (path: string) => rmSync(join(path, 'objects/pack'), { recursive: true })],
    [
      'with packs cut short',
      (path: string) => {
        for (const name of readdirSync(join(path, 'objects/pack')))
          if (name.endsWith('.pack')) truncateSync(join(path, 'objects/pack', name), 20);
      },
    ],
    ['without its head', (path: string) => rmSync(join(path, 'HEAD'))],
  ])('%s is made anew', async (_, hurt) => {
    const { repo, open } = await world();
    hurt((await open()).path);
    const mirror = await open();
    expect(mirror.made?.fetches).toBe(2);
    expect(await mirror.fetchPull(pull(repo))).toEqual({ fetches: 1, gone: [] });
  });

  test('while it was open is made anew for the next fetch', async () => {
    const { repo, folder, open } = await world();
    const mirror = await open();
    await removeMirror(folder, 7);
    expect(await mirror.fetchPull(pull(repo))).toEqual({ fetches: 3, gone: [] });
  });
});

describe('what cannot be fetched', () => {
  test('with a token for something else is refused', async () => {
    const { open } = await world();
    await expect(open({ token: async () => 'ghs_another' })).rejects.toMatchObject({ reason: 'refused' });
  });

  test.each([404, 403, 301])('because the server answers %i is refused', async (status) => {
    const { server, open } = await world();
    server.answer = (_, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return true;
    };
    await expect(open()).rejects.toMatchObject({ reason: 'refused' });
  });

  test.each([500, 502])('because the server answers %i is tried later', async (status) => {
    const { server, folder, open } = await world();
    server.answer = (_, response) => {
      response.writeHead(status).end();
      return true;
    };
    await expect(open()).rejects.toMatchObject({ reason: 'unavailable' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('because the server hangs ends with all its processes', async () => {
    const { server, open } = await world();
    server.answer = () => true;
    await expect(open({ timeoutMs: 500 })).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining('try again later'),
    });
  });

  test('because the work was ended ends at once', async () => {
    const { server, open } = await world();
    const ending = new AbortController();
    server.answer = () => {
      ending.abort();
      return true;
    };
    await expect(open({ signal: ending.signal })).rejects.toMatchObject({ reason: 'unavailable' });
  });

  test('because it is too large leaves nothing behind', async () => {
    const { repo, folder, open } = await world();
    repo.commit('large', { 'a.bin': randomBytes(900_000) });
    await expect(open({ mostBytes: 1_000 })).rejects.toMatchObject({ reason: 'too-large' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('ahead, because the files of the tip are too large, is fetched when it is asked for', async () => {
    const { repo, open } = await world();
    repo.commit('large', { 'a.bin': randomBytes(900_000) });
    const mirror = await open({ mostBytes: 600_000 });
    expect(mirror.made?.fetches).toBe(1);
    const [head = ''] = pull(repo).shas;
    expect((await mirror.fetchPull(pull(repo))).fetches).toBe(1);
    expect((await prepare(mirror, head)).fetches).toBe(1);
    await judged(mirror, head);
  });

  test.each([
    ['a file', { url: 'file:///tmp/x' }],
    ['another protocol', { url: 'ext::sh -c x' }],
    ['http to somewhere else', { url: 'http://github.example/x.git' }],
    ['an address with a user', { url: 'https://user:pass@github.example/x.git' }],
    ['no branch', { defaultBranch: '--upload-pack=x' }],
    ['no number', { repositoryId: 1.5 }],
  ])('from %s is not asked for', async (_, more) => {
    const folder = join(temporaryFolder(), 'mirrors');
    const options = {
      folder,
      repositoryId: 7,
      url: 'https://x.example/x.git',
      defaultBranch: 'main',
      ...more,
    };
    const token = async (): Promise<string> => expect.fail('a token was asked for');
    await expect(openMirror({ ...options, token })).rejects.toThrow(/no (number|name)|by https/);
    expect(existsSync(folder)).toBe(false);
  });

  test('by names that are none is not asked for', async () => {
    const { open, repo } = await world();
    const mirror = await open();
    await expect(mirror.fetchBlobs(['--upload-pack=x'])).rejects.toThrow(/no name/);
    await expect(mirror.fetchPull({ ...pull(repo), branch: 'x:refs/heads/main' })).rejects.toThrow(/no name/);
    expect(() => mirror.fetchPull({ ...pull(repo), number: -1 })).toThrow(/no number/);
  });
});

test('those who want the same mirror at once share it', async () => {
  const { repo, server, open } = await world();
  const mirrors = await Promise.all([open(), open(), open()]);
  await Promise.all(mirrors.map((mirror) => mirror.fetchPull(pull(repo))));
  expect(mirrors.filter(({ made }) => made !== null)).toHaveLength(1);
  expect(server.fetches.length).toBeLessThanOrEqual(5);
});
