import { generateKeyPairSync } from 'node:crypto';

let made: string | null = null;

/** A private key of an app, as GitHub gives it; one for all tests of a file. */
export function privateKey(): string {
  made ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
  return made;
}
