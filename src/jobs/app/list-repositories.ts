import type { ListedRepository } from '../../model/overview.js';
import type { RecordedIntervention } from '../../store/store.js';
import type { App } from './app.js';
import type { KeptOverviews } from './kept-overviews.js';

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

/** What is known of some repositories, in two or three queries, however many there are. */
export async function listRepositories(
  { store, overviews: kept }: Pick<App, 'store'> & { readonly overviews: Pick<KeptOverviews, 'of'> },
  readable: readonly Readable[],
): Promise<Listing> {
  const ids = readable.map(({ id }) => id);
  const [overviews, recorded] = await Promise.all([kept.of(ids), store.interventions.recorded(ids)]);
  return {
    listed: readable.map((repository) => ({
      name: nameOf(repository),
      path: `/r/${nameOf(repository)}`,
      overview: overviews.get(repository.id) ?? null,
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
