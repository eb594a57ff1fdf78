import { createHash, randomBytes } from 'node:crypto';
import { Refusal, type Reply } from './rest/reply.js';
import type { SignInCode } from './state/state.js';
import { keeps, now, violate, type World } from './world.js';

/** The two addresses of GitHub's sign-in that are no part of its REST interface. */
export const AUTHORIZE = '/login/oauth/authorize';
export const ACCESS_TOKEN = '/login/oauth/access_token';

const CODE_LIFE = 10 * 60;
const TOKEN_LIFE = 8 * 60 * 60;
/** Six months, as GitHub counts them. */
const REFRESH_LIFE = 15_897_600;

const ASKED = [
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'login',
  'scope',
];
const TRADED = ['client_id', 'client_secret', 'code', 'redirect_uri', 'code_verifier'];
const RENEWED = ['client_id', 'client_secret', 'grant_type', 'refresh_token'];

function refuseUnknown(world: World, where: string, names: Iterable<string>, known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) violate(world, { face: 'rest', where, what: `${name} is not a parameter` });
  }
}

/** The page on which somebody lets the app see what they see: nobody has to click here, `signInAs` says who it is. */
export function authorizePage(world: World, { searchParams: query }: URL): Reply {
  const { signIn, app } = world.state;
  refuseUnknown(world, AUTHORIZE, query.keys(), ASKED);
  if (query.get('client_id') !== app.clientId) throw new Refusal(404, 'Not Found');
  const [first] = signIn.callbackUrls;
  if (first === undefined) throw new Refusal(404, 'the app has no callback URL: set one by setCallbackUrls');
  const redirectUri = query.get('redirect_uri') ?? first;
  const back = (to: string, answer: Readonly<Record<string, string>>): Reply => {
    const url = new URL(to);
    const state = query.get('state');
    for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) }))
      url.searchParams.set(name, value);
    return { status: 302, headers: { location: url.href } };
  };
  if (!signIn.callbackUrls.includes(redirectUri)) {
    return back(first, {
      error: 'redirect_uri_mismatch',
      error_description: 'The redirect_uri is not associated with this application.',
    });
  }
  if (signIn.person === null) return { status: 200, raw: 'Sign in to GitHub\n' };
  if (!signIn.person.willing) {
    return back(redirectUri, {
      error: 'access_denied',
      error_description: 'The user has denied your application access.',
    });
  }
  const challenge = query.get('code_challenge');
  if (challenge !== null && query.get('code_challenge_method') !== 'S256')
    violate(world, { face: 'rest', where: AUTHORIZE, what: 'the method of a code_challenge must be S256' });
  const code = randomBytes(10).toString('hex');
  signIn.codes[code] = {
    accountId: signIn.person.accountId,
    redirectUri,
    challenge,
    expiresAt: now(world) + CODE_LIFE,
  };
  return back(redirectUri, { code });
}

/** Gives tokens for a code or for a refresh token. What is refused has the status 200, as on GitHub. */
export function accessToken(world: World, text: string, accept: string | undefined): Reply {
  const { app, signIn } = world.state;
  const body = fieldsOf(text);
  const renews = body.grant_type === 'refresh_token';
  refuseUnknown(world, ACCESS_TOKEN, Object.keys(body), renews ? RENEWED : TRADED);
  if (!accept?.includes('application/json'))
    violate(world, {
      face: 'rest',
      where: ACCESS_TOKEN,
      what: 'without Accept: application/json it is a form',
    });
  if (body.client_id !== app.clientId || body.client_secret !== app.clientSecret)
    return refused('incorrect_client_credentials');
  if (renews) {
    const { refresh_token: refreshToken = '' } = body;
    const found = Object.entries(signIn.tokens).find(([, one]) => one.refreshToken === refreshToken);
    if (found === undefined || found[1].refreshExpiresAt <= now(world)) return refused('bad_refresh_token');
    if (keeps(world, 'refresh-once')) delete signIn.tokens[found[0]];
    return given(world, found[1].accountId);
  }
  const code = body.code ?? '';
  const asked = signIn.codes[code];
  if (asked === undefined || asked.expiresAt <= now(world)) return refused('bad_verification_code');
  if (keeps(world, 'code-once')) delete signIn.codes[code];
  if (body.redirect_uri !== undefined && body.redirect_uri !== asked.redirectUri)
    return refused('redirect_uri_mismatch');
  if (keeps(world, 'pkce') && !proves(asked, body.code_verifier)) return refused('bad_verification_code');
  return given(world, asked.accountId);
}

const proves = ({ challenge }: SignInCode, verifier = ''): boolean =>
  challenge === null || createHash('sha256').update(verifier).digest('base64url') === challenge;

function fieldsOf(text: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

const refused = (error: string): Reply => ({
  status: 200,
  body: { error, error_description: `The double says: ${error}`, error_uri: 'https://docs.github.com' },
});

function given(world: World, accountId: number): Reply {
  const token = `ghu_${randomBytes(18).toString('hex')}`;
  const refreshToken = `ghr_${randomBytes(38).toString('hex')}`;
  world.state.signIn.tokens[token] = {
    accountId,
    refreshToken,
    refreshExpiresAt: now(world) + REFRESH_LIFE,
    expiresAt: now(world) + TOKEN_LIFE,
  };
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: TOKEN_LIFE,
      refresh_token: refreshToken,
      refresh_token_expires_in: REFRESH_LIFE,
      token_type: 'bearer',
      scope: '',
    },
  };
}
