import { ProbotOctokit } from 'probot';
import { parse } from 'yaml';
import { failureOf } from './answers.js';

import { Gone } from './failures.js';
import { fields, id, text } from './fields.js';
import { reach } from './network.js';
import { DEFAULT_BASE_URL } from './octokit.js';

/** Where this app is on the web, all below one address. */
export interface Addresses {
  /** The start page. */
  readonly home: string;
  readonly webhooks: string;
  /** Where GitHub sends the owner back to after the app was made, with a code that is good for an hour. */
  readonly created: string;
  /** Where GitHub sends somebody back to who signs in. */
  readonly signedIn: string;
}

/** What GitHub gives once, when the app is made. All but the first three are secrets. */
export interface Credentials {
  readonly appId: number;
  readonly slug: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookSecret: string;
  readonly privateKey: string;
  /** The page of the app on GitHub. */
  readonly url: string;
}

/**
 * The manifest that a set-up form posts to GitHub as JSON in its field `manifest`.
 *
 * @param appYml the text of `app.yml`: permissions, events and words
 * @throws Error when the text is no object
 */
export function manifestOf(
  appYml: string,
  { home, webhooks, created, signedIn }: Addresses,
): Readonly<Record<string, unknown>> {
  const own: unknown = parse(appYml, { maxAliasCount: 0 });
  if (text(fields(own).name) === null)
    throw new Error('app.yml holds no name: restore the file that the app came with');
  return {
    ...fields(own),
    url: home,
    hook_attributes: { url: webhooks, active: true },
    redirect_url: created,
    callback_urls: [signedIn],
  };
}

/** The page that the form goes to. @param organization its login; null for an app of the user's own */
export function manifestFormUrl(webUrl: string, organization: string | null, state: string): string {
  const path = organization === null ? '' : `/organizations/${encodeURIComponent(organization)}`;
  return `${webUrl.replace(/\/+$/, '')}${path}/settings/apps/new?state=${encodeURIComponent(state)}`;
}

/**
 * Turns the code that GitHub sent the owner back with into the app's credentials; it can be done once.
 *
 * @throws Gone where the code is unknown, used or older than an hour; Unavailable
 */
export async function convertManifest(
  code: string,
  baseUrl: string = DEFAULT_BASE_URL,
): Promise<Credentials> {
  const spent = 'the code of the app that was to be made';
  if (!/^[\w-]{1,200}$/.test(code)) throw new Gone(spent);
  const octokit = new ProbotOctokit({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { fetch: reach },
  });
  const answer: unknown = await octokit
    .request('POST /app-manifests/{code}/conversions', { code })
    .catch((error) => {
      throw failureOf(error, { what: spent, permission: null, now: Date.now() });
    });
  const data = fields(fields(answer).data);
  const found = {
    appId: id(data.id),
    slug: text(data.slug),
    clientId: text(data.client_id),
    clientSecret: text(data.client_secret),
    webhookSecret: text(data.webhook_secret),
    privateKey: text(data.pem),
    url: text(data.html_url),
  };
  const missing = Object.entries(found).flatMap(([name, value]) => (value === null ? name : []));
  if (missing.length > 0)
    throw new Error(
      `GitHub made the app and did not give its ${missing.join(', ')}: make new ones on its settings page`,
    );
  return found as Credentials;
}
