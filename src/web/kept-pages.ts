import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { BoundedCache } from '../jobs/bounded-cache.js';

interface Kept {
  readonly zipped: Uint8Array<ArrayBuffer>;
  /** Of what the page says, so that it is the same after a restart. */
  readonly tag: string;
}

/** Pages that are asked for again and again, zipped: some hundreds of them. */
const ROOM = 32 * 1024 * 1024;
/** Above 6 a page takes twice as long and is hardly smaller. */
const LEVEL = 6;

const [zip, unzip] = [promisify(gzip), promisify(gunzip)];

/** Pages as they were made last, within a bound. Whether somebody may see one is asked before, every time. */
export class KeptPages {
  readonly #kept = new BoundedCache<Kept>(ROOM);

  /**
   * @param key all that the page depends on, the version of the report included
   * @param make the page, where it is not kept
   */
  async send(context: Context, key: string, make: () => Promise<string>): Promise<Response> {
    // What a page depends on may be as long as the page.
    const name = createHash('sha256').update(key).digest('base64url');
    let kept = this.#kept.get(name);
    if (kept === undefined) {
      const text = await make();
      kept = {
        zipped: await zip(text, { level: LEVEL }),
        tag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
      };
      this.#kept.set(name, kept, kept.zipped.length + name.length);
    }
    const headers = { ...mayBeKept, etag: kept.tag };
    if (isKnown(context, kept.tag)) return context.body(null, 304, headers);
    const type = { ...headers, 'content-type': 'text/html; charset=utf-8' };
    if (/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
      return context.body(kept.zipped, 200, { ...type, 'content-encoding': 'gzip' });
    return context.body(new Uint8Array(await unzip(kept.zipped)), 200, type);
  }
}

/** A browser keeps it, for this reader alone, and asks each time whether it is still the same. */
export const mayBeKept = {
  'cache-control': 'private, no-cache',
  vary: 'accept, accept-encoding, accept-language, cookie',
};

/** Whether the browser has that very answer. */
export const isKnown = (context: Context, tag: string): boolean =>
  (context.req.header('if-none-match') ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));
