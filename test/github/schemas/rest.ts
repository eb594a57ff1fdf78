import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { escaped, Schemas } from './check.js';
import { closed, cut, type Node, normalise } from './normalise.js';
import { waived } from './waivers.js';

/** An operation of GitHub's REST API, as far as its specification says. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** `/repos/{owner}/{repo}` */
  readonly path: string;
  readonly query: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  readonly hasBody: boolean;
}

export interface RestSchemas {
  /** Those that GitHub knows, ours or not; to tell what is missing here from what does not exist. */
  readonly known: readonly { readonly id: string; readonly method: string; readonly path: string }[];
  readonly operations: ReadonlyMap<string, Operation>;
  readonly request: (operation: string, body: unknown) => readonly string[];
  readonly query: (operation: string, query: Readonly<Record<string, string>>) => readonly string[];
  readonly reply: (operation: string, status: number, body: unknown) => readonly string[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: Readonly<Record<string, Node>>;
}

/**
 * Operations that GitHub answers without documenting them, by the one whose answers they share.
 * `GET /repositories/{id}` is where a renamed repository is redirected to.
 */
const UNDOCUMENTED: Readonly<Record<string, { like: string; path: string }>> = {
  'repos/get-by-id': { like: 'repos/get', path: '/repositories/{repository_id}' },
};

const load = (): Document =>
  JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'),
      'utf8',
    ),
  );

/** Reads GitHub's specification and keeps what the named operations need. */
export function restSchemas(ids: readonly string[]): RestSchemas {
  const { paths, components } = load();
  const known: { id: string; method: string; path: string }[] = [];
  const operations = new Map<string, Operation>();
  const parts: Record<string, unknown> = {};
  const keep = (id: string, method: string, path: string, node: Node): void => {
    const parameters = ((node.parameters ?? []) as Node[]).map((one) => deref(one, components));
    const inQuery = parameters.filter((one) => one.in === 'query');
    const body = json(node.requestBody, components);
    const responses = Object.entries(node.responses as Record<string, Node>).map(
      ([status, response]) => [status, json(response, components)] as const,
    );
    parts[id] = {
      ...(body === null ? {} : { request: closed(normalise(inlined(body, components))) }),
      query: Object.fromEntries(inQuery.map((one) => [one.name as string, normalise(one.schema)])),
      responses: Object.fromEntries(
        responses.map(([status, schema]) => [status, schema === null ? null : closed(normalise(schema))]),
      ),
    };
    operations.set(id, {
      id,
      method,
      path,
      query: new Set(inQuery.map((one) => one.name as string)),
      statuses: new Set(responses.map(([status]) => status)),
      hasBody: body !== null,
    });
  };
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, node] of Object.entries(methods)) {
      const id = node.operationId as string | undefined;
      if (id === undefined) continue;
      known.push({ id, method, path });
      if (ids.includes(id)) keep(id, method, path, node);
      for (const [own, { like, path: at }] of Object.entries(UNDOCUMENTED)) {
        if (like === id && ids.includes(own)) keep(own, method, at, { ...node, parameters: [] });
      }
    }
  }
  const missing = ids.filter((id) => !operations.has(id));
  if (missing.length > 0) throw new Error(`GitHub's specification has no ${missing.join(', ')}`);
  const needed = closed(normalise(cut(parts, components)));
  const schemas = new Schemas({ components: needed, operations: parts });
  const at = (id: string, end: string) => schemas.at(`/operations/${escaped(id)}/${end}`);
  return {
    known,
    operations,
    request: (id, body) => (operations.get(id)?.hasBody ? at(id, 'request')(body) : ownBody(body)),
    query: (id, query) =>
      Object.entries(query).flatMap(([name, text]) =>
        operations.get(id)?.query.has(name)
          ? at(id, `query/${escaped(name)}`)(typed(text)).map((wrong) => `?${name} ${wrong}`)
          : [`?${name} is not a parameter of ${id}`],
      ),
    reply: (id, status, body) => {
      const responses = (parts[id] as { responses: Record<string, unknown> }).responses;
      if (!(status in responses)) return COMMON.has(status) ? [] : [`${status} is no answer of ${id}`];
      return responses[status] === null
        ? ownBody(body)
        : at(id, `responses/${status}`)(body).filter((wrong) => !waived(`${id} ${status}`, wrong));
    },
  };
}

/** Answers that any operation may give although its specification does not name them. */
const COMMON = new Set([301, 304, 401, 403, 404, 422, 429, 500, 502]);

const ownBody = (body: unknown): readonly string[] =>
  body === undefined || body === null || body === '' ? [] : ['/ has a body where none is expected'];

/** A query parameter as the value that it stands for. */
const typed = (text: string): unknown => (/^\d{1,15}$/.test(text) ? Number(text) : text);

function deref(node: Node, components: Document['components']): Node {
  const ref = /^#\/components\/([^/]+)\/(.+)$/.exec((node.$ref as string | undefined) ?? '');
  return ref === null ? node : ((components[ref[1] ?? '']?.[ref[2] ?? ''] as Node | undefined) ?? node);
}

/** The schema of a JSON body; null where there is none. */
function json(node: unknown, components: Document['components']): Node | null {
  if (node === undefined) return null;
  const content = deref(node as Node, components).content as Record<string, { schema: Node }> | undefined;
  return content?.['application/json']?.schema ?? null;
}

/** A request's schema with what it refers to put in its place, so that it can be closed without closing replies. */
function inlined(value: unknown, components: Document['components']): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, components));
  if (typeof value !== 'object' || value === null) return value;
  const node = deref(value as Node, components);
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, inlined(one, components)]));
}
