import { createPrivateKey } from 'node:crypto';
import { Probot, type ProbotOctokit } from 'probot';
import { type Caller, callGraphql, callRest, type Octokit } from './calls.js';
import { NotAllowed } from './failures.js';
import { Limits } from './limits.js';
import { reach } from './network.js';
import { DEFAULT_BASE_URL, type Log, octokitAt, quiet, rootOf } from './octokit.js';
import { type Access, permissionOf, Tokens } from './tokens.js';
import { type HeaderReader, type Received, receive } from './webhooks.js';

export interface GitHubOptions {
  readonly appId: number;
  /** The text of the .pem file. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /**
   * The REST root: `https://api.github.com` where it is left out, `https://HOST/api/v3` for GitHub Enterprise Server,
   * `https://api.NAME.ghe.com` for GitHub Enterprise Cloud with data residency.
   */
  readonly baseUrl?: string;
  readonly log: Log;
  /** Milliseconds since 1970; the clock's where it is left out. */
  readonly now?: () => number;
}

/** GitHub, under the credentials of one app. */
export interface GitHub {
  readonly appId: number;
  readonly baseUrl: string;
  /** Where people, and git, find it: `https://github.com`. */
  readonly webUrl: string;
  /** Checks a webhook and says what happened. Never throws for what came from outside. */
  readonly receive: (rawBody: Uint8Array, headers: HeaderReader) => Promise<Received>;
  /** Calls as the app itself: its installations, its deliveries. */
  readonly app: Caller;
  /** Calls within an installation, narrowed to a repository and a purpose. */
  readonly as: (access: Access) => Caller;
  /** The token itself, good for at least five minutes: for git. */
  readonly token: (access: Access) => Promise<string>;
  /** A token was refused elsewhere, as by git: the next one is a new one. */
  readonly refused: (access: Access) => void;
  /** What is left of each limit, as the last answer under it said: by the installation, 0 for the app itself. */
  readonly left: Limits['left'];
}

/**
 * Opens GitHub. Probot owns the credentials, the signatures and Octokit; its pauses and its second tries are off,
 * because they would sleep inside a job: what is limited or down is thrown, and a queue does it again.
 *
 * @throws Error when an option cannot be right
 */
export async function openGitHub(options: GitHubOptions): Promise<GitHub> {
  const { appId, privateKey, webhookSecret, log, now = Date.now } = options;
  const baseUrl = rootOf(options.baseUrl ?? DEFAULT_BASE_URL);
  if (webhookSecret === '')
    throw new Error('the webhook secret is empty: set one, here and in the settings of the app');
  checkKey(privateKey);
  const Base = octokitAt(baseUrl, log);
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl,
    Octokit: Base,
    log: quiet(log) as never,
    request: { fetch: reach },
  });
  await probot.ready();
  const own = (await probot.auth()) as Octokit;
  const limits = new Limits(now);
  const asApp = { limits, whose: 0, permission: null };
  const app: Caller = {
    rest: (route, parameters) => callRest(own, asApp, route, parameters),
    graphql: (document, variables) => callGraphql(own, asApp, document, variables),
  };
  const tokens = new Tokens(
    (installation, body) =>
      app.rest('POST /app/installations/{installation_id}/access_tokens', {
        installation_id: installation,
        ...body,
      }),
    now,
  );
  return {
    appId,
    baseUrl,
    webUrl: webUrlOf(baseUrl),
    receive: (rawBody, headers) =>
      receive(rawBody, headers, {
        appId,
        verify: (text, signature) => probot.webhooks.verify(text, signature),
        now,
      }),
    app,
    as: (access) => callerFor(access, { Base, tokens, limits }),
    token: (access) => tokens.get(access),
    refused: (access) => tokens.drop(access),
    left: () => limits.left(),
  };
}

/** Calls with an installation token. One that is refused is replaced once: it may have been taken back early. */
function callerFor(
  access: Access,
  { Base, tokens, limits }: { Base: typeof ProbotOctokit; tokens: Tokens; limits: Limits },
): Caller {
  const options = { limits, whose: access.installation, permission: permissionOf(access.purpose) };
  const withToken = async <T>(make: (octokit: Octokit) => Promise<T>): Promise<T> => {
    const octokit = async (): Promise<Octokit> => new Base({ auth: { token: await tokens.get(access) } });
    try {
      return await make(await octokit());
    } catch (error) {
      if (!(error instanceof NotAllowed && error.reason === 'credentials')) throw error;
      tokens.drop(access);
      return make(await octokit());
    }
  };
  return {
    rest: (route, parameters) => withToken((octokit) => callRest(octokit, options, route, parameters)),
    graphql: (document, variables) =>
      withToken((octokit) => callGraphql(octokit, options, document, variables)),
  };
}

/** @throws Error when it can sign nothing: that would only be seen with the first call */
function checkKey(privateKey: string): void {
  try {
    createPrivateKey(privateKey.replaceAll('\\n', '\n'));
  } catch {
    throw new Error(
      'the private key of the app cannot be read: it must be the whole text of the .pem file that GitHub gave',
    );
  }
}

/** The address of the pages that belong to a REST root. */
export function webUrlOf(baseUrl: string): string {
  const { protocol, host, pathname } = new URL(baseUrl);
  const isServer = pathname.startsWith('/api/v3');
  return `${protocol}//${isServer ? host : host.replace(/^api\./, '')}`;
}
