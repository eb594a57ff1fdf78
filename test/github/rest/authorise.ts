import { createVerify } from 'node:crypto';
import { covers, installationById, ownerOf, repositoriesOf } from '../state/find.js';
import type { Installation, Level, Permissions, Repository, Role, Token } from '../state/state.js';
import { keeps, now, type World } from '../world.js';
import { Refusal } from './reply.js';

/** Who is calling. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app' }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: readonly Repository[];
    }
  | {
      readonly kind: 'user';
      readonly accountId: number;
      /** For what is private; what is public may be read anyway. */
      readonly permissions: Permissions;
      readonly repositories: readonly Repository[];
    }
  /** The app itself, by the secret with which it signs people in. */
  | { readonly kind: 'client' }
  /** The app for somebody who signed in. */
  | {
      readonly kind: 'signed-in';
      readonly accountId: number;
      readonly repositories: readonly Repository[];
    };

/** Who may ask GraphQL. */
export type Reader = Caller & { kind: 'installation' | 'user' };

/** How long a JWT may live at most, and how far clocks may differ, in seconds. */
const JWT_LIFE = 10 * 60;
const SKEW = 60;

/** @throws Refusal 401 for a token that is none of ours or too old, 403 for a suspended installation */
export function callerOf(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: 'nobody' };
  const basic = /^basic (.+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) {
    const { clientId, clientSecret } = world.state.app;
    if (Buffer.from(basic, 'base64').toString() !== `${clientId}:${clientSecret}`)
      throw new Refusal(401, 'Bad credentials');
    return { kind: 'client' };
  }
  const token = /^(?:bearer|token) (.+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new Refusal(401, 'Bad credentials');
  if (token.startsWith('ey')) {
    checkJwt(world, token);
    return { kind: 'app' };
  }
  if (Object.hasOwn(world.state.signIn.tokens, token)) return signedInCaller(world, token);
  return Object.hasOwn(world.state.userTokens, token)
    ? userCaller(world, token)
    : installationCaller(world, token);
}

function userCaller(world: World, token: string): Caller {
  const known = world.state.userTokens[token];
  if (known === undefined || known.expiresAt <= now(world)) throw new Refusal(401, 'Bad credentials');
  const { accountId, permissions, repositoryIds } = known;
  const repositories = world.state.repositories.filter(
    (one) => !one.private || repositoryIds.includes(one.id),
  );
  return { kind: 'user', accountId, permissions, repositories };
}

/** What somebody may do in a repository that they own or were let into; null where it is neither. */
export const roleOf = ({ ownerId, collaborators }: Repository, accountId: number): Role | null =>
  ownerId === accountId ? 'admin' : (collaborators.find((one) => one.accountId === accountId)?.role ?? null);

function signedInCaller(world: World, token: string): Caller {
  const known = world.state.signIn.tokens[token];
  if (known === undefined || known.expiresAt <= now(world)) throw new Refusal(401, 'Bad credentials');
  const { accountId } = known;
  // What both may: the app where it is installed, the person where they were let in.
  const repositories = world.state.repositories.filter(
    (one) =>
      !one.private ||
      !keeps(world, 'user-access') ||
      (roleOf(one, accountId) !== null &&
        world.state.installations.some((its) => its.suspendedAt === null && covers(its, one))),
  );
  return { kind: 'signed-in', accountId, repositories };
}

/** @throws Refusal where an organisation wants a sign-in of its own */
export function refuseWithoutSso(world: World, repository: Repository): void {
  const owner = ownerOf(world, repository);
  if (owner.sso !== true || !repository.private) return;
  throw new Refusal(403, 'Resource protected by organization SAML enforcement.', {
    headers: { 'x-github-sso': `required; url=${world.origin}/orgs/${owner.login}/sso` },
  });
}

/** Somebody with a token of an installation. @throws Refusal as above */
export function installationCaller(world: World, token: string): Caller & { kind: 'installation' } {
  const known = world.state.tokens[token];
  const installation = known === undefined ? null : installationById(world, known.installationId);
  if (known === undefined || installation === null) throw new Refusal(401, 'Bad credentials');
  if (keeps(world, 'token-expiry') && known.expiresAt <= now(world)) {
    throw new Refusal(401, 'Bad credentials');
  }
  if (installation.suspendedAt !== null) {
    throw new Refusal(403, 'This installation has been suspended');
  }
  return {
    kind: 'installation',
    token,
    installation,
    permissions: known.permissions,
    repositories: reached(world, installation, known),
  };
}

function reached(world: World, installation: Installation, { repositoryIds }: Token): readonly Repository[] {
  const all = repositoriesOf(world, installation);
  if (repositoryIds === null || !keeps(world, 'token-repositories')) return all;
  return all.filter(({ id }) => repositoryIds.includes(id));
}

const LEVELS: readonly Level[] = ['read', 'write', 'admin'];

export const may = (
  world: World,
  permissions: Permissions,
  [name, level]: readonly [string, Level],
): boolean => {
  if (!keeps(world, 'token-permissions')) return true;
  const has = permissions[name];
  return has !== undefined && LEVELS.indexOf(has) >= LEVELS.indexOf(level);
};

interface Claims {
  readonly iss?: unknown;
  readonly iat?: unknown;
  readonly exp?: unknown;
}

/** Octokit mends its clock when it reads these two texts. */
const IAT = `'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued`;
const EXP = `'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires`;
const FAR = `'Expiration time' claim ('exp') is too far in the future`;

function checkJwt(world: World, token: string): void {
  const { iss, iat, exp } = claimsOf(world, token);
  const { app } = world.state;
  if (String(iss) !== String(app.id) && iss !== app.clientId) {
    throw new Refusal(401, 'Integration must generate a public key');
  }
  const at = now(world);
  if (typeof iat !== 'number' || !Number.isInteger(iat) || iat > at + SKEW) throw new Refusal(401, IAT);
  if (typeof exp !== 'number' || exp <= at) throw new Refusal(401, EXP);
  if (exp > at + JWT_LIFE + SKEW || exp - iat > JWT_LIFE + SKEW) throw new Refusal(401, FAR);
}

function claimsOf(world: World, token: string): Claims {
  const bad = () => new Refusal(401, 'A JSON web token could not be decoded');
  const [head = '', body = '', signature = ''] = token.split('.');
  const parsed = (part: string) => {
    try {
      return JSON.parse(Buffer.from(part, 'base64url').toString());
    } catch {
      throw bad();
    }
  };
  if (parsed(head).alg !== 'RS256') throw bad();
  if (keeps(world, 'jwt-signature')) {
    const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
    if (!verify.verify(world.state.app.publicKey, signature, 'base64url')) throw bad();
  }
  return parsed(body);
}
