import type { Permissions, RepositoryRef } from '../model/forge.js';
import { fields, id, list, text } from './fields.js';

/** Names go into addresses of calls: what is no name of GitHub's is as if nothing were there. */
const OWNER = /^[A-Za-z0-9_-]{1,100}$/;
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

export const isName = (owner: string, name: string): boolean => OWNER.test(owner) && NAME.test(name);

/** A repository of a payload, a REST answer or a list of an installation. */
export function repositoryOf(value: unknown): RepositoryRef | null {
  const { id: number, full_name: fullName } = fields(value);
  const known = id(number);
  const [owner = '', name = '', more] = (text(fullName) ?? '').split('/');
  if (known === null || more !== undefined || !isName(owner, name)) return null;
  return { id: known, owner, name };
}

export const repositoriesOf = (value: unknown): readonly RepositoryRef[] =>
  list(value).flatMap((it) => repositoryOf(it) ?? []);

export function permissionsOf(value: unknown): Permissions {
  const known: Record<string, 'read' | 'write' | 'admin'> = {};
  for (const [name, level] of Object.entries(fields(value))) {
    if (!/^[a-z_]{1,60}$/.test(name)) continue;
    if (level === 'read' || level === 'write' || level === 'admin') known[name] = level;
  }
  return known;
}

/** The login of an account; null where it is none. */
export const loginOf = (value: unknown): string | null => {
  const login = text(fields(value).login);
  return login !== null && /^[A-Za-z0-9_-]{1,100}(\[bot\])?$/.test(login) ? login : null;
};

/** A branch as git allows it, without its `refs/heads/`. */
export function branchOf(value: unknown): string | null {
  const name = text(value);
  if (name === null || name === '' || name.length > 255) return null;
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\.lock(\/|$)|^[-/.]|\/\.|[/.]$|^@$/.test(name)) return null;
  return name;
}
