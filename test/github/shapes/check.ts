import { fullName } from '../state/find.js';
import { nodeId } from '../state/ids.js';
import type { CheckAnnotation, CheckRun, CheckSuite, Repository } from '../state/state.js';
import type { World } from '../world.js';
import { appShape } from './app.js';
import { repositoryShape, repositoryUrl } from './repository.js';
import { iso, isoOrNull } from './time.js';

/** The open pull requests of the repository itself with this head: GitHub leaves out those of forks. */
export const pullsOfHead = (world: World, repository: Repository, sha: string) =>
  repository.pulls
    .filter(({ head, state, fork }) => head.sha === sha && state === 'open' && fork === null)
    .map(({ id, number, head, base }) => {
      const url = repositoryUrl(world, repository);
      const repo = { id: repository.id, url, name: repository.name };
      return {
        url: `${url}/pulls/${number}`,
        id,
        number,
        head: { ref: head.branch, sha: head.sha, repo },
        base: { ref: base.branch, sha: base.sha, repo },
      };
    });

/** A check run (`check-run`). */
export function checkRunShape(world: World, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('checkRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${world.origin}/${fullName(world, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: iso(run.startedAt),
    completed_at: isoOrNull(run.completedAt),
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.suiteId },
    app: appShape(world),
    pull_requests: pullsOfHead(world, repository, run.headSha),
  };
}

export const annotationShape = (
  world: World,
  repository: Repository,
  run: CheckRun,
  annotation: CheckAnnotation,
) => ({
  ...annotation,
  blob_href: `${world.origin}/${fullName(world, repository)}/blob/${run.headSha}/${annotation.path}`,
});

/** A suite as the events `check_suite` show it. `last` is the commit that it is of. */
export function checkSuiteShape(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  last: {
    readonly message: string;
    readonly tree: string;
    readonly name: string;
    readonly email: string;
    readonly at: number;
  },
) {
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`;
  const who = { name: last.name, email: last.email };
  return {
    id: suite.id,
    node_id: nodeId('checkSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: 'queued',
    conclusion: null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsOfHead(world, repository, suite.headSha),
    app: appShape(world),
    created_at: iso(suite.createdAt),
    updated_at: iso(suite.createdAt),
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: repository.checkRuns.filter(({ suiteId }) => suiteId === suite.id).length,
    check_runs_url: `${url}/check-runs`,
    head_commit: {
      id: suite.headSha,
      tree_id: last.tree,
      message: last.message,
      timestamp: iso(last.at),
      author: who,
      committer: who,
    },
  };
}

/** A check run as the events `check_run` show it. */
export function checkRunEventShape(world: World, repository: Repository, run: CheckRun) {
  const suite = repository.checkSuites.find(({ id }) => id === run.suiteId);
  return {
    ...checkRunShape(world, repository, run),
    check_suite: {
      id: run.suiteId,
      node_id: nodeId('checkSuite', run.suiteId),
      head_branch: suite?.headBranch ?? null,
      head_sha: run.headSha,
      status: run.status,
      conclusion: run.conclusion,
      url: `${repositoryUrl(world, repository)}/check-suites/${run.suiteId}`,
      before: null,
      after: run.headSha,
      pull_requests: pullsOfHead(world, repository, run.headSha),
      app: appShape(world),
      repository: repositoryShape(world, repository),
      created_at: iso(suite?.createdAt ?? run.startedAt),
      updated_at: iso(suite?.createdAt ?? run.startedAt),
    },
  };
}
