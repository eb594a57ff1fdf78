import type { Page } from 'playwright-core';
import type { Stage } from './stage.js';
import type { StagedPage } from './stage-pages.js';

/** Goes to a page as whoever is to see it; what the browser complained of on the way. @throws Error where it answers otherwise */
export async function goTo(page: Page, stage: Stage, staged: StagedPage): Promise<readonly string[]> {
  const { host = 'app', path, as, status = 200, cookie, leadsOn, name } = staged;
  const url = stage.urlOf(host);
  const complaints: string[] = [];
  // Its own answer of 404 and the like is told to the console too.
  const listen = (message: { type: () => string; text: () => string }): void => {
    if (message.type() === 'error' && !/the server responded with a status/.test(message.text()))
      complaints.push(message.text());
  };
  const fail = (error: Error): void => void complaints.push(String(error));
  page.on('console', listen);
  page.on('pageerror', fail);
  const context = page.context();
  await context.clearCookies();
  const cookies = [
    ...(as === undefined ? [] : [await stage.cookieOf(as)]),
    ...(cookie === undefined ? [] : [cookie]),
  ];
  await context.addCookies(cookies.map((it) => ({ ...it, url })));
  const answer = await page.goto(`${url}${path}`);
  if (answer?.status() !== status) throw new Error(`${name} answers ${answer?.status()}, and not ${status}`);
  if (leadsOn !== undefined) await Promise.all([page.waitForEvent('load'), page.evaluate(leadsOn)]);
  page.off('console', listen);
  page.off('pageerror', fail);
  return complaints;
}
