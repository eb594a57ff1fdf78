import type { Annotation, CheckRun } from '../model/check-run.js';
import type { RepositoryRef } from '../model/forge.js';
import type { Answered, Caller } from './calls.js';
import { cutBytes, cutLines } from './cut-text.js';
import { Gone, Refused, Unavailable } from './failures.js';
import { fields, id, list, sha, text } from './fields.js';

/** GitHub takes so many annotations in one call, and appends those of each. */
const LOT = 50;

/** GitHub's limit is 65,535, and whether of bytes or of characters is not said. */
const MOST_BYTES = 60_000;
const MOST_TITLE = 250;
const MOST_MESSAGE = 32_000;

/** How many calls a check's annotations take: one for the run and its first lot, one for each further lot. */
export const lotsOf = ({ annotations }: CheckRun): number => Math.max(1, Math.ceil(annotations.length / LOT));

export interface CheckToPost {
  /** What tells this publication from any other, for ever: GitHub keeps it with the run. */
  readonly externalId: string;
  readonly head: string;
  readonly check: CheckRun;
  /** The run, where it is known, and how many lots it has for certain. */
  readonly checkRun: number | null;
  readonly lots: number;
  /** It may have been sent before, and nobody knows how that ended: GitHub is asked first. */
  readonly mayBeThere: boolean;
  /** Where the reader finds more; null for nowhere. */
  readonly detailsUrl: string | null;
}

export interface Posted {
  readonly checkRun: number;
  readonly lots: number;
  /** REST calls that it took. */
  readonly calls: number;
}

/**
 * Posts a check, or goes on posting it. Doing it again after any failure leaves one run with each annotation once:
 * what GitHub may have is looked for, and a run that may have got a lot or not is replaced by a new one, because lots
 * are appended and cannot be taken back.
 *
 * @param caller for the purpose `checks`
 * @param progress keeps what GitHub has for certain before the next call; false ends it (somebody else goes on)
 * @returns null where `progress` said so
 * @throws Gone where the commit or the repository is gone; Unavailable where the outcome is unknown
 */
export async function postCheck(
  caller: Caller,
  appId: number,
  repository: RepositoryRef,
  post: CheckToPost,
  progress: (checkRun: number, lots: number) => Promise<boolean>,
): Promise<Posted | null> {
  const { check, externalId, head } = post;
  const all = lotsOf(check);
  const { owner, name: repo } = repository;
  let calls = 0;
  const call = (route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answered> => {
    calls += 1;
    return caller.rest(route, { owner, repo, ...parameters });
  };
  const find = async (): Promise<number | null> => {
    const { data } = await call('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ref: head,
      check_name: check.name,
      app_id: appId,
      filter: 'all',
      per_page: 100,
    });
    const runs = list(fields(data).check_runs).map(fields);
    const own = runs.flatMap((run) => (text(run.external_id) === externalId ? (id(run.id) ?? []) : []));
    return own.length === 0 ? null : Math.max(...own);
  };
  const create = async (): Promise<number> => {
    const { data } = await call('POST /repos/{owner}/{repo}/check-runs', {
      name: check.name,
      head_sha: head,
      external_id: externalId,
      status: 'completed',
      conclusion: check.conclusion,
      ...(post.detailsUrl !== null && { details_url: post.detailsUrl }),
      output: outputOf(check, 0),
      actions: check.actions.map(({ label, description, identifier }) => ({
        label,
        description,
        identifier,
      })),
    }).catch((error) => {
      throw commitIsGone(error) ? new Gone(`commit ${head}`, { cause: error }) : error;
    });
    const created = id(fields(data).id);
    if (created === null || sha(fields(data).head_sha) !== head)
      throw new Unavailable('GitHub did not say which check run it made');
    return created;
  };

  if (post.checkRun !== null && post.lots >= all) return { checkRun: post.checkRun, lots: post.lots, calls };
  // A run whose number was kept may have got its next lot in the call that nobody saw the end of.
  const known = post.checkRun === null && post.mayBeThere ? await find() : null;
  const checkRun = known ?? (await create());
  let lots = 1;
  if (!(await progress(checkRun, lots))) return null;
  for (; lots < all; lots += 1) {
    await call('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      check_run_id: checkRun,
      output: outputOf(check, lots),
    });
    if (!(await progress(checkRun, lots + 1))) return null;
  }
  return { checkRun, lots, calls };
}

const commitIsGone = (error: unknown): boolean =>
  error instanceof Refused && /no commit found|head_sha/i.test(error.message);

function outputOf({ title, summary, text: more, annotations }: CheckRun, lot: number): object {
  const some = annotations.slice(lot * LOT, (lot + 1) * LOT);
  return {
    title: cutBytes(title, MOST_TITLE),
    summary: cutLines(summary, MOST_BYTES),
    ...(more !== null && { text: cutLines(more, MOST_BYTES) }),
    ...(some.length > 0 && { annotations: some.map(annotationOf) }),
  };
}

const annotationOf = ({ path, startLine, endLine, level, title, message }: Annotation): object => ({
  path,
  start_line: startLine,
  end_line: endLine,
  annotation_level: level,
  title: cutBytes(title, MOST_TITLE),
  message: cutBytes(message, MOST_MESSAGE),
});
