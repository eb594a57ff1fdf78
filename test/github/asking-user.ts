import { createHash, randomBytes } from 'node:crypto';
import { type Answer, ask, type Loose } from './asking.js';
import type { Double } from './client.js';

export const CALLBACK = 'https://holdfast.example/signed-in';

/** What a browser carries to the authorize page, and what only its server knows. */
export const proof = (): { readonly verifier: string; readonly challenge: string } => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

/** Where the authorize page sends a browser. */
export async function authorize(
  double: Double,
  challenge: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly to: URL | null }> {
  const { clientId } = await double.control.app();
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: CALLBACK,
    state: 'a-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  const { status, headers } = await ask(`${double.url}/login/oauth/authorize?${query}`, null);
  const location = headers.get('location');
  return { status, to: location === null ? null : new URL(location) };
}

/** Asks for tokens, as the server of the app does. */
export async function tokens(double: Double, more: object): Promise<Answer<Loose>> {
  const { clientId, clientSecret } = await double.control.app();
  return ask(`${double.url}/login/oauth/access_token`, null, {
    method: 'POST',
    body: { client_id: clientId, client_secret: clientSecret, ...more },
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
}

/** All of it: the tokens of somebody who signs in. */
export async function signIn(double: Double, login: string): Promise<Loose> {
  await double.control.setCallbackUrls({ urls: [CALLBACK] });
  await double.control.signInAs({ login });
  const { verifier, challenge } = proof();
  const { to } = await authorize(double, challenge);
  const code = to?.searchParams.get('code') ?? '';
  const { body } = await tokens(double, { code, code_verifier: verifier, redirect_uri: CALLBACK });
  return body;
}
