import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { escaped, Schemas } from './check.js';
import { closed, cut, type Node, normalise } from './normalise.js';
import { waived } from './waivers.js';

interface Document {
  readonly webhooks: Readonly<Record<string, { readonly post: Node }>>;
  readonly components: Readonly<Record<string, Node>>;
}

/** The events that the double can send; the rest of GitHub's hundreds is not even prepared. */
const OURS =
  /^(pull-request|pull-request-review|pull-request-review-comment|pull-request-review-thread|issue-comment|check-run|check-suite|merge-group|push|repository|installation|installation-repositories|installation-target|github-app-authorization|ping)(-(opened|synchronize|reopened|ready-for-review|converted-to-draft|review-requested|labeled|edited|closed|submitted|created|resolved|unresolved|rerequested|requested-action|requested|completed|checks-requested|destroyed|renamed|transferred|archived|unarchived|privatized|publicized|deleted|suspend|unsuspend|new-permissions-accepted|added|removed|revoked))?$/;

let loaded: { readonly schemas: Schemas; readonly events: ReadonlySet<string> } | null = null;

function load() {
  const path = createRequire(import.meta.url).resolve('@octokit/openapi-webhooks');
  const file = path.replace(/index\.js$/, 'generated/api.github.com.json');
  const { webhooks, components } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const events: Record<string, unknown> = {};
  for (const [name, { post }] of Object.entries(webhooks)) {
    if (!OURS.test(name)) continue;
    const { content } = post.requestBody as { content: Record<string, { schema: unknown }> };
    events[name] = content['application/json']?.schema;
  }
  const document = { components: cut(events, components), events };
  return {
    schemas: new Schemas(closed(normalise(document)) as object),
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
  if (!loaded.events.has(name)) return [`GitHub has no event ${name}, or the double does not know it`];
  return loaded.schemas
    .at(`/events/${escaped(name)}`)(payload)
    .filter((wrong) => !waived(name, wrong));
}
