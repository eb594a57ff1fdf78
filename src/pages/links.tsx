import { plainText } from '../reports/untrusted.js';

interface LinksProps {
  /** What it is called, and its address. */
  readonly links: readonly { readonly name: string; readonly href: string }[];
}

/** What else there is, at the top of a page. */
export function Links({ links }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Other pages">
      <ul class="links">
        {links.map(({ name, href }) => (
          <li>
            <a href={href}>{plainText(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
