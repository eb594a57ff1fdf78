import { quantile } from './app-parts.js';

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** From the request to the last byte of the answer. */
  readonly ms: number;
  readonly etag: string | null;
}

export type Ask = (path: string, headers?: Record<string, string>) => Promise<Answer>;

/** Answers without a wire: what the server itself takes, the reading of its database and zipping included. */
export function asking(fetch: (request: Request) => Response | Promise<Response>): Ask {
  return async (path, headers = {}) => {
    const request = new Request(`http://localhost${path}`, {
      headers: { 'accept-encoding': 'gzip', ...headers },
    });
    const before = performance.now();
    const response = await fetch(request);
    const { byteLength } = await response.arrayBuffer();
    const ms = performance.now() - before;
    return { status: response.status, bytes: byteLength, ms, etag: response.headers.get('etag') };
  };
}

export const times = (answers: readonly Answer[]): string => {
  const ms = answers.map((answer) => answer.ms);
  return `p50 ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms, slowest ${Math.max(...ms).toFixed(0)} ms`;
};
export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;

export async function each(
  ask: Ask,
  paths: readonly string[],
  headers?: (at: number) => Record<string, string>,
) {
  const answers: Answer[] = [];
  for (const [at, path] of paths.entries()) answers.push(await ask(path, headers?.(at)));
  const wrong = answers.find(({ status }) => status !== 200 && status !== 304);
  if (wrong !== undefined) throw new Error(`a page answered ${wrong.status}`);
  return answers;
}

/** The slowest one in twenty. */
export const p95Of = (answers: readonly Answer[]): number =>
  quantile(
    answers.map(({ ms }) => ms),
    0.95,
  );
