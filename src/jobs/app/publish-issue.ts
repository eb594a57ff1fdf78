import { writeIssue } from '../../github/issues.js';
import { ownApp } from '../../github/self.js';
import type { ReportHead } from '../../model/report.js';
import { Later } from '../../queue/queue.js';
import { digestIssue } from '../../reports/digest-markdown.js';
import { type IssueText, rungsOf, teamIssue } from '../../reports/team-issue.js';
import type { KeptIssue } from '../../store/store.js';
import type { App } from './app.js';
import { dayOf, digestOf, toldIn } from './digest.js';
import { issueOfJob } from './dispatch.js';
import { attemptsFor, isWaiting, messageOf, tryLater } from './failures.js';
import { type Installed, installedRepository } from './installed.js';
import { reportUrl } from './report-url.js';
import { isIssueNote, SWITCHED_OFF } from './want-issues.js';

const NOT_NOW_MS = 10 * 60_000;
/**
 * A list of GitHub's may lack what was made a moment ago, and a call of ours ends after 30 seconds: so long nobody looks for
 * an issue that may have been made.
 */
const LAG_SECONDS = 60;
const WEEK = 7 * 24 * 60 * 60;

/** An issue as it is to be, and the rungs that it shows. */
interface Composed extends IssueText {
  readonly rungs: string;
}

/**
 * Writes an issue that is due, once: its number is kept as soon as it is known, and where one may have been made it is looked
 * for. One that people have closed is left alone.
 *
 * @param subject which one, as `dispatch` names it
 */
export async function publishIssue(app: App, subject: string): Promise<void> {
  const which = issueOfJob(subject);
  const { store } = app;
  const before = await store.issues.find(which);
  if (before === null || (before.state !== 'waiting' && before.state !== 'sending')) return;
  const installed = await installedRepository(app, which.repository);
  if (installed === null) throw new Later(app.now() * 1000 + NOT_NOW_MS, 'it is suspended or archived');
  if (before.begun && before.number === null && app.now() - before.since < LAG_SECONDS)
    throw new Later((before.since + LAG_SECONDS) * 1000, 'it may have been made a moment ago');
  const fence = await store.issues.begin(which, app.now());
  if (fence === null) return;
  try {
    await send(app, installed, before, fence);
  } catch (error) {
    if (!isWaiting(error))
      await store.issues.failed(which, fence, messageOf(error), attemptsFor(error), app.now());
    throw tryLater(error, before.attempts, app.now() * 1000);
  }
}

async function send(app: App, installed: Installed, issue: KeptIssue, fence: number): Promise<void> {
  const { repository, installation } = installed;
  const { store, github } = app;
  const composed = await compose(app, installed, issue);
  const access = { installation: installation.id, repository: repository.id, purpose: 'issues' } as const;
  // The token is fetched before the last look at whether this is still ours: nothing slow comes between that and the call.
  await github.token(access);
  if (!(await store.issues.holds(issue, fence))) return;
  const outcome = await writeIssue(
    github.as(access),
    async () => `${(await ownApp(github, () => app.now() * 1000)).slug}[bot]`,
    repository,
    { ...composed, mark: `holdfast:${issue.kind}:${repository.id}`, number: issue.number },
    async (number) => (await store.issues.made(issue, fence, number)) === 'written',
  );
  if (outcome.kind === 'switched-off') await store.issues.failed(issue, fence, SWITCHED_OFF, 1, app.now());
  else if (outcome.kind !== 'left') await store.issues.end(issue, fence, composed.rungs, app.now());
  app.log.info({ repository: repository.id, issue: issue.kind, outcome: outcome.kind }, 'an issue was due');
}

async function compose(app: App, installed: Installed, issue: KeptIssue): Promise<Composed> {
  const { repository } = installed;
  const now = app.now();
  if (issue.kind === 'digest') {
    const told = await toldIn(app, installed);
    const since = Math.min(issue.writtenAt ?? now - WEEK, now - WEEK);
    return { ...digestIssue(await digestOf(app, told, since)), rungs: '' };
  }
  const kept = await app.store.reports.head(repository.id);
  if (kept === null) throw new Error('there is no report to write of');
  const made = JSON.parse(kept.head) as ReportHead;
  const report = { ...made, notes: made.notes.filter((note) => !isIssueNote(note)) };
  const name = `${repository.owner}/${repository.name}`;
  const text = teamIssue(report, { name, reportUrl: reportUrl(app, repository), today: dayOf(kept.madeAt) });
  return { ...text, rungs: rungsOf(report) };
}
