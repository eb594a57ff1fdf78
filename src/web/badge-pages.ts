import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { practiceNames } from '../model/finding.js';
import type { RepositoryOverview } from '../model/overview.js';
import { BADGE_STYLE, badgeSvg } from '../pages/badge.js';
import { badgesPage } from '../pages/badges.js';
import { type Badge, badgeJson, badgeOf, isPractice, UNKNOWN_BADGE } from '../reports/badge.js';
import type { Access } from './access.js';
import { askedFor, type FindShown } from './repository-pages.js';

/** What badges need to know. */
export interface Badges {
  /** What one is made of, for whoever has that token or none; null: missing or not theirs, which look the same. */
  readonly overview: (
    context: Context,
    asked: string,
    token: string | null,
  ) => Promise<RepositoryOverview | 'reading' | null>;
  /** The token of a private repository, asked for only where its reader may see it; null for a public one. */
  readonly token: (asked: string) => Promise<string | null>;
  readonly renew: (asked: string) => Promise<void>;
  /** Where people reach this server; null: where they reached it now. */
  readonly publicUrl: string | null;
  /** Null where nobody signs in: then no token can be made anew here. */
  readonly forms: Pick<Access, 'formToken' | 'isOurForm'> | null;
}

/** READMEs are read often, and what a badge says changes once a week at most. */
const CACHE = 'max-age=300';

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(BADGE_STYLE).digest('base64')}'; frame-ancestors 'none'`;

const FORMATS = [
  { end: '.svg', type: 'image/svg+xml; charset=utf-8', body: badgeSvg },
  { end: '.json', type: 'application/json', body: badgeJson },
] as const;

/** Badges of a repository, and the page from which they are copied. */
export function badgePages(
  at: ':name' | ':owner/:name',
  find: FindShown,
  missing: (context: Context) => Response | Promise<Response>,
  { overview, token, renew, publicUrl, forms }: Badges,
): Hono {
  const pages = new Hono();
  pages.get(`/r/${at}/badge/:file`, etag(), async (context) => {
    const { file = '' } = context.req.param();
    const format = FORMATS.find(({ end }) => file.endsWith(end)) ?? FORMATS[0];
    const practice = file.slice(0, -format.end.length);
    const found = isPractice(practice)
      ? await overview(context, askedFor(context), context.req.query('token') ?? null)
      : null;
    const badge: Badge =
      found === null || !isPractice(practice)
        ? UNKNOWN_BADGE
        : badgeOf(found === 'reading' ? null : found, practice);
    return context.body(format.body(badge), found === null ? 404 : 200, {
      'content-type': format.type,
      'cache-control': CACHE,
      'content-security-policy': POLICY,
    });
  });

  pages.get(`/r/${at}/badges`, async (context) => {
    const asked = askedFor(context);
    const shown = await find(context, asked);
    if (shown === null) return missing(context);
    // As it is called now.
    const called = shown.path.slice('/r/'.length);
    const secret = await token(called);
    const csrf = secret === null ? null : ((await forms?.formToken(context)) ?? null);
    const base = `${publicUrl ?? new URL(context.req.url).origin}${shown.path}`;
    const query = secret === null ? '' : `?token=${secret}`;
    const found = await overview(context, called, secret);
    return context.html(
      badgesPage({
        name: shown.name,
        report: shown.path,
        isPrivate: secret !== null,
        renew: csrf === null ? null : { action: `${shown.path}/badges`, csrf },
        badges: practiceNames.map((practice) => ({
          badge: badgeOf(found === 'reading' ? null : found, practice),
          markdown: `[![${practice}](${base}/badge/${practice}.svg${query})](${base})`,
          json: `${base}/badge/${practice}.json${query}`,
        })),
      }),
    );
  });

  pages.post(`/r/${at}/badges`, async (context) => {
    const asked = askedFor(context);
    const shown = await find(context, asked);
    if (shown === null || forms === null) return missing(context);
    const { csrf } = await context.req.parseBody();
    if (!(await forms.isOurForm(context, typeof csrf === 'string' ? csrf : undefined)))
      return context.text('This form is not from this page, or is too old: open the page again.\n', 403);
    await renew(shown.path.slice('/r/'.length));
    return context.redirect(`${shown.path}/badges`, 303);
  });
  return pages;
}
