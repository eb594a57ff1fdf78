import { repositoryNamed } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Issue } from '../state/state.js';
import { now, type World } from '../world.js';
import { person } from './people.js';

interface OfIssue {
  readonly repository: string;
  readonly number: number;
}

function issueNumbered(world: World, { repository, number }: OfIssue): Issue {
  const found = repositoryNamed(world, repository).issues.find((one) => one.number === number);
  if (found === undefined) throw new Error(`${repository} has no issue #${number}`);
  return found;
}

/** The issues of a repository that are no pull requests, oldest first; deleted ones too. */
export const issues = (world: World, { repository }: { readonly repository: string }): readonly Issue[] =>
  repositoryNamed(world, repository).issues;

/** Somebody opens an issue; the app is not told, because it does not listen for that. Its number. */
export function openIssue(
  world: World,
  input: { readonly repository: string; readonly by: string; readonly title: string; readonly body?: string },
): { readonly number: number } {
  const repository = repositoryNamed(world, input.repository);
  const at = now(world);
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  repository.issues.push({
    id: newId(world.state),
    number,
    title: input.title,
    body: input.body ?? null,
    authorId: person(world, input.by).id,
    state: 'open',
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    writes: 1,
  });
  return { number };
}

export function closeIssue(world: World, input: OfIssue): void {
  Object.assign(issueNumbered(world, input), { state: 'closed', closedAt: now(world) });
}

export function reopenIssue(world: World, input: OfIssue): void {
  Object.assign(issueNumbered(world, input), { state: 'open', closedAt: null });
}

/** Deletes an issue for good, as an owner can. */
export function deleteIssue(world: World, input: OfIssue): void {
  issueNumbered(world, input).state = 'deleted';
}

/** Switches the issues of a repository on or off. */
export function setIssues(
  world: World,
  { repository, enabled }: { readonly repository: string; readonly enabled: boolean },
): void {
  repositoryNamed(world, repository).hasIssues = enabled;
}
