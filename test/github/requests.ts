/** A request that came in, as far as a bench wants to count it. */
export interface RequestRecord {
  readonly face: 'rest' | 'graphql' | 'git';
  /** The operation of REST, the name of the query, or the service of git. */
  readonly what: string;
  readonly status: number;
  readonly repository: string | null;
  /** What GraphQL charged; 0 elsewhere. */
  readonly points: number;
}

export interface Counts {
  readonly rest: number;
  readonly graphql: number;
  readonly points: number;
  /** Requests to `git-upload-pack` that carried a pack or a list of refs. */
  readonly git: number;
  readonly operations: Readonly<Record<string, number>>;
  readonly repositories: Readonly<Record<string, number>>;
  /** By `owner/name#12`. */
  readonly pullRequests: Readonly<Record<string, number>>;
}

/** How many records are kept to be looked at; counts go on for ever. */
const KEPT = 10_000;

export class RequestLog {
  readonly records: RequestRecord[] = [];
  #counts = nothing();

  add(record: RequestRecord, pullRequests: readonly string[] = []): void {
    this.records.push(record);
    if (this.records.length > KEPT) this.records.shift();
    this.#counts[record.face] += 1;
    this.#counts.points += record.points;
    count(this.#counts.operations, `${record.face} ${record.what}`);
    if (record.repository !== null) count(this.#counts.repositories, record.repository);
    for (const pull of pullRequests) count(this.#counts.pullRequests, pull);
  }

  counts(): Counts {
    return structuredClone(this.#counts);
  }

  reset(): void {
    this.records.length = 0;
    this.#counts = nothing();
  }
}

const nothing = () => ({
  rest: 0,
  graphql: 0,
  git: 0,
  points: 0,
  operations: {} as Record<string, number>,
  repositories: {} as Record<string, number>,
  pullRequests: {} as Record<string, number>,
});

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
