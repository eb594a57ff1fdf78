import type { App } from '../jobs/app/app.js';
import { badgeOverview, badgeToken, renewBadgeToken } from '../jobs/app/badges.js';
import type { Badges } from './badge-pages.js';

/** Badges of the app's repositories, by the names in an address. */
export function appBadges(app: Pick<App, 'store' | 'publicUrl'>, forms: Badges['forms']): Badges {
  const named = (asked: string): [owner: string, name: string] => {
    const [owner = '', name = ''] = asked.split('/');
    return [owner, name];
  };
  return {
    overview: (_context, asked, token) => badgeOverview(app, ...named(asked), token),
    token: (asked) => badgeToken(app, ...named(asked)),
    renew: (asked) => renewBadgeToken(app, ...named(asked)),
    publicUrl: app.publicUrl,
    forms,
  };
}
