import type { World } from '../world.js';
import type { Account, CheckRun, Installation, PullRequest, Repository, Thread } from './state.js';

export function account(world: World, id: number): Account {
  const found = world.state.accounts.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no account has the id ${id}`);
  return found;
}

export const accountOrNull = (world: World, id: number | null): Account | null =>
  id === null ? null : account(world, id);

/** @throws Error that names the accounts there are */
export function accountNamed(world: World, login: string): Account {
  const found = world.state.accounts.find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (found !== undefined) return found;
  const known = world.state.accounts.map((one) => one.login).join(', ');
  throw new Error(`no account is called ${login}; add it with addAccount (there are: ${known})`);
}

export const accountByEmail = (world: World, email: string): Account | null =>
  world.state.accounts.find((one) => one.email === email) ?? null;

export const ownerOf = (world: World, repository: Repository): Account => account(world, repository.ownerId);

export const fullName = (world: World, repository: Repository): string =>
  `${ownerOf(world, repository).login}/${repository.name}`;

export const repositoryById = (world: World, id: number): Repository | null =>
  world.state.repositories.find((one) => one.id === id) ?? null;

export const repositoryByName = (world: World, name: string): Repository | null =>
  world.state.repositories.find((one) => fullName(world, one).toLowerCase() === name.toLowerCase()) ?? null;

/** The repository that had this name before it was renamed or moved. */
export const repositoryByFormerName = (world: World, name: string): Repository | null =>
  world.state.repositories.find((one) => one.formerNames.includes(name.toLowerCase())) ?? null;

/** For the control: `owner/name`. @throws Error where there is none */
export function repositoryNamed(world: World, name: string): Repository {
  const found = repositoryByName(world, name);
  if (found === null) throw new Error(`no repository is called ${name}; import or create it first`);
  return found;
}

export function pullNumbered(world: World, name: string, number: number): PullRequest {
  const found = repositoryNamed(world, name).pulls.find((one) => one.number === number);
  if (found === undefined) throw new Error(`${name} has no pull request #${number}`);
  return found;
}

export function threadOf(pull: PullRequest, id: number): Thread {
  const found = pull.threads.find((one) => one.id === id);
  if (found === undefined) throw new Error(`#${pull.number} has no thread ${id}`);
  return found;
}

export function checkRunOf(repository: Repository, id: number): CheckRun {
  const found = repository.checkRuns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${repository.name} has no check run ${id}`);
  return found;
}

export function installationById(world: World, id: number): Installation | null {
  return world.state.installations.find((one) => one.id === id) ?? null;
}

export const covers = (installation: Installation, repository: Repository): boolean =>
  installation.accountId === repository.ownerId &&
  (installation.repositories === 'all' || installation.repositories.includes(repository.id));

export const installationFor = (world: World, repository: Repository): Installation | null =>
  world.state.installations.find((one) => covers(one, repository)) ?? null;

export const repositoriesOf = (world: World, installation: Installation): readonly Repository[] =>
  world.state.repositories.filter((one) => covers(installation, one));
