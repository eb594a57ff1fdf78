import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startLocal } from '../../src/main.js';

test('a server ends although somebody has begun a request and does not go on', async () => {
  const server = await startLocal(readConfig({ PORT: '0', HOLDFAST_CACHE: 'off' }), []);
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.on('error', () => {}).resume();
  await new Promise<void>((done) => socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n', () => done()));
  // The server has read it before it answers another one.
  await (await fetch(`${server.url}/healthz`)).text();
  await server.close();
  await closed;
  expect(socket.destroyed).toBe(true);
});
