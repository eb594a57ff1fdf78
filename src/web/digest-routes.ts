import { type Context, Hono } from 'hono';
import { digestPage } from '../pages/digest.js';
import type { Digest } from '../reports/digest.js';
import { digestMarkdown } from '../reports/digest-markdown.js';
import { localeOf } from './say.js';

export interface DigestPages {
  /** What became of the repositories that whoever asks may read; null where nobody is signed in. */
  readonly digest: (context: Context) => Promise<Digest | null>;
}

const PATH = '/coach/digest';
const AS_MARKDOWN = `${PATH}.md`;

/** The week of a coach: as a page, and as Markdown to be sent on. */
export function digestRoutes({ digest }: DigestPages): Hono {
  const app = new Hono();
  const answered = async (
    context: Context,
    path: string,
    show: (digest: Digest) => Response | Promise<Response>,
  ): Promise<Response> => {
    const found = await digest(context);
    return found === null ? context.redirect(`/sign-in?next=${encodeURIComponent(path)}`) : await show(found);
  };
  app.get(PATH, (context) =>
    answered(context, PATH, (found) =>
      context.html(digestPage(found, AS_MARKDOWN, localeOf(context.req.header('accept-language')).say)),
    ),
  );
  app.get(AS_MARKDOWN, (context) =>
    answered(context, AS_MARKDOWN, (found) =>
      context.body(digestMarkdown(found), 200, { 'content-type': 'text/markdown; charset=utf-8' }),
    ),
  );
  return app;
}
