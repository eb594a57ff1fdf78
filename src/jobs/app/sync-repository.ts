import { createHash } from 'node:crypto';
import { observationsOf } from '../../analyses/index.js';
import { openRepository, type Repository } from '../../git/repository.js';
import type { Change } from '../../model/change.js';
import type { Settings } from '../../model/settings.js';
import type { StoredJudgement } from '../../store/changes.js';
import { judgeChanges } from '../judge-changes.js';
import { JudgingMemory } from '../judging-memory.js';
import { detectorVersion } from '../kept-results.js';
import type { App } from './app.js';
import { syncDone, syncWanted } from './due.js';
import { type Installed, installedRepository } from './installed.js';
import { rememberBots } from './known-bots.js';
import { readConfiguration } from './read-configuration.js';
import { refreshReport } from './refresh-report.js';

/** Changes that are judged and saved together: a kill repeats at most so many. */
const PAGE = 200;
const CURSOR = 'sync';
/** Changes before a page that are judged once more, because what came shortly before decides what is test first. */
const WARM_UP = 40;

/** Where the judging of a default branch has come to. */
interface SyncCursor {
  /** By what it was judged: our own code and the configuration. */
  readonly by: string;
  /** The last change. */
  readonly last: string;
}

/**
 * Judges what came to the default branch since the last time, page by page; all of it where the branch was rewritten, the
 * configuration has changed, or we judge otherwise than then.
 */
export async function syncRepository(app: App, id: number, signal: AbortSignal): Promise<void> {
  const installed = await installedRepository(app, id);
  if (installed === null) return;
  const wanted = await syncWanted(app, id);
  const path = await app.mirrors.fetchAll(installed);
  const mirror = await openRepository(path, installed.installation.secret);
  try {
    const branch = await mirror.defaultBranch().catch(() => null);
    // A repository without commits has nothing to judge yet.
    if (branch === null) return await syncDone(app, id, wanted);
    // What is new came without its files: without this one, no configuration would pass for the repository's own word.
    await app.mirrors.fetchConfiguration(installed, branch.head);
    const configuration = await readConfiguration(app, installed, mirror, branch.head);
    await rememberBots(app, id, configuration.settings);
    await app.store.interventions.save(id, configuration.settings.interventions);
    await judgeNew(app, installed, mirror, configuration.settings, signal);
    if (signal.aborted) return;
    await refreshReport(app, installed, branch, configuration);
    await syncDone(app, id, wanted);
  } finally {
    await mirror.close();
  }
}

async function judgeNew(
  app: App,
  installed: Installed,
  mirror: Repository,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const { id } = installed.repository;
  const isBot = (name: string): boolean => settings.bots.some((pattern) => pattern.matches(name));
  const { changes } = await mirror.history({ branch: null, isBot });
  const by = createHash('sha256')
    .update(detectorVersion())
    .update(JSON.stringify(settings))
    .digest('hex')
    .slice(0, 16);
  let before = await app.store.cursors.get(id, CURSOR);
  const cursor = before === null ? null : (JSON.parse(before) as SyncCursor);
  let from = cursor?.by === by ? changes.findIndex((change) => change.id === cursor.last) + 1 : 0;
  if (from === 0 && before !== null) {
    await app.store.changes.clear(id, CURSOR);
    before = null;
  }
  const memory = new JudgingMemory();
  let warmUp = changes.slice(Math.max(0, from - WARM_UP), from);
  for (; from < changes.length && !signal.aborted; from += PAGE) {
    const page = changes.slice(from, from + PAGE);
    await app.mirrors.fetchFilesOf(installed, [...warmUp, ...page]);
    const after = JSON.stringify({ by, last: page.at(-1)?.id ?? '' } satisfies SyncCursor);
    const judged = await judgePage(mirror, [...warmUp, ...page], new Set(page), settings, memory);
    const written = await app.store.changes.add(id, judged, { name: CURSOR, before, after });
    // Somebody else does the same, or it was erased: both go on without us.
    if (written !== 'written') return;
    before = after;
    warmUp = [];
    app.log.info({ repository: id, done: from + page.length, total: changes.length }, 'changes were judged');
  }
}

async function judgePage(
  mirror: Repository,
  changes: readonly Change[],
  wanted: ReadonlySet<Change>,
  settings: Settings,
  memory: JudgingMemory,
): Promise<StoredJudgement[]> {
  const judged: StoredJudgement[] = [];
  for await (const judgement of judgeChanges(mirror, changes, settings, { memory })) {
    if (wanted.has(judgement.change))
      judged.push({ judgement, observations: judgement.findings.flatMap(observationsOf) });
  }
  return judged;
}
