import { expect, test } from 'vitest';
import { ask, opened, query, small, tokenFor } from './asking.js';
import { createDouble } from './double.js';

test('the double also runs in the process of a test', async () => {
  const double = await createDouble();
  try {
    const { installation } = await small(double);
    const { number } = await opened(double);
    const token = await tokenFor(double, installation);
    expect((await ask(`${double.url}/repos/acme/tool/pulls`, token)).body).toMatchObject([{ number }]);
    const text = '{repository(owner:"acme",name:"tool"){pullRequest(number:1){title}}}';
    expect((await query(double, token, text)).body.data.repository.pullRequest.title).toBe('Add b');
    expect(await double.control.violations()).toEqual([]);
  } finally {
    await double.close();
  }
});
