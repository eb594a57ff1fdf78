import { createHmac } from 'node:crypto';
import type { Naming } from '../../github/people.js';
import type { StoredInstallation } from '../../store/installations.js';

/**
 * Keys of people under the secret of an installation: nobody can be told apart without it, and it goes with the
 * installation.
 */
export const namingOf = (
  { secret }: Pick<StoredInstallation, 'secret'>,
  isBot: (name: string) => boolean,
): Naming => ({
  key: (identity) => createHmac('sha256', secret).update(identity).digest('base64url').slice(0, 22),
  isBot,
});
