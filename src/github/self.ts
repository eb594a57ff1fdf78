import type { Permissions } from '../model/forge.js';
import type { GitHub } from './app.js';
import { Unavailable } from './failures.js';
import { fields, list, text } from './fields.js';
import { permissionsOf } from './named.js';

/** The app as GitHub has it. */
export interface FoundApp {
  readonly slug: string;
  /** Its page, where it can be installed. */
  readonly url: string;
  /** What it asks for; what an installation gives may be less. */
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** How far GitHub's clock is ahead of ours, in seconds; a whole one off is nothing. Null where GitHub does not say. */
  readonly clockAhead: number | null;
}

/** Where GitHub sends webhooks; null for nowhere. */
export async function hookUrl({ app }: Pick<GitHub, 'app'>): Promise<string | null> {
  const { data } = await app.rest('GET /app/hook/config');
  return text(fields(data).url);
}

/** Asks GitHub who we are. @param now milliseconds since 1970 */
export async function ownApp(github: GitHub, now: () => number): Promise<FoundApp> {
  const { data, headers } = await github.app.rest('GET /app');
  const it = fields(data);
  const [slug, url] = [text(it.slug), text(it.html_url)];
  if (slug === null || url === null) throw new Unavailable('GitHub told of the app without its name');
  const theirs = Date.parse(headers.date ?? '');
  return {
    slug,
    url,
    permissions: permissionsOf(it.permissions),
    events: list(it.events).flatMap((event) => text(event) ?? []),
    clockAhead: Number.isNaN(theirs) ? null : Math.round((theirs - now()) / 1000),
  };
}
