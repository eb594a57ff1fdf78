/** Where a database is, to be told: no password, and nothing that may stand behind it. */
export interface Address {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

const SHAPE = 'postgresql://user:password@host:5432/database';

/** @throws Error when it is no address of a PostgreSQL; it says nothing of what was given, which may be a password */
export function atAddress(url: string): Address {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new Error(
      `the address of the database can't be read: write it as ${SHAPE}, with %-escapes in the password`,
    );
  }
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') {
    throw new Error(`the address of the database must begin with postgresql://, as in ${SHAPE}`);
  }
  return {
    host: parsed.host || parsed.searchParams.get('host') || 'localhost',
    user: parsed.username || '(nobody named)',
    database: parsed.pathname.slice(1) || '(none named)',
  };
}

/** What PostgreSQL or the way to it says, with the next step. */
export function said(error: unknown, { host, user, database }: Address): Error {
  const code = codeOf(error);
  const next: Record<string, string> = {
    '28P01': `PostgreSQL at ${host} refuses user ${user}: check the password in the address`,
    '28000': `PostgreSQL at ${host} refuses user ${user}: check the name in the address, and its pg_hba.conf`,
    '3D000': `PostgreSQL at ${host} has no database ${database}: make it (createdb ${database}), or name another one`,
    '42501': `user ${user} may not do this in database ${database} at ${host}: make it the owner of the database`,
    '53300': `PostgreSQL at ${host} has no connection left: raise max_connections, or end what holds them`,
    '57P03': `PostgreSQL at ${host} is starting or stopping: try again in a moment`,
  };
  return new Error(
    next[code] ??
      `PostgreSQL at ${host} can't be reached (${code}): check that it runs, and that the address names its host and port`,
    { cause: error },
  );
}

/** The code of PostgreSQL or of the system, wherever in the chain of causes it stands. */
function codeOf(error: unknown): string {
  const seen: string[] = [];
  const look = (at: unknown, depth: number): void => {
    if (typeof at !== 'object' || at === null || depth > 5) return;
    const { originalCode, code, kind, cause, meta, driverAdapterError } = at as Record<string, unknown>;
    for (const one of [originalCode, kind, code]) if (typeof one === 'string') seen.push(one);
    for (const inner of [cause, driverAdapterError, meta]) look(inner, depth + 1);
  };
  look(error, 0);
  const kinds: Record<string, string> = {
    AuthenticationFailed: '28P01',
    DatabaseAccessDenied: '28000',
    DatabaseDoesNotExist: '3D000',
    TooManyConnections: '53300',
  };
  const known = seen.map((one) => kinds[one] ?? one);
  return (
    known.find((one) => /^[0-9A-Z]{5}$/.test(one) && !/^P\d/.test(one)) ??
    known.find((one) => /^E[A-Z]+$/.test(one)) ??
    known[0] ??
    'no answer'
  );
}
