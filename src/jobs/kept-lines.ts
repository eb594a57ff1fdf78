import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file may grow to this; then it begins anew. A change takes two or three thousand bytes. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** So much of it is looked through at once. */
const CHUNK = 1024 * 1024;
const [TAB, LINE_END] = [9, 10];
/** No value has more bytes. */
const LONGEST_LINE = 64 * 1024 * 1024;
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
 * value a line: a line that cannot be read is as if it were not there. It is looked through when it is first asked, and only
 * where each line stands is kept in memory. Close it: it holds a file.
 */
export class KeptLines {
  readonly #folder: string;
  readonly #file: string;
  readonly #others: string;
  #opened: Opened | null = null;
  #unwritten: string[] = [];
  #size = 0;

  constructor({ folder, repository, kind, version }: Place) {
    this.#folder = folder;
    this.#others = `${digest(repository)}-${kind}-`;
    this.#file = `${this.#others}${version}.ndjson`;
  }

  /** Whatever JSON was kept; undefined where none was. */
  get(key: string): unknown {
    this.#opened ??= this.#open();
    const { file, places } = this.#opened;
    const place = places.get(key);
    if (file === null || place === undefined) return undefined;
    try {
      const line = Buffer.allocUnsafe(place.length);
      const read = readSync(file, line, 0, place.length, place.start);
      return JSON.parse(line.toString('utf8', 0, read));
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

  /** Writes what is gathered, and lets the file go. */
  close(): void {
    this.flush();
    const file = this.#opened?.file ?? null;
    if (file !== null) closeSync(file);
    this.#opened = null;
  }

  #open(): Opened {
    const own = join(this.#folder, this.#file);
    try {
      for (const name of readdirSync(this.#folder))
        if (name.startsWith(this.#others) && name !== this.#file) remove(join(this.#folder, name));
      if (statSync(own).size > MOST_BYTES) remove(own);
      const file = openSync(own, 'r');
      try {
        return { file, places: placesIn(file) };
      } catch (error) {
        closeSync(file);
        throw error;
      }
    } catch {
      // Nothing is kept yet, or it cannot be read: then it is found again.
      return { file: null, places: new Map() };
    }
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Another process was faster, or it has to stay.
  }
}

interface Opened {
  readonly file: number | null;
  /** Of each value, in bytes. */
  readonly places: ReadonlyMap<string, { readonly start: number; readonly length: number }>;
}

/** Where the values of a file stand. Of a key that comes twice the later one counts. */
function placesIn(file: number): Opened['places'] {
  const places = new Map<string, { start: number; length: number }>();
  let rest: Buffer = Buffer.alloc(0);
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(file, chunk, 0, CHUNK, position);
    // What has no line end for so long is no file of ours.
    if (read === 0 || rest.length > LONGEST_LINE) return places;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    const start = position - rest.length;
    position += read;
    let from = 0;
    for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, from)) {
      const tab = bytes.subarray(from, end).indexOf(TAB);
      if (tab > 0)
        places.set(bytes.toString('latin1', from, from + tab), {
          start: start + from + tab + 1,
          length: end - from - tab - 1,
        });
      from = end + 1;
    }
    rest = bytes.subarray(from);
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
