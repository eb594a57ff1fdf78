import { type Answered, type Caller, callGraphql, callRest } from './calls.js';
import { Gone, NotAllowed, Spent, Unavailable } from './failures.js';
import { fields, text, whole } from './fields.js';
import { Limits } from './limits.js';
import { type Log, octokitAt, rootOf } from './octokit.js';

/** What GitHub gives for somebody who signed in. */
export interface UserTokens {
  readonly token: string;
  /** Seconds since 1970, UTC; null where it does not end by itself. */
  readonly endsAt: number | null;
  /** Good once; null where the token does not end. */
  readonly refreshToken: string | null;
}

export interface UsersOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people find GitHub, and the REST root: as `openGitHub` has them. */
  readonly webUrl: string;
  readonly baseUrl: string;
  readonly log: Log;
  /** Seconds since 1970, UTC. */
  readonly now: () => number;
}

/** People who sign in: what the app may do for them, by tokens that are theirs. */
export interface Users {
  /** The page of GitHub on which somebody agrees. @param challenge SHA-256 of the verifier, base64url */
  readonly authorizeUrl: (asked: {
    readonly state: string;
    readonly challenge: string;
    readonly redirectUrl: string;
  }) => string;
  /** @throws Spent where the code is unknown, used, late, or another one's; NotAllowed where the app is unknown; Unavailable */
  readonly exchange: (given: {
    readonly code: string;
    readonly verifier: string;
    readonly redirectUrl: string;
  }) => Promise<UserTokens>;
  /** @throws Spent, NotAllowed, Unavailable as above */
  readonly renew: (refreshToken: string) => Promise<UserTokens>;
  /** Takes a token back; one that is gone already is fine. @throws Unavailable */
  readonly revoke: (token: string) => Promise<void>;
  /** Calls as a user. `NotAllowed` with the reason `credentials`: the token is worth nothing any more. */
  readonly as: (user: number, token: string) => Caller;
}

/** Opens the sign-in with GitHub. Its limits are its own: each user has theirs. */
export function openUsers({ clientId, clientSecret, webUrl, baseUrl, log, now }: UsersOptions): Users {
  const Base = octokitAt(rootOf(baseUrl), log);
  const limits = new Limits(() => now() * 1000);
  const anonymous = new Base();
  const asClient = { limits, whose: 0, permission: null };

  const tokens = async (body: Readonly<Record<string, string>>): Promise<UserTokens> => {
    const answer = await callRest(anonymous, asClient, `POST ${webUrl}/login/oauth/access_token`, {
      ...{ client_id: clientId, client_secret: clientSecret, ...body },
      headers: { accept: 'application/json' },
    });
    return tokensFrom(answer, now());
  };

  return {
    authorizeUrl: ({ state, challenge, redirectUrl }) => {
      const url = new URL(`${webUrl}/login/oauth/authorize`);
      const query = { client_id: clientId, redirect_uri: redirectUrl, state, code_challenge: challenge };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      url.searchParams.set('code_challenge_method', 'S256');
      return url.href;
    },
    exchange: ({ code, verifier, redirectUrl }) =>
      tokens({ code, code_verifier: verifier, redirect_uri: redirectUrl }),
    renew: (refreshToken) => tokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    revoke: async (token) => {
      try {
        await callRest(anonymous, asClient, 'DELETE /applications/{client_id}/token', {
          client_id: clientId,
          access_token: token,
          headers: {
            authorization: `basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
          },
        });
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
      }
    },
    as: (user, token) => {
      // What a header can't hold would be told, whole, by the error.
      if (!/^[\x21-\x7e]{1,1000}$/.test(token))
        throw new Unavailable('GitHub gave a token with marks in it that no token has: sign in again');
      const octokit = new Base({ auth: { token } });
      const options = { limits, whose: user, permission: null };
      return {
        rest: (route, parameters) => callRest(octokit, options, route, parameters),
        graphql: (document, variables) => callGraphql(octokit, options, document, variables),
      };
    },
  };
}

/** GitHub answers 200 for what it refuses, too. */
function tokensFrom({ data }: Answered, now: number): UserTokens {
  const found = fields(data);
  const error = text(found.error);
  if (error === 'bad_verification_code' || error === 'bad_refresh_token') throw new Spent();
  if (error !== null)
    throw new NotAllowed(
      'credentials',
      null,
      `GitHub does not let this app sign people in (${/^\w{1,60}$/.exec(error)?.[0] ?? 'no reason'}): see that CLIENT_ID and CLIENT_SECRET are those of the app, and that HOLDFAST_URL with /signed-in is a callback URL on its settings page`,
    );
  const token = text(found.access_token);
  if (token === null) throw new Unavailable('GitHub gave no token where it should have');
  const life = whole(found.expires_in);
  return {
    token,
    endsAt: life === null ? null : now + life,
    refreshToken: text(found.refresh_token),
  };
}
