import { expect, test } from 'vitest';
import { keysOf } from '../../../src/jobs/access/seal.js';

const keys = keysOf('the client secret of an app');

test('what was sealed is opened again, and looks different each time', () => {
  const sealed = keys.seal('session', 'one', 'a token, ünd more');
  expect(keys.open('session', 'one', sealed)).toBe('a token, ünd more');
  expect(sealed).not.toContain('token');
  expect(keys.seal('session', 'one', 'a token, ünd more')).not.toBe(sealed);
  expect(keysOf('the client secret of an app').open('session', 'one', sealed)).toBe('a token, ünd more');
});

test('it is not opened elsewhere, for another purpose, under another secret', () => {
  const sealed = keys.seal('session', 'one', 'a token');
  expect(keys.open('session', 'two', sealed)).toBeNull();
  expect(keys.open('sign-in', 'one', sealed)).toBeNull();
  expect(keysOf('another secret').open('session', 'one', sealed)).toBeNull();
});

test('no bit of it can be changed, and nothing shorter or longer passes', () => {
  const sealed = Buffer.from(keys.seal('session', 'one', 'a token'), 'base64url');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(keys.open('session', 'one', changed.toString('base64url'))).toBeNull();
  }
  for (const length of [0, 1, 12, 28, sealed.length - 1])
    expect(keys.open('session', 'one', sealed.subarray(0, length).toString('base64url'))).toBeNull();
  expect(keys.open('session', 'one', '%%% no base64 %%%')).toBeNull();
});

test('what is signed is the same again, and another one’s under another secret', () => {
  expect(keys.sign('one')).toBe(keys.sign('one'));
  expect(keys.sign('one')).not.toBe(keys.sign('two'));
  expect(keys.sign('one')).not.toBe(keysOf('another secret').sign('one'));
});
