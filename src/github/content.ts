import type { RepositoryRef } from '../model/forge.js';
import type { GitHub } from './app.js';
import { Gone, NotAllowed } from './failures.js';
import { fields, text } from './fields.js';

/** Where the `.github` repository of an owner keeps the configuration of all repositories. */
const FILE = '.github/holdfast.yml';

/** Nobody writes a longer one. */
const LARGEST = 1024 * 1024;

const MOST_KEPT = 500;

/** What a text was, and by which mark GitHub tells whether it still is. */
interface Kept {
  readonly etag: string;
  readonly text: string | null;
}

/** Reads configurations of owners; what has not changed since costs nothing of GitHub's limit. */
export class Configurations {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly github: GitHub) {}

  /** The text that an owner's `.github` repository has for all; null where there is none, or none that the app may read. */
  async readOwners(installation: number, shared: RepositoryRef): Promise<string | null> {
    return this.#file(installation, shared).catch((error) => {
      if (error instanceof NotAllowed && error.reason === 'permission') return null;
      throw error;
    });
  }

  async #file(installation: number, { id, owner, name }: RepositoryRef): Promise<string | null> {
    const key = `${installation} ${owner}/${name}`;
    const known = this.#kept.get(key);
    const caller = this.github.as({ installation, repository: id, purpose: 'contents' });
    try {
      const { status, data, headers } = await caller.rest(`GET /repos/{owner}/{repo}/contents/${FILE}`, {
        ...{ owner, repo: name },
        headers: {
          accept: 'application/vnd.github.raw+json',
          ...(known !== undefined && { 'if-none-match': known.etag }),
        },
      });
      if (status === 304) return known?.text ?? null;
      const found = textOf(data);
      this.#keep(key, headers.etag, found);
      return found;
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      this.#kept.delete(key);
      return null;
    }
  }

  #keep(key: string, etag: string | undefined, found: string | null): void {
    if (etag === undefined) return;
    this.#kept.delete(key);
    this.#kept.set(key, { etag, text: found });
    const oldest = this.#kept.size > MOST_KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** A file comes as text, as bytes, or as JSON where a server does not know better; a folder comes as a list. */
function textOf(data: unknown): string | null {
  const { content, encoding } = fields(data);
  const found =
    data instanceof ArrayBuffer
      ? Buffer.from(data).toString('utf8')
      : encoding === 'base64'
        ? Buffer.from(text(content) ?? '', 'base64').toString('utf8')
        : text(data);
  return found === null || Buffer.byteLength(found) > LARGEST ? null : found;
}
