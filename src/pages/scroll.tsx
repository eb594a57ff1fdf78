import type { Child } from 'hono/jsx';

/** What may be wider than the screen: it scrolls by itself, and keys reach it. */
export function Scroll({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  );
}
