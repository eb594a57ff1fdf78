import { resolve } from '../git/run.js';
import { annotationShape, checkRunShape } from '../shapes/check.js';
import { newId } from '../state/ids.js';
import type { CheckRun } from '../state/state.js';
import { echoCheckRun, suiteOf } from '../webhooks/checks.js';
import { keeps, now, type World } from '../world.js';
import { refuseWrongCheck, type WrittenCheck } from './check-rules.js';
import { page } from './pages.js';
import { reachedCheckRun, reachedRepository, refuseArchived } from './reach.js';
import { type Call, notFound, type Reply, unprocessable } from './reply.js';

/** `POST /repos/{owner}/{repo}/check-runs` */
export async function createCheckRun(call: Call): Promise<Reply> {
  const { world } = call;
  const repository = reachedRepository(call);
  refuseArchived(world, repository);
  const written = call.body as WrittenCheck;
  refuseWrongCheck(world, written);
  const sha = written.head_sha ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha) || (await resolve(world, repository, sha)) === null) {
    throw unprocessable(`No commit found for SHA: ${sha}`);
  }
  const at = now(world);
  const run: CheckRun = {
    id: newId(world.state),
    suiteId: suiteOf(world, repository, sha).id,
    headSha: sha,
    name: written.name ?? '',
    status: 'queued',
    conclusion: null,
    startedAt: at,
    completedAt: null,
    externalId: '',
    detailsUrl: 'https://holdfast.example',
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
    writes: 0,
  };
  repository.checkRuns.push(run);
  write(world, run, written);
  await echoCheckRun(world, repository, run, { created: true, completed: run.status === 'completed' });
  return { status: 201, body: checkRunShape(world, repository, run) };
}

/** `PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}`: annotations are added to those there are. */
export async function updateCheckRun(call: Call): Promise<Reply> {
  const { world } = call;
  const repository = reachedRepository(call);
  refuseArchived(world, repository);
  const run = reachedCheckRun(call, repository);
  const written = call.body as WrittenCheck;
  refuseWrongCheck(world, written);
  const before = run.status;
  write(world, run, written);
  const completed = run.status === 'completed' && before !== 'completed';
  await echoCheckRun(world, repository, run, { created: false, completed });
  return { status: 200, body: checkRunShape(world, repository, run) };
}

const seconds = (text: string): number => Math.floor(Date.parse(text) / 1000);

function write(world: World, run: CheckRun, written: WrittenCheck): void {
  const { name, status, conclusion, started_at, completed_at, external_id, details_url, output, actions } =
    written;
  if (name !== undefined) run.name = name;
  if (status !== undefined) run.status = status;
  if (started_at !== undefined) run.startedAt = seconds(started_at);
  if (external_id !== undefined) run.externalId = external_id;
  if (details_url !== undefined) run.detailsUrl = details_url;
  if (actions !== undefined) run.actions = actions;
  if (conclusion !== undefined) {
    Object.assign(run, { conclusion, status: 'completed', completedAt: now(world) });
  } else if (status !== undefined && status !== 'completed') {
    Object.assign(run, { conclusion: null, completedAt: null });
  }
  if (completed_at !== undefined) run.completedAt = seconds(completed_at);
  if (output !== undefined) {
    const { title, summary, text, annotations = [] } = output;
    run.output = {
      title: title ?? run.output.title,
      summary: summary ?? run.output.summary,
      text: text ?? run.output.text,
    };
    if (!keeps(world, 'annotations-append')) run.annotations.length = 0;
    run.annotations.push(
      ...annotations.map((one) => ({
        start_column: null,
        end_column: null,
        title: null,
        raw_details: null,
        ...one,
      })),
    );
  }
  run.writes += 1;
}

/** `GET /repos/{owner}/{repo}/check-runs/{check_run_id}` */
export function getCheckRun(call: Call): Reply {
  const repository = reachedRepository(call);
  return {
    status: 200,
    body: checkRunShape(call.world, repository, reachedCheckRun(call, repository)),
  };
}

/** `GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations` */
export function listAnnotations(call: Call): Reply {
  const repository = reachedRepository(call);
  const run = reachedCheckRun(call, repository);
  const { items, pages } = page(call, run.annotations);
  return {
    status: 200,
    body: items.map((one) => annotationShape(call.world, repository, run, one)),
    pages,
  };
}

/** `GET /repos/{owner}/{repo}/commits/{ref}/check-runs` */
export async function listCheckRuns(call: Call): Promise<Reply> {
  const { world, query } = call;
  const repository = reachedRepository(call);
  const sha = await resolve(world, repository, call.path.ref ?? '');
  if (sha === null) throw notFound();
  const ours = String(world.state.app.id);
  const foreign = keeps(world, 'app-filter') && query.app_id !== undefined && query.app_id !== ours;
  const found = repository.checkRuns.filter(
    (run) =>
      run.headSha === sha &&
      !foreign &&
      (query.check_name === undefined || run.name === query.check_name) &&
      (query.status === undefined || run.status === query.status),
  );
  const chosen = query.filter === 'all' ? found : latest(found);
  const { items, pages } = page(call, chosen.toReversed());
  return {
    status: 200,
    body: {
      total_count: chosen.length,
      check_runs: items.map((run) => checkRunShape(world, repository, run)),
    },
    pages,
  };
}

/** Of runs with the same name the last one only. */
const latest = (runs: readonly CheckRun[]): CheckRun[] => [
  ...new Map(runs.map((run) => [`${run.suiteId} ${run.name}`, run])).values(),
];
