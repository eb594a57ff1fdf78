import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A PostgreSQL for a test, or why there is none. */
export type PostgresqlHere = { readonly start: () => Promise<Postgresql> } | { readonly missing: string };

export interface Postgresql {
  /** The address of a new, empty database. */
  readonly database: () => Promise<string>;
  readonly stop: () => Promise<void>;
  /** Stops at once, as if it had crashed, and starts again under the same address. Null where it isn't ours to stop. */
  readonly restart: (() => Promise<void>) | null;
}

/** Of a server that only this process knows of; with one, refusals can be tested. */
const PASSWORD = 'a-password-of-tests';
const DEBIAN = '/usr/lib/postgresql';
const run = promisify(execFile);

/**
 * `HOLDFAST_TEST_DATABASE_URL` (its user must be allowed to make databases), or Debian's own programs, with which a
 * server of one's own is started in a folder that goes away.
 */
export function postgresqlHere(): PostgresqlHere {
  const url = process.env.HOLDFAST_TEST_DATABASE_URL;
  if (url) return { start: async () => given(url) };
  const programs = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(DEBIAN, version, 'bin'))
        .find((folder) => existsSync(join(folder, 'initdb')))
    : undefined;
  if (programs === undefined) {
    return { missing: `no PostgreSQL: set HOLDFAST_TEST_DATABASE_URL, or install Debian's postgresql` };
  }
  return { start: () => started(programs) };
}

let made = 0;

/** A new database in a server, made through the client that the store uses. */
async function newDatabase(server: string): Promise<string> {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const name = `holdfast_${process.pid}_${Date.now()}_${made++}`;
  const adapter = await new PrismaPg(server).connect();
  await adapter.executeScript(`CREATE DATABASE ${name}`);
  await adapter.dispose();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const given = (url: string): Postgresql => ({
  database: () => newDatabase(url),
  stop: async () => {},
  restart: null,
});

async function started(programs: string): Promise<Postgresql> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-postgresql-'));
  const data = join(folder, 'data');
  // PostgreSQL does not run as root.
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, numberOf('-u'), numberOf('-g'));
  const asUser = (program: string, args: readonly string[]): [string, string[]] =>
    root
      ? ['runuser', ['-u', 'postgres', '--', join(programs, program), ...args]]
      : [join(programs, program), [...args]];
  const password = join(folder, 'password');
  writeFileSync(password, `${PASSWORD}\n`);
  await run(
    ...asUser('initdb', [
      ...['--pgdata', data, '--username=holdfast', '--auth=scram-sha-256', '--pwfile', password, '--no-sync'],
    ]),
    { cwd: folder },
  );
  const port = await freePort();
  const launch = async () => {
    const server = spawn(
      ...asUser('postgres', [
        ...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder],
        ...['-c', 'fsync=off', '-c', 'max_connections=100'],
      ]),
      { cwd: folder, stdio: 'ignore' },
    );
    for (;;) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL ended at its start with ${server.exitCode}`);
      const ready = run(join(programs, 'pg_isready'), ['--quiet', '-h', '127.0.0.1', '-p', String(port)]);
      if (
        await ready.then(
          () => true,
          () => false,
        )
      )
        return server;
      await wait(50);
    }
  };
  let server = await launch();
  const halt = async (mode: 'fast' | 'immediate') => {
    const gone = new Promise((done) => server.once('exit', done));
    await run(...asUser('pg_ctl', ['stop', '--pgdata', data, '--mode', mode, '--silent']), { cwd: folder });
    await gone;
  };
  return {
    database: () => newDatabase(`postgresql://holdfast:${PASSWORD}@127.0.0.1:${port}/postgres`),
    stop: async () => {
      await halt('fast');
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async () => {
      await halt('immediate');
      server = await launch();
    },
  };
}

const numberOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
