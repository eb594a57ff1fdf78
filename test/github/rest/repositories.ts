import { createHash } from 'node:crypto';
import { blob, git, resolve } from '../git/run.js';
import { pullShape } from '../shapes/pull.js';
import { fullRepositoryShape, permissionsShape, repositoryUrl } from '../shapes/repository.js';
import { fullName } from '../state/find.js';
import type { Repository } from '../state/state.js';
import type { World } from '../world.js';
import { roleOf } from './authorise.js';
import { page } from './pages.js';
import { reachedRepository, reachedRepositoryById } from './reach.js';
import { type Call, notFound, Refusal, type Reply } from './reply.js';

/** `GET /repos/{owner}/{repo}` */
export const getRepository = (call: Call): Reply => shown(call, reachedRepository(call));

/** `GET /repositories/{id}` */
export const getRepositoryById = (call: Call): Reply => shown(call, reachedRepositoryById(call));

/** Somebody who signed in is told besides what they may do there. */
const shown = ({ world, caller }: Call, repository: Repository): Reply => ({
  status: 200,
  body: {
    ...fullRepositoryShape(world, repository),
    ...(caller.kind === 'signed-in'
      ? { permissions: permissionsShape(roleOf(repository, caller.accountId)) }
      : {}),
  },
});

/** `GET /repos/{owner}/{repo}/pulls`, newest first unless told. */
export function listPulls(call: Call): Reply {
  const { world, query } = call;
  const repository = reachedRepository(call);
  const { state = 'open', base, head, sort = 'created' } = query;
  const direction = query.direction ?? (sort === 'created' && query.sort === undefined ? 'desc' : 'asc');
  const order = sort === 'updated' ? 'updatedAt' : 'createdAt';
  const all = repository.pulls
    .filter((pull) => state === 'all' || (pull.state === 'open') === (state === 'open'))
    .filter((pull) => base === undefined || pull.base.branch === base)
    .filter((pull) => head === undefined || `${ownerName(world, repository)}:${pull.head.branch}` === head)
    .toSorted((one, other) => one[order] - other[order] || one.number - other.number);
  const { items, pages } = page(call, direction === 'desc' ? all.toReversed() : all);
  return { status: 200, body: items.map((pull) => pullShape(world, repository, pull)), pages };
}

const ownerName = (world: World, repository: Repository): string =>
  fullName(world, repository).split('/')[0] ?? '';

/** `GET /repos/{owner}/{repo}/contents/{path}` */
export async function getContents(call: Call): Promise<Reply> {
  const { world, query, headers } = call;
  const repository = reachedRepository(call);
  const path = (call.path.path ?? '').replace(/^\/+|\/+$/g, '');
  if ((await resolve(world, repository, 'HEAD')) === null && query.ref === undefined) {
    throw new Refusal(404, 'This repository is empty.');
  }
  const ref = query.ref ?? repository.defaultBranch;
  const commit = await resolve(world, repository, ref);
  if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const entry = path === '' ? null : await entryAt(world, repository, commit, path);
  if (path !== '' && entry === null) throw notFound();
  const etag = `"${createHash('sha256')
    .update(`${path} ${entry?.sha ?? commit}`)
    .digest('hex')}"`;
  if (headers['if-none-match'] === etag || headers['if-none-match'] === `W/${etag}`) {
    return { status: 304, headers: { etag } };
  }
  const place = { world, repository, ref, path };
  if (entry === null || entry.type === 'tree') {
    return { status: 200, body: await directory(place, commit), headers: { etag } };
  }
  const bytes = await blob(world, repository, entry.sha);
  if (/\bapplication\/vnd\.github(\.v3)?\.raw\b/.test(String(headers.accept))) {
    return { status: 200, raw: bytes, headers: { etag } };
  }
  const body = {
    type: 'file',
    encoding: 'base64',
    content: `${bytes.toString('base64').replace(/.{60}/g, '$&\n')}\n`,
    ...described(place, entry),
  };
  return { status: 200, body, headers: { etag } };
}

interface Place {
  readonly world: World;
  readonly repository: Repository;
  readonly ref: string;
  readonly path: string;
}

interface Entry {
  readonly type: string;
  readonly sha: string;
  readonly size: number;
  readonly path: string;
}

function described({ world, repository, ref }: Place, { path, sha, size, type }: Entry) {
  const own = repositoryUrl(world, repository);
  const html = `${world.origin}/${fullName(world, repository)}`;
  const at = path.split('/').map(encodeURIComponent).join('/');
  const url = `${own}/contents/${at}?ref=${encodeURIComponent(ref)}`;
  const kind = type === 'tree' ? 'tree' : 'blob';
  const gitUrl = `${own}/git/${kind}s/${sha}`;
  const htmlUrl = `${html}/${kind}/${encodeURIComponent(ref)}/${at}`;
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    size,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: type === 'tree' ? null : `${html}/raw/${encodeURIComponent(ref)}/${at}`,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

async function directory(place: Place, commit: string) {
  const { world, repository, path } = place;
  const entries = await entriesOf(world, repository, ['--', commit, ...(path === '' ? [] : [`${path}/`])]);
  const kinds: Readonly<Record<string, string>> = { tree: 'dir', commit: 'submodule' };
  return entries.map((entry) => ({ type: kinds[entry.type] ?? 'file', ...described(place, entry) }));
}

async function entryAt(world: World, repository: Repository, commit: string, path: string) {
  const [entry] = await entriesOf(world, repository, ['--', commit, path]);
  return entry ?? null;
}

async function entriesOf(world: World, repository: Repository, args: readonly string[]): Promise<Entry[]> {
  const text = await git(world, repository, ['--literal-pathspecs', 'ls-tree', '-z', '-l', ...args.slice(1)]);
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, type = '', sha = '', size, path = ''] =
        /^\d+ (\w+) (\w+) +(-|\d+)\t([\s\S]+)$/.exec(line) ?? [];
      return { type, sha, size: Number(size) || 0, path };
    });
}
