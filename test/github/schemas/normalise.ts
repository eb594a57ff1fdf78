/** A node of an OpenAPI document. */
export type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rewrites OpenAPI 3.0's `nullable`, which JSON Schema does not know, and drops what only documents. */
export function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (!isNode(value)) return value;
  const { nullable, example: _, examples: __, discriminator: ___, ...rest } = value;
  const node: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, one]) => [key, normalise(one)]),
  );
  // A property may be called `nullable`, `example` or the like: then its value is a schema.
  for (const key of ['nullable', 'example', 'examples', 'discriminator']) {
    if (isNode(value[key]) && 'type' in (value[key] as Node)) node[key] = normalise(value[key]);
  }
  return nullable === true ? orNull(node) : node;
}

function orNull(node: Record<string, unknown>): Node {
  const { type, enum: values } = node;
  if (typeof type !== 'string') return { anyOf: [node, { type: 'null' }] };
  return {
    ...node,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}

/** Forbids fields that a schema does not name; with `anyOf` and the like, what is named is named elsewhere too. */
export function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isNode(value)) return value;
  const node = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'anyOf' || key === 'oneOf' || key === 'allOf' ? one : closed(one),
    ]),
  );
  const bare = isNode(value.properties) && !('additionalProperties' in value) && value.type !== undefined;
  return bare ? { ...node, additionalProperties: false } : node;
}

/** The names of components that a part of a document refers to, with those that they refer to in turn. */
export function referred(part: unknown, components: Readonly<Record<string, Node>>): Set<string> {
  const found = new Set<string>();
  const open: unknown[] = [part];
  while (open.length > 0) {
    const text = JSON.stringify(open.pop());
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/([^/"]+)\/([^"]+)"/g)) {
      const key = `${kind}/${name}`;
      if (found.has(key)) continue;
      found.add(key);
      open.push(components[kind]?.[name]);
    }
  }
  return found;
}

/** The components of a document that a part of it needs. */
export function cut(part: unknown, components: Readonly<Record<string, Node>>): Record<string, Node> {
  const kept: Record<string, Record<string, unknown>> = {};
  for (const key of referred(part, components)) {
    const [kind = '', name = ''] = key.split('/');
    kept[kind] ??= {};
    kept[kind][name] = components[kind]?.[name];
  }
  return kept;
}
