import { fullName, repositoryByFormerName, repositoryById, repositoryByName } from '../state/find.js';
import type { CheckRun, Repository } from '../state/state.js';
import { keeps, type World } from '../world.js';
import { refuseWithoutSso } from './authorise.js';
import { type Call, notFound, Refusal } from './reply.js';

/** The repository that a path names. @throws Refusal 404 where the caller does not reach it, 301 where it moved */
export function reachedRepository(call: Call): Repository {
  const { world, path, base } = call;
  const { owner = '', repo = '' } = path;
  const name = `${owner}/${repo}`;
  const found = repositoryByName(world, name);
  if (found !== null) return within(call, found);
  const moved = within(call, repositoryByFormerName(world, name));
  if (!keeps(world, 'rename-redirect')) return moved;
  const url = `${base}/repositories/${moved.id}${call.rest}`;
  throw new Refusal(301, 'Moved Permanently', { headers: { location: url }, url });
}

export function reachedRepositoryById(call: Call): Repository {
  return within(call, repositoryById(call.world, Number(call.path.repository_id)));
}

function within({ world, caller }: Call, repository: Repository | null): Repository {
  const reaches = caller.kind === 'installation' || caller.kind === 'signed-in' ? caller.repositories : [];
  if (repository === null || !reaches.includes(repository)) throw notFound();
  if (caller.kind === 'signed-in') refuseWithoutSso(world, repository);
  return repository;
}

export function reachedCheckRun(call: Call, repository: Repository): CheckRun {
  const run = repository.checkRuns.find(({ id }) => id === Number(call.path.check_run_id));
  if (run === undefined) throw notFound();
  return run;
}

/** @throws Refusal 403 where nothing may be written any more */
export function refuseArchived(world: World, repository: Repository): void {
  if (!repository.archived) return;
  throw new Refusal(403, `Repository was archived so is read-only: ${fullName(world, repository)}`);
}
