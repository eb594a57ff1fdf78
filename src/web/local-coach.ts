import type { LocalReport, LocalReports } from '../jobs/local-reports.js';
import type { ListedRepository } from '../model/overview.js';
import { overviewOf } from '../reports/overview.js';
import type { CoachPages } from './coach-routes.js';
import type { OrganisationPages } from './organisation-routes.js';

/** What all local repositories together are called in an address. */
const OWNER = 'local';

const now = (): number => Math.floor(Date.now() / 1000);

/** The coach's view of local repositories: whoever reaches the server may read them. */
export const coachOfLocal = (reports: LocalReports): CoachPages => ({
  see: async () => ({ listed: reports.all().map(listedOf), recorded: new Map(), writable: [] }),
  recording: null,
  links: ({ listed }) => (listed.length > 1 ? [{ name: 'All local repositories', href: `/o/${OWNER}` }] : []),
  begin: async () => 'Start the server with some: holdfast serve --repo PATH --repo PATH',
  now,
});

/** The page of all of them together. */
export const organisationOfLocal = (reports: LocalReports): OrganisationPages => ({
  of: async (_context, owner) => ({
    title: 'All local repositories',
    listed: owner === OWNER ? reports.all().map(listedOf) : [],
    travel: {
      kind: 'not-told',
      why: 'Of local repositories it is not counted: people have other keys in each of them, so that nobody can be followed from one into another.',
    },
  }),
  now,
});

const listedOf = (report: LocalReport): ListedRepository => ({
  name: report.name,
  path: `/r/${report.slug}`,
  overview: report.state === 'ready' ? overviewOf(report.report) : null,
  state:
    report.state === 'failed'
      ? report.message
      : report.state === 'reading'
        ? 'its history is being read'
        : '',
});
