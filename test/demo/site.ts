import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Double } from '../github/client.js';
import { DEMO_STYLE, listPage, pullPage } from './pages.js';
import type { Play } from './play.js';

/** Who presses the buttons. */
const READER = 'reader';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(DEMO_STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages of the demo, on a free port of this machine. */
export async function openSite(
  play: Play,
  { control }: Double,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const site = new Hono();
  let url = '';
  site.use(async (context, next) => {
    // Another name is a foreign page that reaches in; another origin is one that presses our buttons.
    const origin = context.req.header('origin') ?? url;
    if (context.req.header('host') !== new URL(url).host || origin !== url)
      return context.text('This server answers to its own address only.\n', 421);
    await next();
    context.header('content-security-policy', POLICY);
    context.header('referrer-policy', 'same-origin');
    context.header('cache-control', 'no-store');
  });
  site.get('/', async (context) => context.html(listPage(await play.scene())));
  site.get('/pull/:number', async (context) => {
    const scene = await play.scene();
    const pull = scene.pulls.find(({ number }) => String(number) === context.req.param('number'));
    return pull === undefined ? context.notFound() : context.html(pullPage(scene, pull));
  });
  site.post('/pull/:number/check/:id/:button', async (context) => {
    const { number, id, button } = context.req.param();
    const of = { repository: play.repository, id: Number(id), by: READER };
    if (button === 'rerequest') await control.rerequestCheckRun(of);
    else await control.requestAction({ ...of, identifier: button });
    return context.redirect(`/pull/${number}`, 303);
  });
  site.onError((error, context) => context.text(`${error.message}\n`, 500));
  const server = await new Promise<ServerType>((done) => {
    const starting = serve({ fetch: site.fetch, hostname: '127.0.0.1', port: 0 }, () => done(starting));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
