import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Repo, temporaryFolder } from '../builders.js';
import { opened, small, tokenFor } from './asking.js';
import { asyncGit } from './git-client.js';
import { type StartedDouble, startDouble } from './start.js';

let double: StartedDouble;
let place: Awaited<ReturnType<typeof small>>;
let token: string;
let url: string;

beforeAll(async () => {
  double = await startDouble();
  place = await small(double);
  token = await tokenFor(double, place.installation, { permissions: { contents: 'read' } });
  url = `${double.url}/acme/tool.git`;
});
afterAll(async () => {
  const violations = await double.control.violations();
  await double.close();
  expect(violations).toEqual([]);
});

const bare = async (): Promise<string> => {
  const folder = join(temporaryFolder(), 'mirror');
  await asyncGit(['clone', '--quiet', '--bare', '--filter=blob:none', '--no-tags', url, folder], token);
  return folder;
};

describe('git', () => {
  test('gives a clone without blobs, and the blobs that are asked for later', async () => {
    const folder = await bare();
    const missing = await asyncGit(['-C', folder, 'rev-list', '--objects', '--missing=print', 'main'], token);
    expect(missing.stdout).toContain('?');
    const text = await asyncGit(['-C', folder, 'show', 'main:a.ts'], token);
    expect(text).toMatchObject({ status: 0, stdout: 'one\ntwo\nthree\n' });
  });

  test('has the head of each pull request, also one of a fork, and what was pushed away', async () => {
    const { number, head } = await opened(double, { head: 'theirs', fork: 'eve' });
    const of = { repository: 'acme/tool', number };
    const commits = [{ message: 'Anew', files: { 'b.ts': 'c\n' } }];
    const after = await double.control.pushPullRequest({ ...of, commits, force: true });
    const folder = await bare();
    const refs = await asyncGit(['ls-remote', url, 'refs/pull/*', 'refs/heads/theirs'], token);
    expect(refs.stdout).toBe(`${after}\trefs/pull/${number}/head\n`);
    const gone = await asyncGit(['-C', folder, 'fetch', '--quiet', url, head], token);
    expect(gone).toMatchObject({ status: 0 });
  });

  test('takes over a local repository', async () => {
    const repo = new Repo();
    repo.commit('First', { 'x.ts': 'x\n' });
    repo.branch('side').commit('Side', { 'y.ts': 'y\n' });
    await double.control.importRepository({ owner: 'acme', name: 'taken', path: repo.path });
    await double.control.addRepositories({
      installation: place.installation,
      repositories: ['acme/taken'],
    });
    const from = { path: repo.path, ref: 'side' };
    const { head } = await double.control.openPullRequest({
      repository: 'acme/taken',
      author: 'ada',
      title: 'Side',
      head: 'side',
      from,
    });
    expect(head).toBe(repo.git('rev-parse', 'side'));
  });

  test('refuses whom the token does not let in', async () => {
    const refused = async (address: string, as: string) =>
      (await asyncGit(['ls-remote', address], as)).stderr;
    expect(await refused(url, 'wrong')).toContain('could not read Username');
    expect(await refused(`${double.url}/acme/other.git`, token)).toContain('not found');
    const blind = await tokenFor(double, place.installation, { permissions: { checks: 'write' } });
    expect(await refused(url, blind)).toContain('403');
    const folder = await bare();
    const pushed = await asyncGit(['-C', folder, 'push', url, 'main:refs/heads/new'], token);
    expect(pushed.status).not.toBe(0);
  });

  test('is counted, by repository', async () => {
    await double.control.resetCounts();
    await bare();
    const counts = await double.control.counts();
    expect(counts.operations['git git-upload-pack']).toBeGreaterThan(0);
    expect(counts.repositories['acme/tool']).toBe(counts.git);
  });

  test('goes wrong as it is told', async () => {
    const { control } = double;
    await control.fault({ face: 'git', kind: 'server-error' });
    expect((await asyncGit(['ls-remote', url], token)).stderr).toContain('502');
    await control.fault({ face: 'git', kind: 'cut-after', match: 'git-upload-pack' });
    expect((await asyncGit(['ls-remote', url], token)).status).not.toBe(0);
    expect((await asyncGit(['ls-remote', url], token)).status).toBe(0);
    await control.renameRepository({ repository: 'acme/tool', name: 'kit' });
    expect((await asyncGit(['ls-remote', url], token)).stderr).toContain('301');
  });
});
