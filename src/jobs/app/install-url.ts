import { ownApp } from '../../github/self.js';
import type { App } from './app.js';

/** A GitHub that could not say is asked again after so long. */
const AGAIN_SECONDS = 60;

/** Where the app can be installed, as GitHub has it, asked when somebody wants to know; null while it cannot say. */
export function installUrlOf({ github, now }: Pick<App, 'github' | 'now'>): () => Promise<string | null> {
  let asked: { readonly at: number; readonly url: Promise<string | null> } | null = null;
  let known: string | null = null;
  return async () => {
    if (known !== null) return known;
    if (asked === null || now() >= asked.at + AGAIN_SECONDS) {
      const url = ownApp(github, () => now() * 1000).then(
        (app) => `${app.url}/installations/new`,
        () => null,
      );
      asked = { at: now(), url };
    }
    known = await asked.url;
    return known;
  };
}
