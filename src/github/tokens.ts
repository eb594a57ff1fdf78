import type { Permissions } from '../model/forge.js';
import type { Answered } from './calls.js';
import { Gone, NotAllowed, Refused, Unavailable } from './failures.js';
import { fields, text } from './fields.js';

/** The least that each purpose needs. A token is good for one of them, and for one repository. */
const PERMISSIONS = {
  metadata: { metadata: 'read' },
  contents: { contents: 'read' },
  pulls: { pull_requests: 'read', contents: 'read' },
  checks: { checks: 'write' },
  /** Asked for only where a repository wants an issue: not every owner gives it. */
  issues: { issues: 'write' },
} as const satisfies Record<string, Permissions>;

export type Purpose = keyof typeof PERMISSIONS;

/** Who calls what for: a repository by its number; null for all of the installation, which only listing them needs. */
export interface Access {
  readonly installation: number;
  readonly repository: number | null;
  readonly purpose: Purpose;
}

export const permissionOf = (purpose: Purpose): string =>
  Object.entries(PERMISSIONS[purpose])
    .map(([name, level]) => `${name}:${level}`)
    .join(', ');

/** Git and jobs go on for minutes with a token: one that ends sooner than this is not handed out. */
const LEFT_MS = 5 * 60_000;

/** Tokens that are kept at once; a repository has at most one for each purpose. */
const MOST = 5_000;

interface Kept {
  readonly token: Promise<string>;
  /** Milliseconds since 1970; 0 until it is known. */
  endsAt: number;
}

/** Installation tokens, made when they are needed and kept in memory only. */
export class Tokens {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly mint: (
      installation: number,
      body: Readonly<Record<string, unknown>>,
    ) => Promise<Answered>,
    private readonly now: () => number,
  ) {}

  /** @throws NotAllowed naming the permission that is missing; Gone where the installation or the repository is gone */
  get(access: Access): Promise<string> {
    const key = keyOf(access);
    const known = this.#kept.get(key);
    if (known !== undefined && (known.endsAt === 0 || known.endsAt - LEFT_MS > this.now()))
      return known.token;
    const made = this.#make(access);
    const kept: Kept = { token: made.then(({ token }) => token), endsAt: 0 };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const oldest = this.#kept.size > MOST ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    made.then(
      ({ endsAt }) => {
        kept.endsAt = endsAt;
      },
      () => this.#drop(key, kept),
    );
    return kept.token;
  }

  /** GitHub did not accept it: the next one is a new one. */
  drop(access: Access): void {
    this.#kept.delete(keyOf(access));
  }

  #drop(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  async #make({ installation, repository, purpose }: Access): Promise<{ token: string; endsAt: number }> {
    const permissions = PERMISSIONS[purpose];
    let answer: Answered;
    try {
      answer = await this.mint(installation, {
        permissions,
        ...(repository !== null && { repository_ids: [repository] }),
      });
    } catch (error) {
      throw mintingFailure(error, { installation, repository, purpose });
    }
    const token = text(fields(answer.data).token);
    const endsAt = Date.parse(text(fields(answer.data).expires_at) ?? '');
    if (token === null || Number.isNaN(endsAt))
      throw new Unavailable('GitHub gave no token where it should have');
    return { token, endsAt };
  }
}

const keyOf = ({ installation, repository, purpose }: Access): string =>
  `${installation} ${repository ?? ''} ${purpose}`;

/** GitHub answers 422 both for a permission that was not granted and for a repository that is not there. */
function mintingFailure(error: unknown, { repository, purpose }: Access): unknown {
  if (!(error instanceof Refused)) return error;
  const options = { cause: error };
  if (/permission/i.test(error.message)) {
    const permission = permissionOf(purpose);
    return new NotAllowed(
      'permission',
      permission,
      `the app lacks the permission ${permission}: its owner can accept new permissions on the page of the installation`,
      options,
    );
  }
  return /repositor/i.test(error.message) ? new Gone(`repository ${repository}`, options) : error;
}
