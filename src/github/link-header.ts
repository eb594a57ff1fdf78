/** The address of the next page that a `Link` header names; null where there is none. */
export function nextLink(header: string | undefined): URL | null {
  const address = /<([^<>]{1,2000})>;\s*rel="next"/.exec(header ?? '')?.[1];
  return address !== undefined && URL.canParse(address) ? new URL(address) : null;
}
