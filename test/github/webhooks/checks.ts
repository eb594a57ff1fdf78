import { git } from '../git/run.js';
import { checkRunEventShape, checkSuiteShape } from '../shapes/check.js';
import { account } from '../state/find.js';
import { newId } from '../state/ids.js';
import type { Account, CheckRun, CheckSuite, Repository } from '../state/state.js';
import { now, type World } from '../world.js';
import { emit } from './emit.js';

/** The suite of the app on this commit; GitHub makes one on a push, or when a run is posted to a commit without. */
export function suiteOf(world: World, repository: Repository, sha: string): CheckSuite {
  const known = repository.checkSuites.find(({ headSha }) => headSha === sha);
  if (known !== undefined) return known;
  const headBranch = repository.pulls.find(({ head, fork }) => head.sha === sha && fork === null)?.head
    .branch;
  const suite = {
    id: newId(world.state),
    headSha: sha,
    headBranch: headBranch ?? null,
    createdAt: now(world),
  };
  repository.checkSuites.push(suite);
  return suite;
}

/** What events say of a commit. */
export async function commitAbout(world: World, repository: Repository, sha: string) {
  const format = '--format=%T%x00%an%x00%ae%x00%at%x00%B';
  const text = await git(world, repository, ['show', '--no-patch', '--no-mailmap', format, sha]);
  const [tree = '', name = '', email = '', at, message = ''] = text.split('\0');
  return { tree, name, email, at: Number(at), message: message.trimEnd() };
}

export async function emitCheckSuite(
  world: World,
  repository: Repository,
  sha: string,
  action: 'requested' | 'rerequested' | 'completed',
  sender: Account,
): Promise<void> {
  const suite = suiteOf(world, repository, sha);
  const last = await commitAbout(world, repository, sha);
  emit(world, repository, 'check_suite', action, sender, {
    check_suite: checkSuiteShape(world, repository, suite, last),
  });
}

/** What GitHub tells the app of a run that the app itself has written; it is for the app to leave it alone. */
export async function echoCheckRun(
  world: World,
  repository: Repository,
  run: CheckRun,
  { created, completed }: { readonly created: boolean; readonly completed: boolean },
): Promise<void> {
  if (!world.echoes) return;
  const bot = account(world, world.state.app.botId);
  const about = { check_run: checkRunEventShape(world, repository, run) };
  if (created) emit(world, repository, 'check_run', 'created', bot, about);
  if (!completed) return;
  emit(world, repository, 'check_run', 'completed', bot, about);
  const others = repository.checkRuns.filter(({ suiteId }) => suiteId === run.suiteId);
  if (others.some(({ status }) => status !== 'completed')) return;
  await emitCheckSuite(world, repository, run.headSha, 'completed', bot);
}
