import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file may grow to this; then it begins anew. */
const MOST_BYTES = 128 * 1024 * 1024;
/** So much is gathered before it is written. */
const TOGETHER = 256 * 1024;

interface Place {
  readonly folder: string;
  /** What tells the repository from others, as its path. */
  readonly repository: string;
  /** What is kept, in a word. */
  readonly kind: string;
  /** Of what decides it: another version's is never taken for ours, and thrown away. */
  readonly version: string;
}

/**
 * Values by key, kept on disk between runs. One file a repository and kind, made when the first value is written, with a
 * value a line: a line that cannot be read is as if it were not there. It is read when it is first asked.
 */
export class KeptLines {
  readonly #folder: string;
  readonly #file: string;
  readonly #others: string;
  #known: Map<string, string> | null = null;
  #unwritten: string[] = [];
  #size = 0;

  constructor({ folder, repository, kind, version }: Place) {
    this.#folder = folder;
    this.#others = `${digest(repository)}-${kind}-`;
    this.#file = `${this.#others}${version}.ndjson`;
  }

  /** Whatever JSON was kept; undefined where none was. */
  get(key: string): unknown {
    this.#known ??= this.#read();
    const line = this.#known.get(key);
    if (line === undefined) return undefined;
    try {
      return JSON.parse(line);
    } catch {
      return undefined;
    }
  }

  /** @param key without white space */
  set(key: string, value: unknown): void {
    const line = JSON.stringify(value);
    this.#unwritten.push(`${key}\t${line}\n`);
    this.#size += line.length;
    if (this.#size > TOGETHER) this.flush();
  }

  /** Writes what is gathered. A folder that cannot be written only means that the next run is not faster. */
  flush(): void {
    if (this.#unwritten.length === 0) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      appendFileSync(join(this.#folder, this.#file), this.#unwritten.join(''), { mode: 0o600 });
    } catch {
      // As said above.
    }
    this.#unwritten = [];
    this.#size = 0;
  }

  #read(): Map<string, string> {
    const known = new Map<string, string>();
    const own = join(this.#folder, this.#file);
    try {
      for (const name of readdirSync(this.#folder))
        if (name.startsWith(this.#others) && name !== this.#file) unlinkSync(join(this.#folder, name));
      if (statSync(own).size > MOST_BYTES) unlinkSync(own);
      for (const line of readFileSync(own, 'utf8').split('\n')) {
        const tab = line.indexOf('\t');
        if (tab > 0) known.set(line.slice(0, tab), line.slice(tab + 1));
      }
    } catch {
      // Nothing is kept yet, or it cannot be read: then it is found again.
    }
    return known;
  }
}

/** A key that stands for a text. */
export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

const versions = new Map<readonly string[], string>();

/**
 * Of everything that decides something, so that what another version said is never taken for ours.
 *
 * @param places files, and folders with all that is in them, as our own sources have them: from `src` on, ending in `.js`
 * @param packaged more files, as their packages have them
 */
export function versionOf(places: readonly string[], packaged: readonly string[]): string {
  const known = versions.get(places);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  for (const place of places) {
    const path = fileURLToPath(new URL(`../${place.replace(/\.js$/, ending)}`, import.meta.url));
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith(ending))
          .sort()
          .map((name) => join(path, name))
      : [path];
    for (const file of files) hash.update(readFileSync(file));
  }
  const { resolve } = createRequire(import.meta.url);
  for (const file of packaged) hash.update(readFileSync(resolve(file)));
  const version = hash.digest('base64url').slice(0, 12).replace(/[-_]/g, 'x');
  versions.set(places, version);
  return version;
}
