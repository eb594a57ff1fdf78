import type { RepositoryOverview } from '../../model/overview.js';
import type { Store } from '../../store/store.js';
import { BoundedCache } from '../bounded-cache.js';

/** About what an overview takes in memory, and what all of them may: some sixteen hundred. */
const BYTES = 40 * 1024;
const ROOM = 64 * 1024 * 1024;

/**
 * Overviews as they were read last, by the versions of their reports: five hundred are ten megabytes of JSON, and between
 * two readings few have changed.
 */
export class KeptOverviews {
  readonly #kept = new BoundedCache<{ readonly version: string; readonly overview: RepositoryOverview }>(
    ROOM,
  );

  constructor(private readonly store: Pick<Store, 'reports'>) {}

  /** Of these repositories, by their numbers; those without one are left out. */
  async of(repositories: readonly number[]): Promise<ReadonlyMap<number, RepositoryOverview>> {
    const versions = await this.store.reports.versions(repositories);
    const found = new Map<number, RepositoryOverview>();
    for (const [id, version] of versions) {
      const kept = this.#kept.get(String(id));
      if (kept?.version === version) found.set(id, kept.overview);
    }
    const missing = [...versions.keys()].filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    for (const [id, { overview }] of await this.store.reports.overviews(missing)) {
      found.set(id, overview);
      // Read before it: a version that is older than the overview is read once more the next time.
      this.#kept.set(String(id), { version: versions.get(id) ?? '', overview }, BYTES);
    }
    return found;
  }
}
