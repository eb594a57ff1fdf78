import { repositoriesOf } from '../../github/repositories.js';
import type { RepositoryRef } from '../../model/forge.js';
import { type Digest, type DigestSource, digest } from '../../reports/digest.js';
import type { App } from './app.js';
import type { Installed } from './installed.js';
import { reportUrl } from './report-url.js';

/** A repository of which a digest tells. */
export interface Told extends RepositoryRef {
  readonly private: boolean;
}

export const dayOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length);

/**
 * What became of the practices of some repositories, from what is kept of their reports.
 *
 * @param repositories whoever is told may read all of them
 * @param since seconds since 1970, UTC: when it was told last
 */
export async function digestOf(
  app: Pick<App, 'store' | 'publicUrl' | 'canSignIn' | 'now'>,
  repositories: readonly Told[],
  since: number,
): Promise<Digest> {
  const ids = repositories.map(({ id }) => id);
  const overviews = await app.store.reports.overviews(ids);
  const wins = await app.store.changes.winsSince(ids, since);
  const sources = repositories.map(
    (repository): DigestSource => ({
      name: `${repository.owner}/${repository.name}`,
      url: reportUrl(app, repository),
      overview: overviews.get(repository.id)?.overview ?? null,
      steps: wins.get(repository.id) ?? [],
    }),
  );
  return digest(sources, { since: dayOf(since), today: dayOf(app.now()) });
}

/**
 * The repositories that an issue in one of them may tell of: nobody may learn of a repository there that they could not
 * read. So a private one is told of in a private one only, and only where it says so itself: who may read the one need not
 * be who may read the other. What is private is asked for now, because it may have changed since.
 */
export async function toldIn(
  app: Pick<App, 'store' | 'github'>,
  { repository, installation }: Installed,
): Promise<readonly Told[]> {
  const there = new Map((await repositoriesOf(app.github, installation.id)).map((it) => [it.id, it]));
  const isPrivate = there.get(repository.id)?.private === true;
  const stored = await app.store.repositories.of(installation.id);
  const overviews = await app.store.reports.overviews(stored.map(({ id }) => id));
  const receiver = `${repository.owner}/${repository.name}`.toLowerCase();
  return stored.flatMap((one) => {
    const now = there.get(one.id);
    if (now === undefined || now.archived) return [];
    const agrees = overviews.get(one.id)?.digestTo?.toLowerCase() === receiver;
    const mayBeTold = !now.private || one.id === repository.id || (isPrivate && agrees);
    return mayBeTold ? [now] : [];
  });
}
