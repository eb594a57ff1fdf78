import { createHash } from 'node:crypto';
import { observationsOf } from '../../analyses/index.js';
import type { Branch } from '../../git/repository.js';
import type { Judgement } from '../../model/judgement.js';
import { overviewOf } from '../../reports/overview.js';
import type { StoredReview } from '../../store/reviews.js';
import { ReportDraft } from '../report-draft.js';
import type { App } from './app.js';
import type { Installed } from './installed.js';
import type { ReadConfiguration } from './read-configuration.js';
import { issueNotes, wantIssues } from './want-issues.js';

/** Makes the report of a repository anew, from all that is stored of it, and keeps it with where its trends stand. */
export async function refreshReport(
  app: App,
  installed: Installed,
  branch: Branch,
  configuration: ReadConfiguration,
): Promise<void> {
  const { repository } = installed;
  const { settings, problems } = configuration;
  const { id } = repository;
  const now = app.now();
  const reviews = new Map<number, StoredReview>();
  for await (const review of app.store.reviews.all(id)) reviews.set(review.number, review);
  // Those of the configuration were kept when it was read; others were recorded in the coach's view.
  const interventions = await app.store.interventions.of(id);
  const draft = new ReportDraft({ ...settings, interventions }, now);
  for await (const { judgement, observations } of app.store.changes.all(id)) {
    const review = judgement.change.number === null ? undefined : reviews.get(judgement.change.number);
    if (review === undefined) draft.add(judgement, observations);
    else draft.add(reviewed(judgement, review), [...observations, ...observationsOf(review.finding)]);
  }
  const { changes: _, ...drafted } = draft.finish({
    repository: {
      name: `${repository.owner}/${repository.name}`,
      branch: branch.name,
      head: branch.head,
      shallow: false,
    },
    since: null,
    problems,
  });
  const report = { ...drafted, notes: [...drafted.notes, ...(await issueNotes(app, installed, settings))] };
  await app.store.changes.saveTrends(id, report.indicators, now);
  const [head, index] = [JSON.stringify(report), JSON.stringify(draft.index())];
  const version = createHash('sha256').update(head).update(index).digest('base64url').slice(0, 22);
  await app.store.reports.put(
    id,
    { version, head, index, overview: overviewOf(report), digestTo: settings.digest.to },
    now,
  );
  await wantIssues(app, id, report, configuration);
}

/** What was said of a change is stored apart from it: it is known from elsewhere, and at other times. */
export const reviewed = (judgement: Judgement, { finding, people }: StoredReview): Judgement => ({
  ...judgement,
  findings: [...judgement.findings.filter(({ practice }) => practice !== 'review-feedback'), finding],
  people,
});
