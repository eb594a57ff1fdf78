import { type Context, Hono } from 'hono';
import type { ListedRepository } from '../model/overview.js';
import { organisationPage } from '../pages/organisation.js';
import { messagePage } from '../pages/waiting.js';
import { organisationReport, organisationSorts, type TravelTold } from '../reports/organisation.js';
import { organisationCsv, organisationJson, organisationMarkdown } from '../reports/organisation-formats.js';
import { adoptionOf } from '../trends/adoption.js';
import { dayOf, signIn } from './coach-routes.js';

export interface OrganisationPages {
  /** What whoever asks may read of an organisation, and how practices travel in it. Null where nobody is signed in. */
  readonly of: (
    context: Context,
    owner: string,
  ) => Promise<{
    /** What it is called where people read. */
    readonly title: string;
    readonly listed: readonly ListedRepository[];
    readonly travel: TravelTold;
  } | null>;
  /** Seconds since 1970, UTC. */
  readonly now: () => number;
}

type Told = ReturnType<typeof organisationReport>;

interface Format {
  readonly name: string;
  readonly type: string;
  readonly body: (report: Told, listed: readonly ListedRepository[]) => string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['json', { name: 'JSON', type: 'application/json', body: organisationJson }],
  ['csv', { name: 'CSV', type: 'text/csv; charset=utf-8', body: organisationCsv }],
  ['md', { name: 'Markdown', type: 'text/markdown; charset=utf-8', body: organisationMarkdown }],
]);

/** The page of an organisation, and the same in other formats. Names of accounts have no dot: what follows one is a format. */
export function organisationRoutes({ of, now }: OrganisationPages): Hono {
  const app = new Hono();
  app.get('/o/:owner', async (context) => {
    const [owner = '', end] = context.req.param('owner').split(/\.(?=[a-z]+$)/);
    const format = end === undefined ? null : FORMATS.get(end);
    if (format === undefined) return missing(context);
    const found = await of(context, owner);
    if (found === null) return signIn(context, context.req.path);
    if (found.listed.length === 0) return missing(context);
    const { title, listed, travel } = found;
    const today = dayOf(now());
    const report = organisationReport(title, listed, (indicators) => adoptionOf(indicators, today), travel);
    if (format !== null)
      return context.body(format.body(report, listed), 200, { 'content-type': format.type });
    const path = `/o/${owner}`;
    const sort = organisationSorts.find((one) => one === context.req.query('sort')) ?? 'name';
    const links = [
      { name: 'Coach’s view', href: '/coach' },
      ...[...FORMATS].map(([ending, { name }]) => ({ name, href: `${path}.${ending}` })),
    ];
    return context.html(organisationPage({ report, listed, path, sort, links }));
  });
  return app;
}

const missing = (context: Context): Response | Promise<Response> =>
  context.html(
    messagePage(
      'Not found',
      'There is no such organisation here, or none of its repositories is yours to read.',
    ),
    404,
  );
