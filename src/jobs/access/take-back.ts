import { RateLimited, Unavailable } from '../../github/failures.js';
import type { OpenDoor } from './door.js';
import type { Session } from './sessions.js';

/**
 * Takes back the tokens of sessions that are over here. Where GitHub does not answer it is not asked for the others: then
 * they end by themselves.
 *
 * @returns whether GitHub has taken back all of them; it never throws
 */
export async function takeBack(
  { signIn, log }: Pick<OpenDoor, 'signIn' | 'log'>,
  sessions: readonly Session[],
): Promise<boolean> {
  let taken = true;
  for (const { tokens } of sessions) {
    try {
      await signIn.users.revoke(tokens.token);
    } catch (error) {
      log.warn({ error: String(error) }, 'a token could not be taken back at GitHub');
      taken = false;
      if (error instanceof Unavailable || error instanceof RateLimited) break;
    }
  }
  return taken;
}
