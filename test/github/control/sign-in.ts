import { accountNamed, repositoryNamed } from '../state/find.js';
import type { Role } from '../state/state.js';
import type { World } from '../world.js';
import { person } from './people.js';

/** Where the app may have people sent back to who sign in. */
export function setCallbackUrls(world: World, { urls }: { urls: readonly string[] }): void {
  world.state.signIn.callbackUrls = urls;
}

/** Whoever comes to the authorize page is this one from now on, and agrees without being asked; null: nobody. */
export function signInAs(world: World, { login }: { login: string | null }): void {
  world.state.signIn.person = login === null ? null : { accountId: person(world, login).id, willing: true };
}

/** Whoever comes to the authorize page from now on refuses. */
export function refuseSignIn(world: World): void {
  world.state.signIn.person = { accountId: person(world, 'refuser').id, willing: false };
}

interface Let {
  readonly repository: string;
  readonly login: string;
}

/** Lets somebody into a repository, or changes what they may do there. */
export function addCollaborator(world: World, input: Let & { readonly level: Role }): void {
  removeCollaborator(world, input);
  const { id: accountId } = person(world, input.login);
  repositoryNamed(world, input.repository).collaborators.push({ accountId, role: input.level });
}

export function removeCollaborator(world: World, { repository, login }: Let): void {
  const { collaborators } = repositoryNamed(world, repository);
  const { id } = person(world, login);
  const place = collaborators.findIndex(({ accountId }) => accountId === id);
  if (place >= 0) collaborators.splice(place, 1);
}

/** An organisation wants a sign-in of its own (SAML), which nobody has, or does no more. */
export function requireSso(
  world: World,
  { account, required }: { account: string; required: boolean },
): void {
  accountNamed(world, account).sso = required;
}
