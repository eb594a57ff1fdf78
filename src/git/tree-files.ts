import { runGit } from './process.js';

interface Lot {
  readonly paths: string[];
  readonly found: Promise<ReadonlySet<string>>;
}

/** Says by trees alone whether a commit has a file. What is asked of one commit at the same time is asked of git at once. */
export class TreeFiles {
  readonly #lots = new Map<string, Lot>();

  constructor(private readonly gitDir: string) {}

  /** @throws RepositoryError where the commit is not here */
  async has(commit: string, path: string): Promise<boolean> {
    const lot = this.#lots.get(commit) ?? this.#begin(commit);
    lot.paths.push(path);
    return (await lot.found).has(path);
  }

  #begin(commit: string): Lot {
    const paths: string[] = [];
    const found = new Promise<void>((done) => setTimeout(done, 1)).then(() => {
      this.#lots.delete(commit);
      return this.#files(commit, paths);
    });
    this.#lots.set(commit, { paths, found });
    return { paths, found };
  }

  async #files(commit: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
    const asked = paths.map((path) => `:(literal)${path}`);
    const output = await runGit(this.gitDir, ['ls-tree', '-z', '--full-tree', commit, '--', ...asked]);
    const files = output.toString('utf8').split('\0');
    return new Set(files.flatMap((line) => /^\d+ blob [0-9a-f]+\t([\s\S]+)$/.exec(line)?.[1] ?? []));
  }
}
