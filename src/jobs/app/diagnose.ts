import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { gitVersion } from '../../git/version.js';
import type { GitHub } from '../../github/app.js';
import { listDeliveries } from '../../github/deliveries.js';
import { installations } from '../../github/repositories.js';
import { hookUrl, ownApp } from '../../github/self.js';
import type {
  Diagnosis,
  Failed,
  FoundDatabase,
  FoundGitHub,
  FoundHome,
  FoundQueue,
  FoundWork,
  Revived,
} from '../../model/diagnosis.js';
import type { Queue } from '../../queue/queue.js';
import type { Looked } from '../../store/look.js';
import type { Store } from '../../store/store.js';
import { messageOf } from './failures.js';
import { importProgress, secondsLeft } from './import-history.js';

/** How to open what is looked at; each may fail by itself. Null: not used here. */
export interface Edges {
  readonly home: string;
  /** Where webhooks are heard, as the configuration has it; null: it does not say. */
  readonly hookUrl: string | null;
  readonly database: { readonly embedded: boolean; readonly look: () => Promise<Looked> } | null;
  /** `embedded`: in the process of the server, where nobody else sees it. */
  readonly redis:
    | 'embedded'
    | {
        readonly examine: () => Promise<readonly string[]>;
        readonly open: () => Queue;
      }
    | null;
  readonly github: (() => Promise<GitHub>) | null;
}

const DAY = 24 * 60 * 60;
/** A thousand webhooks say how it is. */
const MOST_PAGES = 10;
/** More of what was given up nobody reads at once. */
const MOST_DEAD = 3;
const PATIENCE_MS = 5_000;

/**
 * Looks at everything that an installation stands on. Nothing is changed, except that with `revive` what was given up gets
 * another go.
 *
 * @param edges null: the configuration could not be read
 */
export async function diagnose(
  configuration: Diagnosis['configuration'],
  edges: Edges | null,
  { revive, now }: { readonly revive: boolean; readonly now: () => number },
): Promise<Diagnosis> {
  const looked = edges?.database == null ? null : await orFailed(edges.database.look());
  const store = looked?.kind === 'open' && looked.pending.length === 0 ? looked.store : null;
  const queue =
    edges === null || edges.redis === null || edges.redis === 'embedded' ? null : edges.redis.open();
  try {
    const revived = revive ? await reviveAll(store, queue, looked, Math.floor(now() / 1000)) : null;
    return {
      now: Math.floor(now() / 1000),
      node: process.versions.node,
      git: await gitVersion(),
      configuration,
      home: edges === null ? null : await lookAtHome(edges.home),
      database:
        looked === null || looked.kind === 'failed'
          ? looked
          : databaseOf(looked, edges?.database?.embedded ?? true),
      queue: await queueOf(edges, queue),
      github: edges?.github == null ? null : await orFailed(lookAtGitHub(edges.github, edges.hookUrl, now)),
      work: store === null ? null : await workOf(store),
      revived,
    };
  } finally {
    await queue?.close(PATIENCE_MS);
    if (looked?.kind === 'open') await looked.store.close();
  }
}

const orFailed = <T>(looking: Promise<T>): Promise<T | Failed> =>
  looking.catch((error: unknown) => ({ kind: 'failed', why: messageOf(error) }) as const);

const databaseOf = (looked: Looked, embedded: boolean): FoundDatabase => ({
  kind: looked.kind,
  embedded,
  holder: looked.kind === 'in-use' ? looked.holder : '',
  pending: looked.kind === 'open' ? looked.pending.length : 0,
});

async function lookAtHome(path: string): Promise<FoundHome> {
  const found = await stat(path).catch(() => null);
  if (found === null) return { path, there: false, writable: false, open: false, free: null };
  const credentials = await stat(join(path, 'credentials.json')).catch(() => null);
  const disk = await statfs(path).catch(() => null);
  return {
    path,
    there: true,
    writable: await access(path, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    ),
    open: (found.mode & 0o022) !== 0 || ((credentials?.mode ?? 0) & 0o077) !== 0,
    free: disk === null ? null : disk.bavail * disk.bsize,
  };
}

