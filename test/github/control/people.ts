import { newId } from '../state/ids.js';
import type { Account } from '../state/state.js';
import { now, type World } from '../world.js';

export interface NewAccount {
  readonly login: string;
  /** A user unless told. */
  readonly type?: Account['type'];
  /** Commits with this address are theirs; `<login>@example.org` unless told. */
  readonly email?: string;
}

/** The account of that name; it is added where it is missing. */
export function accountOf(world: World, { login, type = 'User', email }: NewAccount): Account {
  const known = world.state.accounts.find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (known !== undefined) return known;
  const account = {
    id: newId(world.state),
    login,
    type,
    email: email ?? `${login.toLowerCase()}@example.org`,
    createdAt: now(world),
  };
  world.state.accounts.push(account);
  return account;
}

export const person = (world: World, login: string): Account => accountOf(world, { login });
