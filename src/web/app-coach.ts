import type { App } from '../jobs/app/app.js';
import type { KeptOverviews } from '../jobs/app/kept-overviews.js';
import { listRepositories } from '../jobs/app/list-repositories.js';
import { recordIntervention, removeIntervention } from '../jobs/app/record-intervention.js';
import { type StoredTravel, storedTravel } from '../jobs/app/stored-travel.js';
import type { TravelTold } from '../reports/organisation.js';
import type { Access } from './access.js';
import { type CoachPages, dayOf } from './coach-routes.js';
import type { OrganisationPages } from './organisation-routes.js';

type Edges = Pick<App, 'store' | 'queue' | 'now'> & { readonly overviews: KeptOverviews };

/** The coach's view of an app: what whoever is signed in may read. */
export const coachOfApp = (
  app: Edges,
  access: Access,
  installUrl: () => Promise<string | null>,
): CoachPages => ({
  see: async (context) => {
    const readable = await access.repositories(context);
    if (readable === null) return null;
    const writable = readable.filter(({ mayWrite }) => mayWrite);
    return {
      ...(await listRepositories(app, readable)),
      writable: writable.map(({ owner, name }) => `${owner}/${name}`),
    };
  },
  recording: {
    formToken: access.formToken,
    isOurForm: access.isOurForm,
    writable: async (context, asked) => {
      const [owner = '', name = '', ...rest] = asked.split('/');
      if (rest.length > 0) return null;
      const found = await access.repository(context, owner, name);
      return found?.mayWrite ? found.id : null;
    },
    record: (repository, written) => recordIntervention(app, repository, written),
    remove: (repository, id) => removeIntervention(app, repository, id),
  },
  links: ({ listed }) => [
    ...[...new Set(listed.map(({ name }) => name.split('/', 1)[0] ?? ''))]
      .sort()
      .map((owner) => ({ name: `All of ${owner}`, href: `/o/${owner}` })),
    { name: 'Digest', href: '/coach/digest' },
  ],
  begin: async () => {
    const url = await installUrl();
    return `Install the app in one that you work in${url === null ? '' : `, at ${url}`}; its report is here some minutes later.`;
  },
  now: app.now,
});

const WITHHELD =
  'It is counted over all repositories of the organisation together, and some of them are not yours to read: it is told to whoever may read all that it is counted from.';
const BEING_COUNTED = 'It is being counted for the first time. Look again in a few minutes.';

/** The pages of organisations of an app: of the repositories that whoever is signed in may read. */
export const organisationsOfApp = (app: Edges, access: Access): OrganisationPages => ({
  of: async (context, owner) => {
    const all = await access.repositories(context);
    if (all === null) return null;
    const readable = all.filter((one) => one.owner.toLowerCase() === owner.toLowerCase());
    const [{ listed }, travel] = await Promise.all([
      listRepositories(app, readable),
      storedTravel(
        app,
        readable.map(({ id }) => id),
      ),
    ]);
    return { title: readable[0]?.owner ?? owner, listed, travel: told(travel) };
  },
  now: app.now,
});

function told(travel: StoredTravel): TravelTold {
  if (travel.kind === 'withheld') return { kind: 'not-told', why: WITHHELD };
  if (travel.kind === 'being-counted') return { kind: 'not-told', why: BEING_COUNTED };
  return { kind: 'told', practices: travel.travel, countedOn: dayOf(travel.madeAt) };
}
