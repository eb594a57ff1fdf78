import { MirrorError } from '../../git/mirror-failures.js';
import { openRepository, type Repository } from '../../git/repository.js';
import { NotAllowed } from '../../github/failures.js';
import type { CheckRun } from '../../model/check-run.js';
import type { PullRequestSnapshot } from '../../model/forge.js';
import type { Judgement } from '../../model/judgement.js';
import { checkRun, notJudgedCheck } from '../../reports/check-run.js';
import { DEFAULTS_USED } from '../../reports/notes.js';
import type { App } from './app.js';
import { importWords } from './import-history.js';
import type { Installed } from './installed.js';
import { earlierHeads, judgeHead, withPushes } from './judge-head.js';
import { rememberBots } from './known-bots.js';
import { problemsAt, type ReadConfiguration, readConfiguration } from './read-configuration.js';
import { reportUrl } from './report-url.js';
import { storedExamples } from './stored-report.js';
import { storedTrends } from './stored-trends.js';

export interface Judged {
  readonly judgement: Judgement | null;
  readonly check: CheckRun | null;
}

/**
 * Judges a pull request that is open or was merged, on commits that are fetched for it: the judgement and its check, or a check
 * that says why there is none.
 */
export async function judgePull(
  app: App,
  installed: Installed,
  snapshot: PullRequestSnapshot,
): Promise<Judged> {
  const { repository } = installed;
  const not = (why: string): Judged => ({
    judgement: null,
    check: notJudgedCheck(why, reportUrl(app, repository)),
  });
  if (snapshot.draft) return not('it is a draft: it will be judged when it is ready for review');
  if (snapshot.conversation.author?.bot) return not('it is by a bot: only what people write is judged');
  const pushes = await app.store.pulls.pushes(repository.id, snapshot.number);
  const whole = withPushes(snapshot, pushes);
  const fetched = await app.mirrors.fetchPull(installed, whole, earlierHeads(whole)).catch(orWhy);
  if (fetched.kind === 'gone') return not(fetched.why);
  const mirror = await openRepository(fetched.path, installed.installation.secret);
  try {
    const base = await mirror.mergeBase(snapshot.base.sha, snapshot.head.sha);
    if (base === null)
      return not('it has no history in common with its base branch: begin it from a commit of that');
    if (base === snapshot.head.sha)
      return not('it changes nothing: its commits are on the base branch already');
    const configuration = await readConfiguration(app, installed, mirror, snapshot.base.sha);
    await rememberBots(app, repository.id, configuration.settings);
    const judgement = await judgeHead(mirror, base, whole, configuration.settings);
    return { judgement, check: await checkOf(app, installed, snapshot, judgement, configuration, mirror) };
  } finally {
    await mirror.close();
  }
}

/** What keeps its commits from us for good, to be said in the check; what passes is thrown. */
function orWhy(error: unknown): { readonly kind: 'gone'; readonly why: string } {
  if (error instanceof NotAllowed && error.reason === 'permission')
    return { kind: 'gone', why: `its commits may not be read: ${error.message}` };
  if (error instanceof MirrorError && error.reason === 'too-large')
    return { kind: 'gone', why: `the repository is too large: ${error.message}` };
  throw error;
}

async function checkOf(
  app: App,
  { repository }: Installed,
  snapshot: PullRequestSnapshot,
  judgement: Judgement,
  { settings, problems, file }: ReadConfiguration,
  mirror: Repository,
): Promise<CheckRun> {
  const importing = await importWords(app, repository.id);
  return checkRun({
    judgement,
    trends: await storedTrends(app, repository.id),
    vision: settings.vision,
    guidance: settings.guidance,
    examples: await storedExamples(app, repository.id),
    gate: settings.gate,
    problems: judgement.paths.includes(file) ? await problemsAt(mirror, snapshot.head.sha) : [],
    notes: [
      ...problems.map((problem) => `${problem} ${DEFAULTS_USED}`),
      ...(importing === null ? [] : [importing]),
      ...snapshot.conversation.incomplete,
    ],
    reportUrl: reportUrl(app, repository),
    canRecheck: true,
  });
}
