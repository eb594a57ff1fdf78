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
  const there = `PostgreSQL at ${host}`;
  const known: Readonly<Record<string, string>> = {
    DatabaseNotReachable: `${there} can't be reached: check that it runs, and that the address names its host and port`,
    AuthenticationFailed: `${there} refuses user ${user}: check the password in the address`,
    DatabaseAccessDenied: `${there} refuses user ${user}: check the name in the address, and its pg_hba.conf`,
    DatabaseDoesNotExist: `${there} has no database ${database}: make it (createdb ${database}), or name another one`,
    TooManyConnections: `${there} has no connection left: raise max_connections, or end what holds them`,
    TlsConnectionError: `${there} speaks no TLS as the address wants it: check its certificate, or sslmode in the address`,
    '57P03': `${there} is starting or stopping: try again in a moment`,
  };
  const causes = causesOf(error);
  const found = causes.map((cause) => known[cause]).find((one) => one !== undefined);
  return new Error(
    found ?? `${there} can't be used (${causes[0] ?? 'no answer'}): check that it runs, and the address`,
    { cause: error },
  );
}

/** What Prisma's adapter calls it, and PostgreSQL's own code, from the outside in. */
function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth++) {
    const { kind, originalCode, code, cause, meta, driverAdapterError } = at as Record<string, unknown>;
    for (const one of [kind, originalCode, code]) {
      // P2010 is Prisma's way to say that a query failed.
      if (typeof one === 'string' && one !== 'P2010') causes.push(one);
    }
    at = driverAdapterError ?? meta ?? cause;
  }
  return causes;
}
