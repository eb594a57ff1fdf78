import type { ListedRepository } from '../../model/overview.js';
import type { RecordedIntervention } from '../../store/store.js';
import type { App } from './app.js';

/** A repository that somebody may read. */
interface Readable {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

export interface Listing {
  readonly listed: readonly ListedRepository[];
  /** What was recorded in the coach's view, by the names of repositories. */
  readonly recorded: ReadonlyMap<string, readonly RecordedIntervention[]>;
}

const nameOf = ({ owner, name }: Readable): string => `${owner}/${name}`;

/** What is known of some repositories, in two queries, however many there are. */
export async function listRepositories(
  { store }: Pick<App, 'store'>,
  readable: readonly Readable[],
): Promise<Listing> {
  const ids = readable.map(({ id }) => id);
  const [overviews, recorded] = await Promise.all([
    store.reports.overviews(ids),
    store.interventions.recorded(ids),
  ]);
  return {
    listed: readable.map((repository) => ({
      name: nameOf(repository),
      path: `/r/${nameOf(repository)}`,
      overview: overviews.get(repository.id)?.overview ?? null,
      state: 'no report yet',
    })),
    recorded: new Map(
      readable.flatMap((repository) => {
        const own = recorded.get(repository.id);
        return own === undefined ? [] : [[nameOf(repository), own] as const];
      }),
    ),
  };
}
