import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** What a sealed text is for: one that was made for another is not opened. */
export type Purpose = 'session' | 'sign-in';

/** Keys of a server, all from one secret; with another secret nothing of before can be opened. */
export interface Keys {
  /** AES-256-GCM under a key of the purpose. @param of what the text belongs to: elsewhere it is not opened */
  readonly seal: (purpose: Purpose, of: string, text: string) => string;
  /** Null where it was not sealed here, for that, or was changed since. */
  readonly open: (purpose: Purpose, of: string, sealed: string) => string | null;
  /** What only this server can say of a text (HMAC-SHA-256). */
  readonly sign: (text: string) => string;
}

/** Derives the keys (HKDF-SHA-256). @param secret the app's client secret */
export function keysOf(secret: string): Keys {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'holdfast', `${purpose} 1`, KEY_BYTES));
  const keys = { session: derived('session'), 'sign-in': derived('sign-in') };
  const forms = derived('form');
  return {
    seal: (purpose, of, text) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keys[purpose], iv).setAAD(Buffer.from(of));
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url');
    },
    open: (purpose, of, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const cipher = createDecipheriv('aes-256-gcm', keys[purpose], bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      cipher.setAAD(Buffer.from(of)).setAuthTag(tag);
      try {
        const text = [cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()];
        return Buffer.concat(text).toString('utf8');
      } catch {
        return null;
      }
    },
    sign: (text) => createHmac('sha256', forms).update(text).digest('base64url'),
  };
}
