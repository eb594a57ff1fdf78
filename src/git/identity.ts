import { createHmac, randomBytes } from 'node:crypto';
import type { PersonKey } from '../model/commit.js';

/**
 * Author names and addresses that belong to programs. `[bot]` is GitHub's own mark; the rest are services that
 * commit under ordinary names.
 */
const KNOWN_BOTS =
  /\[bot\]|^(dependabot|renovate|greenkeeper|snyk|pyup|github[- ]actions?|pre-commit-ci|allcontributors|semantic-release|weblate|codecov|imgbot|mergify|bors|homu|copybara|web-flow)([- ]?(bot|ci))?$|(^|[-_. ])bot$/i;

export const isKnownBot = (name: string, email: string): boolean =>
  KNOWN_BOTS.test(name) || /\[bot\]@/i.test(email);

/**
 * Turns addresses into keys. Unless a secret is told it lives as long as this, so that keys of two runs can't be joined;
 * what is stored and added to later needs the same one.
 */
export class People {
  readonly #secret: string | Buffer;
  readonly #keys = new Map<string, PersonKey>();

  constructor(secret: string | null = null) {
    this.#secret = secret ?? randomBytes(32);
  }

  key(name: string, email: string): PersonKey {
    const identity = (email === '' ? name : email).toLowerCase();
    let key = this.#keys.get(identity);
    if (key === undefined) {
      key = createHmac('sha256', this.#secret).update(identity).digest('base64url').slice(0, 22);
      this.#keys.set(identity, key);
    }
    return key;
  }
}