async function queueOf(edges: Edges | null, queue: Queue | null): Promise<Diagnosis['queue']> {
  const redis = edges?.redis ?? null;
  if (redis === 'embedded') return { kind: 'embedded' };
  if (redis === null || queue === null) return null;
  return orFailed(
    (async (): Promise<FoundQueue> => {
      const complaints = await redis.examine();
      const { waiting, running } = await queue.counts();
      const dead = await queue.dead();
      const what = ({ kind, subject }: (typeof dead)[number]): string => `${kind} ${subject}`;
      return {
        kind: 'redis',
        ...{ complaints, waiting, running },
        dead: dead.map((job) => ({ what: what(job), why: job.error })),
      };
    })(),
  );
}

async function lookAtGitHub(
  open: () => Promise<GitHub>,
  expected: string | null,
  now: () => number,
): Promise<FoundGitHub> {
  const github = await open();
  return {
    kind: 'found',
    ...(await ownApp(github, now)),
    installations: await installations(github),
    webhooks: await webhooksOf(github),
    hook: { url: await hookUrl(github), expected },
  };
}

/** By GitHub's own times: the newest is now, whatever our clock says. */
async function webhooksOf({ app }: GitHub): Promise<FoundGitHub['webhooks']> {
  const byGuid = new Map<string, { ok: boolean; code: number }>();
  let [since, cursor]: [number | null, string | null] = [null, null];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { attempts, next } = await listDeliveries(app, cursor);
    since ??= (attempts[0]?.deliveredAt ?? 0) - DAY;
    const young = attempts.filter(({ deliveredAt }) => deliveredAt >= (since ?? 0));
    for (const { guid, ok, code } of young) {
      const known = byGuid.get(guid);
      // The newest attempt comes first, and one that was taken is enough.
      if (known === undefined || (ok && !known.ok)) byGuid.set(guid, { ok, code });
    }
    if (next === null || young.length < attempts.length) break;
    cursor = next;
  }
  const lost = [...byGuid.values()].filter(({ ok }) => !ok);
  return { sent: byGuid.size, failed: lost.length, codes: [...new Set(lost.map(({ code }) => code))] };
}

async function workOf(store: Store): Promise<FoundWork> {
  const [inbox, outbox] = [await store.inbox.state(), await store.outbox.state()];
  const deliveries = await store.inbox.dead(MOST_DEAD);
  const checks = await store.outbox.dead(MOST_DEAD);
  const issues = await store.issues.dead(MOST_DEAD);
  const imports: FoundWork['imports'][number][] = [];
  for (const { id, owner, name } of await store.repositories.all()) {
    const progress = await importProgress({ store }, id);
    const leftOut = progress?.skipped?.length ?? 0;
    if (progress === null || (progress.next === null && leftOut === 0)) continue;
    const { done, total } = progress;
    const left = progress.next === null ? null : secondsLeft(progress);
    imports.push({ repository: `${owner}/${name}`, done, total, leftOut, secondsLeft: left });
  }
  return {
    inbox: {
      ...{ waiting: inbox.waiting, oldest: inbox.oldest, deadInAll: inbox.dead },
      dead: deliveries.map(({ event, guid, why }) => ({ what: `${event} ${guid}`, why })),
    },
    outbox: {
      ...{ waiting: outbox.waiting, deadInAll: outbox.dead },
      dead: checks.map(({ repository, head, why }) => ({
        what: `repository ${repository}, commit ${head.slice(0, 12)}`,
        why,
      })),
    },
    issues: issues.map(({ repository, kind, why }) => ({
      what: `the ${kind} of repository ${repository}`,
      why: why ?? '',
    })),
    imports,
  };
}

/** Gives what was given up another go. A server that runs takes it up within seconds, another one when it starts. */
async function reviveAll(
  store: Store | null,
  queue: Queue | null,
  looked: Looked | Failed | null,
  now: number,
): Promise<Revived> {
  const nothing = { deliveries: 0, checks: 0, jobs: 0 };
  if (store === null) {
    const why =
      looked?.kind === 'in-use'
        ? 'a server has the embedded database: stop it, do this again, and start it'
        : 'there is no database that could be written to: see above';
    return { ...nothing, why };
  }
  try {
    let jobs = 0;
    for (const { id } of queue === null ? [] : await queue.dead()) {
      if (await queue?.retry(id)) jobs += 1;
    }
    await store.issues.revive(now);
    return {
      deliveries: await store.inbox.revive(null),
      checks: await store.outbox.revive(null),
      jobs,
      why: null,
    };
  } catch (error) {
    return { ...nothing, why: messageOf(error) };
  }
}
