/** The arguments of every connection. */
export interface Slice {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

interface Options<T> {
  /** What the list is sorted by, if it is not the order of `items`; the cursor holds it, so that a page goes on
   * where the last one ended although things moved meanwhile. */
  readonly key?: (item: T) => number;
  readonly descending?: boolean;
}

/** A page of a list, as GraphQL's connections show it. */
export function connection<T extends { readonly id: number }>(
  items: readonly T[],
  { first, last, after, before }: Slice,
  toNode: (item: T) => unknown,
  { key, descending = false }: Options<T> = {},
) {
  const sign = descending ? -1 : 1;
  const rows = items.map((item, place) => ({ item, at: [key?.(item) ?? place, key ? item.id : 0] as const }));
  if (key) rows.sort((one, other) => sign * compare(one.at, other.at));
  const order = key ? sign : 1;
  let chosen = rows;
  if (after) chosen = chosen.filter(({ at }) => order * compare(at, fromCursor(after)) > 0);
  if (before) chosen = chosen.filter(({ at }) => order * compare(at, fromCursor(before)) < 0);
  const all = chosen.length;
  if (first != null) chosen = chosen.slice(0, first);
  else if (last != null) chosen = chosen.slice(-last);
  const edges = chosen.map(({ item, at }) => ({
    cursor: toCursor(at),
    node: () => toNode(item),
  }));
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: first != null ? all > first : before != null,
      hasPreviousPage: last != null ? all > last : after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    edges,
    nodes: () => chosen.map(({ item }) => toNode(item)),
  };
}

type Place = readonly [key: number, id: number];

const compare = (one: Place, other: Place): number => one[0] - other[0] || one[1] - other[1];

const toCursor = ([key, id]: Place): string => Buffer.from(`cursor:v2:${key}:${id}`).toString('base64');

function fromCursor(text: string): Place {
  const [, , key, id] = Buffer.from(text, 'base64').toString().split(':');
  if (id === undefined) throw new Error(`\`${text}\` does not appear to be a valid cursor.`);
  return [Number(key), Number(id)];
}
