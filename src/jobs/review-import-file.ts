import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RepositoryRef } from '../model/forge.js';
import { writeWhole } from './write-file.js';

/** What keeps an import from going on, in words that say the next step. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

const moment = z.number().nullable();

/** One reading of a repository, page by page. */
const pass = z.object({
  /** Only what was changed since (seconds since 1970); null: everything, in the order of the numbers. */
  since: moment,
  /** The last change when it began, by GitHub's clock: the next reading begins there. */
  until: moment,
  next: z.object({ after: z.string().nullable(), size: z.number() }),
  done: z.number(),
  total: z.number(),
});

const shape = z.object({
  schemaVersion: z.literal(1),
  /** The process that writes; one that began later takes over. */
  run: z.string(),
  repository: z.object({ id: z.number(), owner: z.string(), name: z.string() }),
  branch: z.string().nullable(),
  /** Under it people are told apart in this file, and nowhere else. */
  secret: z.string(),
  /** How long the file was after the last page that is counted here. */
  bytes: z.number(),
  pass: pass.nullable(),
  /** Everything that was changed before is in the file; null before the first reading has ended. */
  watermark: moment,
  /** What the file has of that very second, by number: a hash of the line. It is read again and may be the same. */
  edge: z.record(z.string(), z.string()),
  /** Numbers of those that the file lacks, because GitHub had no whole answer for them. */
  leftOut: z.array(z.number()).default([]),
});

export type Pass = z.infer<typeof pass>;
type Cursor = z.infer<typeof shape>;
type Moved = Partial<Pick<Cursor, 'pass' | 'watermark' | 'edge' | 'leftOut' | 'repository'>>;

/** For its owner only: it holds what people wrote. */
const PRIVATE = 0o600;

const cursorOf = (path: string): string => `${path}.cursor`;

/**
 * A file of reviews that grows page by page, and beside it how far it has come. The page is on disk before the cursor
 * moves, so a kill loses none; what was written without its cursor is cut off and read again.
 */
export class ReviewImportFile {
  private constructor(
    readonly path: string,
    private at: Cursor,
  ) {}

  get cursor(): Cursor {
    return this.at;
  }

  /** Begins a file, or goes on with one. @throws ImportError where it is something else's */
  static async open(
    path: string,
    repository: RepositoryRef,
    branch: string | null,
  ): Promise<ReviewImportFile> {
    return writing(path, async () => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const [size, known] = [await sizeOf(path), await read(path)];
      if (known === null && size !== null && size > 0)
        throw new ImportError(
          `${path} is there already, and no import has begun it: name another file with --out`,
        );
      if (known !== null && (known.repository.id !== repository.id || known.branch !== branch))
        throw new ImportError(
          `${path} has the reviews of ${known.repository.owner}/${known.repository.name}, ${branchWords(known.branch)}: name another file with --out`,
        );
      // Lines are missing that the cursor counts: only the whole history brings them back.
      const isWhole = known !== null && (size ?? 0) >= known.bytes;
      const { id, owner, name } = repository;
      const begun = isWhole ? known : newCursor({ id, owner, name }, branch);
      if (isWhole) await truncate(path, begun.bytes).catch(passMissing);
      else await rm(path, { force: true });
      const file = new ReviewImportFile(path, { ...begun, repository: { id, owner, name } });
      await file.#keep({ ...file.at, run: randomBytes(9).toString('base64url') });
      return file;
    });
  }

  /** Appends lines and moves the cursor. @throws ImportError where somebody else has begun to write here */
  async add(lines: string, moved: Moved): Promise<void> {
    await writing(this.path, async () => {
      if ((await read(this.path))?.run !== this.at.run)
        throw new ImportError(
          `another import has begun to write to ${this.path} since: let that one end, this one has stopped`,
        );
      let { bytes } = this.at;
      if (lines !== '') {
        const file = await open(this.path, 'a', PRIVATE);
        try {
          await file.writeFile(lines);
          await file.sync();
          bytes = (await file.stat()).size;
        } finally {
          await file.close();
        }
      }
      await this.#keep({ ...this.at, ...moved, bytes });
    });
  }

  async #keep(cursor: Cursor): Promise<void> {
    await writeWhole(cursorOf(this.path), `${JSON.stringify(cursor)}\n`, PRIVATE);
    this.at = cursor;
  }
}

const newCursor = (repository: RepositoryRef, branch: string | null): Cursor => ({
  schemaVersion: 1,
  run: '',
  repository,
  branch,
  secret: randomBytes(32).toString('base64url'),
  bytes: 0,
  pass: null,
  watermark: null,
  edge: {},
  leftOut: [],
});

const branchWords = (branch: string | null): string => (branch === null ? 'any branch' : `branch ${branch}`);

async function read(path: string): Promise<Cursor | null> {
  const text = await readFile(cursorOf(path), 'utf8').catch(passMissing);
  if (text === undefined) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new ImportError(
      `${cursorOf(path)} is not what an import writes: remove it and ${path}, and import again`,
      { cause },
    );
  }
}

const sizeOf = async (path: string): Promise<number | null> =>
  (await stat(path).catch(passMissing))?.size ?? null;

function passMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ImportError || code === undefined) throw error;
    throw new ImportError(`${path} cannot be written (${code}): name another file with --out`, {
      cause: error,
    });
  }
}
