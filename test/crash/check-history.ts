import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Double } from '../github/client.js';
import type { Stage } from './stage.js';
import type { Row, Tables } from './tables.js';
import type { PlayedPull } from './traffic.js';

/** What a run came to. Every line is one thing that must not be. */
export interface Verdict {
  /** Deliveries that GitHub was thanked for. */
  readonly acknowledged: number;
  /** Runs that were replaced by a new one, because nobody knew which lots of annotations they had; GitHub hides them. */
  readonly replaced: number;
  /** What was acknowledged and not done, or should be there and is not. */
  readonly losses: readonly string[];
  /** Checks or annotations that are there twice. */
  readonly doubles: readonly string[];
  /** What is left of an erased repository. */
  readonly left: readonly string[];
}

export interface Expected {
  readonly pulls: readonly PlayedPull[];
  readonly erased: readonly { readonly id: number; readonly fullName: string }[];
}

type Run = Awaited<ReturnType<Double['control']['checkRuns']>>[number];

/** Looks at the whole history afterwards: what GitHub sent and has, and what the database and the disk have. */
export async function checkHistory(stage: Stage, { pulls, erased }: Expected): Promise<Verdict> {
  const { control } = stage.github;
  const tables = await stage.tables();
  const rows = (name: string): readonly Row[] => tables.get(name) ?? [];
  const acknowledged = new Set(
    (await control.deliveries())
      .filter(({ statusCode }) => statusCode >= 200 && statusCode < 300)
      .map(({ guid }) => guid),
  );
  const runs = new Map<string, readonly Run[]>();
  for (const repository of new Set(pulls.map((pull) => pull.repository)))
    runs.set(repository, await control.checkRuns({ repository }));
  const losses = [
    ...lostDeliveries(acknowledged, rows('Delivery')),
    ...unfinished(rows),
    ...pulls.flatMap((pull) => lostCheck(pull, runs.get(pull.repository) ?? [], rows('CheckPublication'))),
    ...(await control.violations()).map(({ where, what }) => `violation at ${where}: ${what}`),
  ];
  const all = [...runs.values()].flat();
  return {
    acknowledged: acknowledged.size,
    replaced: replacedIn(all).length,
    losses,
    doubles: doublesIn(all),
    left: erased.flatMap((one) => leftOf(one, tables, stage)),
  };
}

function lostDeliveries(acknowledged: ReadonlySet<string>, inbox: readonly Row[]): string[] {
  const states = new Map(inbox.map(({ guid, state }) => [guid, state]));
  return [...acknowledged].flatMap((guid) =>
    states.get(guid) === 'done' ? [] : [`delivery ${guid} is ${states.get(guid) ?? 'not there'}`],
  );
}

function unfinished(rows: (name: string) => readonly Row[]): string[] {
  const deliveries = rows('Delivery').filter(({ state }) => state !== 'done');
  const publications = rows('CheckPublication').filter(
    ({ state }) => state !== 'done' && state !== 'superseded',
  );
  const imported = new Set(
    rows('SyncCursor')
      .filter(({ name, value }) => name === 'import' && JSON.parse(String(value)).next === null)
      .map(({ repositoryId }) => repositoryId),
  );
  const unread = rows('Repository').filter(({ id, erasedAt }) => erasedAt === null && !imported.has(id));
  return [
    ...deliveries.map(({ guid, state, why }) => `delivery ${guid} is ${state} (${why})`),
    ...publications.map(({ id, state, why }) => `check ${id} is ${state} (${why})`),
    ...unread.map(({ id }) => `repository ${id} was not imported to its end`),
  ];
}

/** The last thing that happened decides, whatever came in which order. */
function lostCheck(pull: PlayedPull, runs: readonly Run[], publications: readonly Row[]): string[] {
  if (pull.state !== 'open') return [];
  const name = `${pull.repository}#${pull.number} at ${pull.head.slice(0, 7)}`;
  const shown = shownOn(pull.head, runs);
  if (shown === null) return [`${name} has no check`];
  const last = publications
    .filter(({ head, number }) => head === pull.head && number === pull.number)
    .sort((one, other) => Number(one.order) - Number(other.order))
    .at(-1);
  const wanted = `test-first ${pull.features} of ${pull.features}`;
  const title = shown.output.title ?? '';
  return [
    ...(shown.status === 'completed' ? [] : [`the check of ${name} is ${shown.status}`]),
    ...(title === wanted || title.startsWith(`${wanted} `)
      ? []
      : [`the check of ${name} says “${title}”, not “${wanted}”`]),
    ...(last?.id === shown.externalId ? [] : [`the check of ${name} is not of the last judgement`]),
  ];
}

/** Of several runs of one name GitHub shows the last. */
const shownOn = (sha: string, runs: readonly Run[]): Run | null =>
  runs.filter(({ headSha, name }) => headSha === sha && name === 'Holdfast').at(-1) ?? null;

function doublesIn(runs: readonly Run[]): string[] {
  const replaced = new Set(replacedIn(runs));
  const doubles: string[] = [];
  const kept = runs.filter((run) => !replaced.has(run));
  for (const [externalId, same] of grouped(kept, ({ externalId }) => externalId))
    if (same.length > 1) doubles.push(`${same.length} check runs of the publication ${externalId}`);
  for (const [sha, ofHead] of grouped(kept, ({ headSha, name }) => `${headSha} ${name}`)) {
    ofHead.forEach((run, place) => {
      const before = ofHead[place - 1];
      if (before !== undefined && said(before) === said(run))
        doubles.push(`two check runs in a row say the same at ${sha}`);
    });
  }
  for (const { id, annotations } of kept) {
    const different = new Set(annotations.map((one) => JSON.stringify(one)));
    if (different.size < annotations.length)
      doubles.push(`${annotations.length - different.size} annotations of run ${id} are there twice`);
  }
  return doubles;
}

/** Runs with more than one lot of annotations, after which the same was published once more: on purpose, and hidden. */
function replacedIn(runs: readonly Run[]): Run[] {
  const perLot = 50;
  return [...grouped(runs, ({ externalId }) => externalId).values()].flatMap((same) =>
    (same.at(-1)?.annotations.length ?? 0) > perLot ? same.slice(0, -1) : [],
  );
}

const said = ({ output, conclusion, annotations }: Run): string =>
  JSON.stringify({ output, conclusion, annotations });

function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** Every table that names repositories, every text that names this one, and every disk. */
function leftOf(
  { id, fullName }: { readonly id: number; readonly fullName: string },
  tables: Tables,
  { actors }: Stage,
): string[] {
  const [, name = fullName] = fullName.split('/');
  const left: string[] = [];
  for (const [table, rows] of tables) {
    for (const row of rows) {
      const isTombstone = table === 'Repository' && row.id === id && row.erasedAt !== null && row.name === '';
      const isOf = row.repositoryId === id || (table === 'Repository' && row.id === id && !isTombstone);
      if (isOf || JSON.stringify(row).includes(`"${name}"`))
        left.push(`a row of ${table} is about ${fullName}`);
    }
  }
  if (!(tables.get('Repository') ?? []).some((row) => row.id === id))
    left.push(`${fullName} has no tombstone`);
  for (const { home } of actors) {
    const mirrors = filesIn(join(home, 'mirrors')).filter((file) => file.startsWith(`${id}.git`));
    left.push(...mirrors.map((file) => `${file} of ${fullName} is on a disk`));
  }
  return left;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
