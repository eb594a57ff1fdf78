import { keeps } from '../world.js';
import type { Call, Reply } from './reply.js';

const PER_PAGE = 30;

/** One page of a list, and how many there are. */
export function page<T>(
  { query }: Call,
  all: readonly T[],
): { items: readonly T[]; pages: NonNullable<Reply['pages']> } {
  const size = Math.min(100, Math.max(1, Number(query.per_page ?? PER_PAGE)));
  const at = Math.max(1, Number(query.page ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  return { items: all.slice((at - 1) * size, at * size), pages: { page: at, last } };
}

/** The header `Link`, as GitHub writes it; null where there is one page only. */
export function linkHeader(call: Call, url: URL, pages: Reply['pages']): string | null {
  if (pages === undefined || !keeps(call.world, 'link-paging')) return null;
  const to = (changes: Readonly<Record<string, string>>, rel: string): string => {
    const there = new URL(url);
    for (const [key, value] of Object.entries(changes)) there.searchParams.set(key, value);
    return `<${there}>; rel="${rel}"`;
  };
  if ('cursor' in pages) return to({ cursor: pages.cursor }, 'next');
  const { page: at, last } = pages;
  const links = [
    ...(at > 1 ? [to({ page: String(at - 1) }, 'prev')] : []),
    ...(at < last ? [to({ page: String(at + 1) }, 'next'), to({ page: String(last) }, 'last')] : []),
    ...(at > 1 ? [to({ page: '1' }, 'first')] : []),
  ];
  return links.length === 0 ? null : links.join(', ');
}
