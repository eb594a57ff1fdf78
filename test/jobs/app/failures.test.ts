import { expect, test } from 'vitest';
import { Gone, NotAllowed, Unavailable } from '../../../src/github/failures.js';
import { attemptsFor } from '../../../src/jobs/app/failures.js';

test('what GitHub refuses is given up at once, but not for a wrong clock or key', () => {
  const refused = (reason: 'credentials' | 'permission') => new NotAllowed(reason, null, 'refused');
  expect(attemptsFor(refused('permission'))).toBe(1);
  expect(attemptsFor(new Gone('it'))).toBe(1);
  expect(attemptsFor(refused('credentials'))).toBe(attemptsFor(new Unavailable('it')));
});
