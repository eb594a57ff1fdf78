import { describe, expect, test } from 'vitest';
import { appHomePage } from '../../src/pages/app-home.js';
import { homePage } from '../../src/pages/waiting.js';

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
    const html = appHomePage(INSTALL, 'anybody', { state: 'importing', done: 1200, total: 4800 });
    expect(html).toContain('1,200 of 4,800 pull requests');
    expect(html).toContain('<progress aria-label="Progress" value="1200" max="4800"');
    expect(appHomePage(INSTALL, 'anybody', { state: 'importing', done: 0, total: 0 })).not.toContain(
      '0 of 0',
    );
  });

  test('leads on where all is read', () => {
    const html = appHomePage(INSTALL, 'anybody', { state: 'ready' });
    expect(html).toContain('href="/coach"');
    expect(html).toContain('/r/OWNER/NAME/summary');
  });
});

describe('the list of local repositories', () => {
  const states = [{ name: 'shop', href: '/r/shop', words: '' }];

  test('leads to setting up an app where there is none', () => {
    expect(homePage(states, '/setup')).toContain('href="/setup"');
    expect(homePage(states)).not.toContain('/setup');
  });
});
