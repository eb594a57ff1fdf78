import type { Child } from 'hono/jsx';

interface LinkProps {
  /** Null: the words stand there without a link. */
  readonly href: string | null;
  readonly class?: string;
  readonly children: Child;
}

/** A link, where there is somewhere to go. */
export function Link({ href, class: name, children }: LinkProps) {
  if (href === null) return <>{children}</>;
  return (
    <a href={href} class={name}>
      {children}
    </a>
  );
}
