import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Found } from './find-refactorings.js';

/** A file of results may grow to this; then it begins anew. */
const MOST_BYTES = 128 * 1024 * 1024;
/** So much is gathered before it is written. */
const TOGETHER = 256 * 1024;

/** Reasons that hold today and not tomorrow. */
const PASSING = /^(?:comparing |it takes more than|its content is missing)/;

/** All that decides what is found: our own folders and files, and the grammars. */
const DECIDING = [
  '../analyses/refactoring',
  '../analyses/test-first/roles.js',
  '../parsing',
  '../parsing/grammars',
  './compare-versions.js',
  './find-refactorings.js',
  '../git/quarantine.js',
];
const GRAMMARS = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@vscode/tree-sitter-wasm/package.json',
  '@tree-sitter-grammars/tree-sitter-kotlin/package.json',
];

type Kept = Omit<Found, 'rejected'>;

/**
 * What comparisons said, kept on disk between runs: no source text, only what was found and where. One file a
 * repository and version of the detector, a result a line; a line that cannot be read is as if it were not there.
 */
export class KeptResults {
  readonly #file: string;
  readonly #lines = new Map<string, string>();
  #unwritten: string[] = [];
  #size = 0;

  /**
   * @param folder where results are kept; it is made when the first one is written
   * @param repository what tells the repository from others, as its path
   */
  constructor(
    private readonly folder: string,
    repository: string,
  ) {
    this.#file = join(folder, `${digest(repository)}-${detectorVersion()}.ndjson`);
    try {
      for (const name of readdirSync(folder)) {
        // Another version's results are never asked for again.
        if (name.startsWith(`${digest(repository)}-`) && join(folder, name) !== this.#file)
          unlinkSync(join(folder, name));
      }
      if (statSync(this.#file).size > MOST_BYTES) unlinkSync(this.#file);
      for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
        const tab = line.indexOf('\t');
        if (tab > 0) this.#lines.set(line.slice(0, tab), line.slice(tab + 1));
      }
    } catch {
      // Nothing is kept yet, or it cannot be read: then it is found again.
    }
  }

  get(key: string): Found | undefined {
    const line = this.#lines.get(digest(key));
    if (line === undefined) return undefined;
    try {
      return { ...(JSON.parse(line) as Kept), rejected: [] };
    } catch {
      return undefined;
    }
  }

  set(key: string, { rejected: _, ...kept }: Found): void {
    // What took too long may be faster the next time, and what is missing may be fetched.
    if (kept.notAnalysed.some(({ why }) => PASSING.test(why))) return;
    const line = JSON.stringify(kept);
    this.#unwritten.push(`${digest(key)}\t${line}\n`);
    this.#size += line.length;
    if (this.#size > TOGETHER) this.flush();
  }

  /** Writes what is gathered. A folder that cannot be written only means that the next run is not faster. */
  flush(): void {
    if (this.#unwritten.length === 0) return;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      appendFileSync(this.#file, this.#unwritten.join(''), { mode: 0o600 });
    } catch {
      // As said above.
    }
    this.#unwritten = [];
    this.#size = 0;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

let version: string | null = null;

/** Of everything that decides what is found, so that results of another version are never taken for ours. */
export function detectorVersion(): string {
  if (version !== null) return version;
  const hash = createHash('sha256');
  const here = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  for (const place of DECIDING) {
    const path = fileURLToPath(new URL(place.replace(/\.js$/, here), import.meta.url));
    const files = statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith(here))
          .sort()
          .map((name) => join(path, name))
      : [path];
    for (const file of files) hash.update(readFileSync(file));
  }
  const { resolve } = createRequire(import.meta.url);
  for (const grammar of GRAMMARS) hash.update(readFileSync(resolve(grammar)));
  version = hash.digest('base64url').slice(0, 12).replace(/[-_]/g, 'x');
  return version;
}
