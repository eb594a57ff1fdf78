import type { ReportHead } from '../../model/report.js';
import type { Settings } from '../../model/settings.js';
import { rungsOf } from '../../reports/team-issue.js';
import type { IssueKind } from '../../store/store.js';
import type { App } from './app.js';
import { dispatchIssues } from './dispatch.js';
import type { Installed } from './installed.js';
import type { ReadConfiguration } from './read-configuration.js';

const DAY = 24 * 60 * 60;
/** 1970-01-01 was a Thursday: so many seconds later the first Monday began. */
const FIRST_MONDAY = 4 * DAY;

const KINDS: readonly IssueKind[] = ['report', 'digest'];

/** Whether a repository has asked for an issue. */
const wants = ({ report, digest }: Settings, kind: IssueKind): boolean =>
  (kind === 'report' ? report : digest).issue;

/**
 * When the week of an issue began, in seconds since 1970, UTC. Periods end on Sundays, and every report is made anew within
 * a day: that of a repository is written on Monday, the digest, which reads those of others, on Tuesday.
 */
export function weekBegan(kind: IssueKind, now: number): number {
  const first = kind === 'report' ? FIRST_MONDAY : FIRST_MONDAY + DAY;
  return now - ((((now - first) % (7 * DAY)) + 7 * DAY) % (7 * DAY));
}

/**
 * Keeps which issues a repository wants, after its report was made: those that are due are written. A configuration that
 * cannot be read says nothing about them.
 */
export async function wantIssues(
  app: App,
  repository: number,
  report: ReportHead,
  { settings, problems }: Pick<ReadConfiguration, 'settings' | 'problems'>,
): Promise<void> {
  if (problems.length > 0) return;
  const now = app.now();
  for (const kind of KINDS) {
    const issue = { repository, kind };
    if (!wants(settings, kind)) await app.store.issues.drop(issue);
    else
      await app.store.issues.want(
        issue,
        // What others reach is for their own issues: a digest is written once a week.
        { rungs: kind === 'report' ? rungsOf(report) : '', week: weekBegan(kind, now) },
        now,
      );
  }
  await dispatchIssues(app);
}

/** How what is said of issues that are not there begins. */
const ASKED = 'An issue was asked for in the configuration';

/** Whether a note of a report is about such an issue: in an issue that is written it is out of date. */
export const isIssueNote = (note: string): boolean => note.startsWith(ASKED);

/** Why an issue that is wanted is not there, for whoever reads the report. */
export async function issueNotes(
  app: Pick<App, 'store'>,
  { repository, installation }: Installed,
  settings: Settings,
): Promise<readonly string[]> {
  const wanted = KINDS.filter((kind) => wants(settings, kind));
  if (wanted.length === 0) return [];
  if (installation.permissions.issues !== 'write')
    return [
      `${ASKED} and is not written: the app has not the permission issues:write here. docs/team-issue.md of Holdfast says how an owner gives it.`,
    ];
  const kept = await Promise.all(
    wanted.map((kind) => app.store.issues.find({ repository: repository.id, kind })),
  );
  return kept.flatMap((issue) =>
    issue?.state === 'dead'
      ? [
          issue.why === SWITCHED_OFF
            ? `${ASKED} and is not written: ${SWITCHED_OFF}.`
            : `${ASKED} and could not be written: it is tried again within a week, and who runs this app sees why (holdfast doctor).`,
        ]
      : [],
  );
}

/** What is kept of an issue in a repository without issues. */
export const SWITCHED_OFF =
  'issues are switched off in this repository: switch them on in its settings, or take the key out of .github/holdfast.yml';
