import { randomUUID } from 'node:crypto';
import { openRepository } from '../git/repository.js';
import type { RepositoryReport } from '../model/report.js';
import { analyseWithIndex } from './analyse-repository.js';
import { changesOf, type ReportChanges } from './report-changes.js';

/** A local repository and how far its report is. */
export type LocalReport = { readonly name: string; readonly slug: string } & (
  | { readonly state: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly state: 'ready';
      readonly report: RepositoryReport;
      readonly changes: ReportChanges;
      /** Another one where the report says something else. */
      readonly version: string;
      /** Seconds since 1970, UTC. */
      readonly madeAt: number;
    }
  | { readonly state: 'failed'; readonly message: string }
);

interface Entry {
  readonly path: string;
  now: LocalReport;
  running: boolean;
}

/** Reports of local repositories: made when first asked for, and made anew when the branch has moved. */
export class LocalReports {
  readonly #entries: readonly Entry[];

  readonly #keepIn: string | null;

  private constructor(entries: readonly Entry[], keepIn: string | null) {
    this.#entries = entries;
    this.#keepIn = keepIn;
  }

  /**
   * Looks at every path once.
   *
   * @param keepIn a folder in which what was found is kept for the next run; null: nothing is kept
   * @throws RepositoryError when one is no repository, or has no commits
   */
  static async open(paths: readonly string[], keepIn: string | null = null): Promise<LocalReports> {
    const entries: Entry[] = [];
    for (const path of paths) {
      const repository = await openRepository(path);
      try {
        await repository.defaultBranch();
        const taken = entries.filter(({ now }) => now.name === repository.name).length;
        const slug = `${repository.name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}${taken === 0 ? '' : `-${taken + 1}`}`;
        const now = { name: repository.name, slug, state: 'reading', done: 0, total: 0 } as const;
        entries.push({ path, now, running: false });
      } finally {
        await repository.close();
      }
    }
    return new LocalReports(entries, keepIn);
  }

  all(): readonly LocalReport[] {
    return this.#entries.map(({ now }) => now);
  }

  /** Begins every report, one after the other. */
  async begin(): Promise<void> {
    for (const entry of this.#entries) await this.#make(entry);
  }

  /** The report as it is now; one that is behind its branch is begun again in the background. */
  async find(slug: string): Promise<LocalReport | null> {
    const entry = this.#entries.find(({ now }) => now.slug === slug);
    if (entry === undefined) return null;
    if (!entry.running && (await this.#isBehind(entry))) void this.#make(entry);
    return entry.now;
  }

  async #isBehind({ path, now }: Entry): Promise<boolean> {
    if (now.state !== 'ready') return true;
    const repository = await openRepository(path).catch(() => null);
    if (repository === null) return false;
    try {
      return (await repository.defaultBranch()).head !== now.report.repository.head;
    } catch {
      return false;
    } finally {
      await repository.close();
    }
  }

  async #make(entry: Entry): Promise<void> {
    if (entry.running) return;
    entry.running = true;
    const { name, slug } = entry.now;
    const before = entry.now.state === 'ready' ? entry.now : null;
    try {
      const repository = await openRepository(entry.path);
      try {
        const { report, index } = await analyseWithIndex(repository, {
          branch: null,
          since: null,
          keepIn: this.#keepIn,
          onProgress: (done, total) => {
            // While a new report is made the old one is still worth showing.
            if (before === null) entry.now = { name, slug, state: 'reading', done, total };
          },
        });
        entry.now = {
          ...{ name, slug, state: 'ready', report },
          changes: changesOf(report.changes, index),
          version: randomUUID(),
          madeAt: Math.floor(Date.now() / 1000),
        };
      } finally {
        await repository.close();
      }
    } catch (error) {
      entry.now = {
        name,
        slug,
        state: 'failed',
        message: error instanceof Error ? error.message : String(error),
      };
    } finally {
      entry.running = false;
    }
  }
}
