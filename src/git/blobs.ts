import { type GitProcess, startGit } from './process.js';
import { LARGEST_FILE } from './quarantine.js';
import { TreeFiles } from './tree-files.js';

/** The content of a file. `text` has one character a byte (Latin-1): syntax is ASCII, and scanning is fast that way. */
export type Blob =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'binary' }
  /** The repository says that there is such a file, or would have to be asked; a clone without files lacks what is in it. */
  | { readonly kind: 'not-fetched' }
  | { readonly kind: 'missing' };

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** Git looks no further than this for the zero byte that makes a file binary; neither do we. */
const BINARY_PROBE = 8000;

/** So many questions are sent without waiting for more. */
const TOGETHER = 64;

/** One `cat-file` process: questions go in as lines, answers come out in the same order. */
class Questions<T> {
  readonly #git: GitProcess;
  readonly #waiting: Waiting<T>[] = [];
  #first = 0;
  #unsent: string[] = [];
  #failure: unknown = null;

  constructor(
    gitDir: string,
    args: readonly string[],
    read: (output: AsyncIterable<Buffer>, answer: (value: T) => void) => Promise<void>,
  ) {
    this.#git = startGit(gitDir, args, undefined, () => this.#first === this.#waiting.length);
    read(this.#git.output, (value) => this.#next()?.resolve(value)).then(
      () => this.#fail(new Error('git cat-file ended early')),
      (error) => this.#fail(error),
    );
  }

  ask(question: string): Promise<T> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // Waking git costs more than what it answers: questions go out together.
      if (this.#unsent.push(question) === 1) setTimeout(() => this.#send(), 1);
      else if (this.#unsent.length === TOGETHER) this.#send();
    });
  }

  #send(): void {
    if (this.#unsent.length > 0) this.#git.stdin.write(`${this.#unsent.join('\n')}\n`);
    this.#unsent = [];
  }

  end(): void {
    this.#git.stdin.end();
    this.#git.kill();
  }

  #next(): Waiting<T> | undefined {
    const next = this.#waiting[this.#first++];
    if (this.#first > 1024) {
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
    return next;
  }

  #fail(error: unknown): void {
    this.#failure = error;
    for (const { reject } of this.#waiting.splice(this.#first)) reject(error);
  }
}

type Size = { readonly oid: string; readonly bytes: number } | null;

async function readSizes(output: AsyncIterable<Buffer>, answer: (size: Size) => void): Promise<void> {
  let rest = '';
  for await (const chunk of output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const known = /^([0-9a-f]+) blob (\d+)$/.exec(line);
      answer(known === null ? null : { oid: known[1] ?? '', bytes: Number(known[2]) });
    }
  }
}

async function readContents(output: AsyncIterable<Buffer>, answer: (blob: Blob) => void): Promise<void> {
  let pending: Buffer[] = [];
  let have = 0;
  let need = 0;
  let inBody = false;
  for await (const chunk of output) {
    pending.push(chunk);
    have += chunk.length;
    if (inBody && have < need) continue;
    let bytes = pending.length === 1 ? chunk : Buffer.concat(pending);
    while (true) {
      if (!inBody) {
        const end = bytes.indexOf(10);
        if (end === -1) break;
        const size = / (\d+)$/.exec(bytes.toString('latin1', 0, end))?.[1];
        bytes = bytes.subarray(end + 1);
        if (size === undefined) {
          answer({ kind: 'missing' });
          continue;
        }
        need = Number(size) + 1;
        inBody = true;
      }
      if (bytes.length < need) break;
      const body = bytes.subarray(0, need - 1);
      const zero = body.indexOf(0);
      answer(
        zero !== -1 && zero < BINARY_PROBE
          ? { kind: 'binary' }
          : { kind: 'text', text: body.toString('latin1') },
      );
      bytes = bytes.subarray(need);
      inBody = false;
    }
    pending = bytes.length === 0 ? [] : [bytes];
    have = bytes.length;
  }
}

/**
 * Reads files by object name or by `COMMIT:PATH`, with two git processes however many there are: one tells the size,
 * so that the other is never asked for a file that is too large.
 */
export class Blobs {
  readonly #sizes: Questions<Size>;
  readonly #contents: Questions<Blob>;
  readonly #trees: TreeFiles;

  /** @param partial whether files may be missing that the repository has elsewhere */
  constructor(
    gitDir: string,
    private readonly partial: boolean,
  ) {
    this.#trees = new TreeFiles(gitDir);
    this.#sizes = new Questions(gitDir, ['cat-file', '--batch-check'], readSizes);
    this.#contents = new Questions(gitDir, ['cat-file', '--batch'], readContents);
  }

  /** A file whose size is known to be within the limit, because git has shown its lines. */
  async readShown(oid: string): Promise<Blob> {
    const blob = await this.#contents.ask(oid);
    return blob.kind === 'missing' ? this.#absent(oid) : blob;
  }

  async read(name: string): Promise<Blob> {
    // Git's questions are lines: a path with a line end in it cannot be asked for.
    if (/[\n\r\0]/.test(name)) return { kind: 'missing' };
    const size = await this.#sizes.ask(name);
    if (size === null) return this.#absent(name);
    if (size.bytes > LARGEST_FILE) return { kind: 'too-large', bytes: size.bytes };
    return this.#contents.ask(size.oid);
  }

  /** Git's answer is the same for what is nowhere and for what is elsewhere; trees are here in any case. */
  async #absent(name: string): Promise<Blob> {
    if (!this.partial) return { kind: 'missing' };
    const [, commit, path] = /^([^:]+):([\s\S]+)$/.exec(name) ?? [];
    const isMissing =
      commit !== undefined && path !== undefined && !(await this.#trees.has(commit, path).catch(() => true));
    return { kind: isMissing ? 'missing' : 'not-fetched' };
  }

  close(): void {
    this.#sizes.end();
    this.#contents.end();
  }
}
