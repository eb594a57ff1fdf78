import { mkdir, rmdir, stat, unlink } from 'node:fs/promises';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The longest path of a socket, in bytes: 108 on Linux, 104 on macOS, with a zero at the end. */
const LONGEST = 103;
/** How long a holder may take to say who it is; it has the folder in any case. */
const ANSWER_MS = 1000;
/** How long somebody who takes over a dead holder's lock may take; one who died of it would keep it for ever. */
const TAKE_OVER_MS = 5000;
const PAUSE_MS = 50;
const TRIES = 200;

/** Somebody else has the folder. */
export class FolderInUse extends Error {
  /** @param holder its process number; empty where it did not say */
  constructor(
    folder: string,
    readonly holder: string,
  ) {
    super(
      `${folder} is in use by another Holdfast${holder === '' ? '' : ` (process ${holder})`}: stop that one first, or set another folder, or a PostgreSQL that both can use`,
    );
  }
}

/**
 * Takes a folder for this process alone, until `release` or the process's end. The lock is a socket that the holder
 * listens on: unlike a process number, it means the same in every container, and nobody answers for the dead.
 *
 * @throws FolderInUse, or Error where it can't be locked
 */
export async function lockFolder(folder: string): Promise<{ readonly release: () => Promise<void> }> {
  const path = join(folder, 'lock');
  if (Buffer.byteLength(path) > LONGEST) {
    throw new Error(
      `the path of ${folder} is too long for a lock: choose a folder of at most ${LONGEST - 5} bytes`,
    );
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const server = await listen(path);
    if (server !== null) return { release: () => new Promise((done) => server.close(() => done())) };
    const holder = await holderOf(path);
    if (holder !== null) throw new FolderInUse(folder, holder);
    await takeAway(path);
  }
  throw new Error(
    `${folder} could not be locked: see that nothing else makes and removes ${path}, and start again`,
  );
}

/** Null where there is such a socket already, of somebody alive or dead. */
function listen(path: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE'
        ? done(null)
        : fail(
            new Error(
              `${path} can't be made (${error.code}): the folder must be writable, on a disk with sockets`,
              {
                cause: error,
              },
            ),
          ),
    );
    server.listen(path, () => {
      server.unref();
      done(server);
    });
  });
}

/** What the holder says: its process number, or nothing in time. Null where nobody listens. */
function holderOf(path: string): Promise<string | null> {
  return new Promise((done) => {
    let said = '';
    const socket = connect(path);
    socket.setTimeout(ANSWER_MS, () => {
      done(said);
      socket.destroy();
    });
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      said += text;
    });
    socket.on('end', () => done(said));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : said),
    );
  });
}

/** Removes a dead holder's socket, one taker at a time: two could each remove what the other has just made. */
async function takeAway(path: string): Promise<void> {
  const turn = `${path}.turn`;
  try {
    await mkdir(turn);
  } catch {
    const since = await stat(turn).catch(() => null);
    if (since !== null && Date.now() - since.mtimeMs > TAKE_OVER_MS) await rmdir(turn).catch(() => {});
    await wait(PAUSE_MS);
    return;
  }
  try {
    // A second look: between binding a socket and listening on it, the living look dead.
    await wait(PAUSE_MS);
    if ((await holderOf(path)) === null) await unlink(path).catch(() => {});
  } finally {
    await rmdir(turn).catch(() => {});
  }
}
