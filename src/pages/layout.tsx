import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { STYLE } from './style.js';

/** What a page that is served may have besides itself; a file that stands alone has none of it. */
export interface Served {
  /** The address of our script; null for a page that needs none. */
  readonly script?: string | null;
}

interface LayoutProps extends Served {
  readonly title: string;
  /** Asks the browser for the page again after so many seconds, where no script does it better; null for never. */
  readonly refresh?: number | null;
  readonly children: Child;
}

/** What every page has around it. Everything works without the script, and nothing is loaded from elsewhere. */
export function Layout({ title, refresh = null, script = null, children }: LayoutProps) {
  const again = refresh === null ? null : <meta http-equiv="refresh" content={String(refresh)} />;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {again !== null && script !== null ? <noscript>{again}</noscript> : again}
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
        {script === null ? null : <script src={script} defer />}
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A whole page as text. */
export const page = (element: unknown): string => `<!doctype html>\n${String(element)}\n`;
