import type { Badge } from '../reports/badge.js';
import { plainText } from '../reports/untrusted.js';
import { Layout, page } from './layout.js';

interface BadgesView {
  readonly name: string;
  /** Where the report is. */
  readonly report: string;
  readonly badges: readonly { readonly badge: Badge; readonly markdown: string; readonly json: string }[];
  /** Whether the addresses hold a token, because the repository is private. */
  readonly isPrivate: boolean;
  /** The form that makes a new token; null where whoever reads may not, or there is none. */
  readonly renew: { readonly action: string; readonly csrf: string } | null;
}

/** What to copy into a README: a badge for each practice. */
export function badgesPage({ name, report, badges, isPrivate, renew }: BadgesView): string {
  return page(
    <Layout title={`${plainText(name)}: badges · Holdfast`}>
      <p>
        <a href={report}>The whole report</a>
      </p>
      <h1>Badges of {plainText(name)}</h1>
      <p>
        A badge says where a practice stands, and leads to the report. Copy the lines into a README; the JSON
        is for <code>https://img.shields.io/endpoint?url=…</code>.
      </p>
      {isPrivate ? (
        <p class="note">
          The repository is private: whoever has one of these addresses sees its badges, and nothing else.
        </p>
      ) : null}
      {badges.map(({ badge, markdown, json }) => (
        <section>
          <h2>
            {badge.label}: {badge.message}
          </h2>
          <pre class="snippet">{markdown}</pre>
          <p class="quiet">
            JSON: <code>{json}</code>
          </p>
        </section>
      ))}
      {renew === null ? null : (
        <form method="post" action={renew.action}>
          <input type="hidden" name="csrf" value={renew.csrf} />
          <p>
            <button type="submit">Make new addresses</button> Those from before show nothing any more.
          </p>
        </form>
      )}
    </Layout>,
  );
}
