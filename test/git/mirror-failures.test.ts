import { expect, test } from 'vitest';
import { mirrorError } from '../../src/git/mirror-failures.js';

test('what git says names no repository: it goes into logs and checks', () => {
  const { reason, message } = mirrorError(
    "remote: Repository not found.\nfatal: repository 'https://github.com/ada/secret.git/' not found",
    128,
  );
  expect(reason).toBe('refused');
  expect(message).not.toMatch(/ada|secret/);
  expect(
    mirrorError("fatal: unable to access 'https://github.com/ada/secret.git/': Could not", 128).message,
  ).toContain('unable to access [address]: Could not');
});
