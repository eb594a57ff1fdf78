import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestFormUrl } from '../../src/github/manifest.js';
import { PERMISSIONS } from '../../src/pages/setup.js';
import { setupRoutes } from '../../src/web/setup.js';

const given: string[] = [];
const routesOf = (publicUrl: string | null) =>
  setupRoutes({
    publicUrl,
    formUrl: (organisation, state) => manifestFormUrl('https://github.com', organisation, state),
    manifest: (urls) => JSON.stringify({ name: '"><b>', ...urls }),
    convert: async (code) => {
      given.push(code);
      if (code === 'spent') throw new Error('the code is spent: begin again on the set-up page');
      return { name: 'our-holdfast', installUrl: 'https://github.com/apps/our-holdfast/installations/new' };
    },
  });

const stateOf = (page: Response): string =>
  /holdfast-setup=([^;]+)/.exec(page.headers.get('set-cookie') ?? '')?.[1] ?? '';

describe('setting up', () => {
  test('asks for no more than is told, and tells what each is for', () => {
    const appYml = parse(readFileSync(resolve(import.meta.dirname, '../../app.yml'), 'utf8'));
    expect(Object.fromEntries(PERMISSIONS.map(({ name, level }) => [name, level]))).toEqual(
      appYml.default_permissions,
    );
  });

  test('leads to GitHub with a manifest that nothing can break out of', async () => {
    const page = await routesOf('https://holdfast.example').request('https://localhost/setup');
    const html = await page.text();
    expect(html).toContain('action="https://github.com/settings/apps/new?state=');
    expect(html).not.toContain('"><b>');
    expect(html).toContain('https://holdfast.example/api/github/webhooks');
    expect(page.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
  });

  test('comes back to where it began: the server answers to its own names only until there is an app', async () => {
    const page = await routesOf('https://holdfast.example').request('http://127.0.0.1:3000/setup');
    const html = await page.text();
    expect(html).toContain('http://127.0.0.1:3000/setup/made');
    expect(html).toContain('https://holdfast.example/api/github/webhooks');
    expect(page.headers.get('set-cookie')).not.toContain('Secure');
  });

  test('in an organisation, if its name is one', async () => {
    const routes = routesOf('https://holdfast.example');
    expect(await (await routes.request('/setup?organisation=acme')).text()).toContain(
      'action="https://github.com/organizations/acme/settings/apps/new?state=',
    );
    expect(await (await routes.request('/setup?organisation=../evil')).text()).toContain(
      'action="https://github.com/settings/apps/new?state=',
    );
  });

  test('says first where the server must be reached', async () => {
    const html = await (await routesOf(null).request('/setup')).text();
    expect(html).toContain('HOLDFAST_URL');
    expect(html).toMatch(/<button type="submit" disabled/);
  });

  test('ends with the credentials kept, and the way to repositories', async () => {
    const routes = routesOf('https://holdfast.example');
    const state = stateOf(await routes.request('/setup'));
    const made = await routes.request(`/setup/made?code=good&state=${state}`, {
      headers: { cookie: `holdfast-setup=${state}` },
    });
    expect(await made.text()).toContain('https://github.com/apps/our-holdfast/installations/new');
    expect(given).toEqual(['good']);
  });

  test.each([
    ['a state of somebody else', '/setup/made?code=other&state=x', 'holdfast-setup=y', 403],
    ['no cookie', '/setup/made?code=other&state=x', '', 403],
    ['no state at all', '/setup/made?code=other', 'holdfast-setup=', 403],
    ['no code', '/setup/made?state=x', 'holdfast-setup=x', 400],
    ['a code that is none', '/setup/made?code=a/b&state=x', 'holdfast-setup=x', 400],
    ['a code that GitHub refuses', '/setup/made?code=spent&state=x', 'holdfast-setup=x', 502],
  ])('refuses %s, and says the next step', async (_, path, cookie, status) => {
    const answer = await routesOf('https://holdfast.example').request(path, { headers: { cookie } });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/begin again/);
    expect(given).not.toContain('other');
  });
});
