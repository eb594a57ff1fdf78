import { describe, expect, test } from 'vitest';
import { appHomePage } from '../../src/pages/app-home.js';
import { homePage, progressWords } from '../../src/pages/waiting.js';

const INSTALL = 'https://github.com/apps/holdfast/installations/new';

describe('the start page of an app', () => {
  test('leads to its installation where there is none', () => {
    const html = appHomePage(INSTALL, 'anybody', { state: 'not-installed' });
    expect(html).toContain('installed nowhere yet');
    expect(html).toContain(`href="${INSTALL}"`);
    expect(html).not.toContain('href="/coach"');
    // Where that is is not always known.
    expect(appHomePage(null, 'closed', { state: 'not-installed' })).toContain(
      'settings of the app on GitHub',
    );
  });

  test('says how far what it reads is', () => {
    const reading = { state: 'reading', reports: 1200, repositories: 4800, more: false } as const;
    const html = appHomePage(INSTALL, 'anybody', reading);
    expect(html).toContain('1,200 of 4,800 repositories have a report');
    expect(html).toContain('<progress aria-label="Progress" value="1200" max="4800"');
    expect(appHomePage(INSTALL, 'anybody', { ...reading, more: true })).toContain('of the first 4,800');
  });

  test('leads on where all is read', () => {
    const html = appHomePage(INSTALL, 'anybody', { state: 'ready' });
    expect(html).toContain('href="/coach"');
    expect(html).toContain('/r/OWNER/NAME/summary');
    // Once, also for whoever is signed in.
    const signedIn = appHomePage(INSTALL, { login: 'ada' }, { state: 'ready' });
    expect(signedIn.split('href="/coach"')).toHaveLength(2);
    expect(signedIn).toContain('Signed in as ada');
    // It would lead to where nobody can sign in.
    expect(appHomePage(INSTALL, 'closed', { state: 'ready' })).not.toContain('href="/coach"');
  });
});

describe('the list of local repositories', () => {
  const states = [{ name: 'shop', href: '/r/shop', words: '' }];

  test('leads to setting up an app where there is none', () => {
    expect(homePage(states, '/setup')).toContain('href="/setup"');
    expect(homePage(states)).not.toContain('/setup');
  });
});

test('what is read is called by its name: changes on a disk, pull requests on a forge', () => {
  expect(progressWords({ done: 1200, total: 5040 })).toContain('1,200 of 5,040 changes');
  expect(progressWords({ done: 3, total: 20, what: 'pull requests' })).toContain('3 of 20 pull requests');
});
