import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { STYLE } from './style.js';

interface LayoutProps {
  readonly title: string;
  /** Asks the browser for the page again after so many seconds; null for never. */
  readonly refresh?: number | null;
  readonly children: Child;
}

/** What every page has around it. No script, nothing loaded from anywhere. */
export function Layout({ title, refresh = null, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refresh === null ? null : <meta http-equiv="refresh" content={String(refresh)} />}
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A whole page as text. */
export const page = (element: unknown): string => `<!doctype html>\n${String(element)}\n`;
