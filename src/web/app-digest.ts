import type { Context } from 'hono';
import type { App } from '../jobs/app/app.js';
import { digestOf, type Told } from '../jobs/app/digest.js';
import type { DigestPages } from './digest-routes.js';

const WEEK = 7 * 24 * 60 * 60;

/**
 * The digest of an app: of the last seven days.
 *
 * @param repositories those that whoever asks may read; null where nobody is signed in
 */
export const digestOfApp = (
  app: Pick<App, 'store' | 'publicUrl' | 'canSignIn' | 'now'>,
  repositories: (context: Context) => Promise<readonly Told[] | null>,
): DigestPages => ({
  digest: async (context) => {
    const readable = await repositories(context);
    return readable === null ? null : await digestOf(app, readable, app.now() - WEEK);
  },
});
