import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { escaped, Schemas } from './check.js';
import { type Node, normalise } from './normalise.js';
import { waived } from './waivers.js';

interface Document {
  readonly webhooks: Readonly<Record<string, { readonly post: Node }>>;
  readonly components: Readonly<Record<string, unknown>>;
}

let loaded: { readonly schemas: Schemas; readonly events: ReadonlySet<string> } | null = null;

function load() {
  const path = createRequire(import.meta.url).resolve('@octokit/openapi-webhooks');
  const file = path.replace(/index\.js$/, 'generated/api.github.com.json');
  const { webhooks, components } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const events = Object.fromEntries(
    Object.entries(webhooks).map(([name, { post }]) => {
      const { content } = post.requestBody as { content: Record<string, { schema: unknown }> };
      return [name, normalise(content['application/json']?.schema)];
    }),
  );
  return {
    schemas: new Schemas({ components: normalise(components), events }),
    events: new Set(Object.keys(events)),
  };
}

/** What is wrong with a payload by GitHub's own schema, without what is waived. */
export function payloadErrors(event: string, action: string | null, payload: unknown): readonly string[] {
  loaded ??= load();
  const name = [event, action]
    .filter((part) => part !== null)
    .join('-')
    .replaceAll('_', '-');
  if (!loaded.events.has(name)) return [`GitHub has no event ${name}`];
  return loaded.schemas
    .at(`/events/${escaped(name)}`)(payload)
    .filter((wrong) => !waived(name, wrong));
}
