import type { Double } from '../client.js';
import { run } from '../git/run.js';
import { type PlannedPull, planReplay } from './plan.js';

export interface ReplayOptions {
  /** A local git repository. */
  readonly path: string;
  readonly owner: string;
  readonly name: string;
  /** True unless told. */
  readonly private?: boolean;
  readonly branch?: string;
  /** How many pull requests, the last ones of the history; 20 unless told. */
  readonly last?: number;
  /** Commits that no merge brought: how many make a pull request; 3 unless told. */
  readonly group?: number;
  /** How often a pull request is pushed to at most, the opening included; 3 unless told. */
  readonly pushes?: number;
  /** Milliseconds between one step and the next; 0 unless told. */
  readonly pause?: number;
  /** When things happen: at this moment, or when the history has them (the app is told at this moment anyway). */
  readonly dates?: 'now' | 'history';
  /** Whether the app is installed there first; true unless told. */
  readonly install?: boolean;
  /** How many of them were there before the app: the app is told nothing, and they have the dates of the history; 0 unless told. */
  readonly before?: number;
  /** Waits after each step until the app has answered all webhooks; true unless told. */
  readonly settle?: boolean;
  /** The next step waits for it. */
  readonly onStep?: (step: ReplayStep) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface ReplayStep {
  readonly kind: 'opened' | 'reviewed' | 'pushed' | 'resolved' | 'merged';
  readonly number: number;
  readonly title: string;
  /** Whether it was before the app was installed. */
  readonly before: boolean;
  /** How many pull requests are done, of how many. */
  readonly done: number;
  readonly total: number;
}

export interface Replayed {
  readonly repository: string;
  readonly installation: number | null;
  readonly pullRequests: readonly {
    readonly number: number;
    readonly head: string;
    readonly merge: string;
  }[];
}

/** What reviewers say, in turn: questions, requests, praise. */
const REMARKS = [
  'Could this be null here? A test for it would help.',
  'nit: the name says less than the code does.',
  'What happens when the list is empty?',
  'This repeats what the function above does; can they share it?',
  'Nice and short.',
  'Please handle the error: it is lost now.',
];

/** Plays the end of a history as pull requests: open → push → review → push → resolve → merge, one after the other. */
export async function replay(double: Double, options: ReplayOptions): Promise<Replayed> {
  const { path, owner, name, branch = 'main', last = 20, group = 3, pushes = 3, before = 0 } = options;
  const plan = await planReplay({ path, branch, last, group, pushes });
  const [first] = plan;
  if (first === undefined) throw new Error(`${path} has no commits on ${branch} to make pull requests of`);
  const { control } = double;
  const repository = `${owner}/${name}`;
  const visibility = options.private === undefined ? {} : { private: options.private };
  await control.importRepository({
    owner,
    name,
    path,
    defaultBranch: branch,
    start: first.base,
    ...visibility,
  });
  for (const { author } of plan)
    await control.addAccount({ login: loginOf(author.name), email: author.email });
  const pullRequests: Replayed['pullRequests'][number][] = [];
  const people = [...new Set(plan.map(({ author }): string => loginOf(author.name)))];
  let installation: Replayed['installation'] = null;
  for (const [place, planned] of plan.entries()) {
    const quiet = place < before;
    if (!quiet && installation === null && options.install !== false)
      installation = (await control.install({ account: owner })).id;
    const step = async (kind: ReplayStep['kind'], number: number): Promise<void> => {
      options.signal?.throwIfAborted();
      if (!quiet && (options.settle ?? true)) await control.settled();
      const { title } = planned;
      await options.onStep?.({ kind, number, title, before: quiet, done: place, total: plan.length });
      if (!quiet && options.pause) await new Promise((done) => setTimeout(done, options.pause));
    };
    const past = quiet || options.dates === 'history';
    pullRequests.push(await play(double, repository, planned, { path, place, people, past, step }));
  }
  return { repository, installation, pullRequests };
}

interface Playing {
  readonly path: string;
  readonly place: number;
  readonly people: readonly string[];
  readonly past: boolean;
  readonly step: (kind: ReplayStep['kind'], number: number) => Promise<void>;
}

async function play(
  { control }: Double,
  repository: string,
  planned: PlannedPull,
  { path, place, people, past, step }: Playing,
) {
  const { heads, title, merge, openedAt } = planned;
  const author = loginOf(planned.author.name);
  const reviewer = people.find((one) => one !== author) ?? 'reviewer';
  // Spread evenly between its first commit and its merge.
  const steps = heads.length + 3;
  const when = (count: number) =>
    past ? { at: Math.floor(openedAt + ((merge.at - openedAt) * count) / steps) } : {};
  const [opening = merge.sha, ...later] = heads;
  const from = (ref: string) => ({ from: { path, ref } });
  const head = `change-${place + 1}`;
  const { number } = await control.openPullRequest({
    repository,
    author,
    title,
    head,
    ...from(opening),
    ...when(0),
  });
  await step('opened', number);
  const of = { repository, number };
  const at = await firstAdded(path, planned.base, opening);
  const body = REMARKS[place % REMARKS.length] ?? '';
  const comments = at === null ? [] : [{ ...at, body }];
  const { threads } = await control.review({ ...of, author: reviewer, comments, ...when(1) });
  await step('reviewed', number);
  for (const [count, ref] of later.entries()) {
    await control.pushPullRequest({ ...of, ...from(ref), ...when(2 + count) });
    await step('pushed', number);
  }
  for (const thread of threads) {
    await control.resolveThread({ ...of, thread, by: author, ...when(steps - 1) });
    await step('resolved', number);
  }
  await control.review({ ...of, author: reviewer, state: 'APPROVED', ...when(steps - 1) });
  await control.mergePullRequest({
    ...of,
    by: reviewer,
    method: planned.method,
    as: merge.sha,
    ...when(steps),
  });
  await step('merged', number);
  return { number, head: heads.at(-1) ?? merge.sha, merge: merge.sha };
}

const loginOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 39) || 'somebody';

/** A line that the change adds: where a reviewer has something to say; null where it adds none. */
async function firstAdded(
  path: string,
  base: string,
  head: string,
): Promise<{ path: string; line: number } | null> {
  const diff = await run([
    '-C',
    path,
    '-c',
    'safe.directory=*',
    'diff',
    '--unified=0',
    '--no-renames',
    `${base}...${head}`,
  ]);
  let file: string | null = null;
  for (const line of diff.split('\n')) {
    const name = /^\+\+\+ b\/(.+)$/.exec(line)?.[1];
    if (name !== undefined) file = name;
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (file !== null && hunk !== null && hunk[2] !== '0') return { path: file, line: Number(hunk[1]) };
  }
  return null;
}
