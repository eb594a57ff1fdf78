import type { Control } from './control/index.js';

/** A running double: where it is, and all that tests can tell it to do. */
export interface Double {
  /** `http://127.0.0.1:<port>`: REST at `/` and `/api/v3`, GraphQL at `/graphql` and `/api/graphql`, git at `/owner/name.git`. */
  readonly url: string;
  readonly control: Control;
  readonly close: () => Promise<void>;
}

/** Talks to a double that listens there already. */
export function connectDouble(url: string, close: () => Promise<void> = async () => {}): Double {
  const control = new Proxy({} as Control, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? command(url, name) : undefined),
  });
  return { url, control, close };
}

const command =
  (url: string, name: string) =>
  async (input?: unknown): Promise<unknown> => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await fetch(`${url}/_double/${name}`, { method: 'POST', ...body });
    const answer = (await response.json()) as { readonly error?: string };
    if (!response.ok) throw new Error(answer?.error ?? `the double answered ${response.status}`);
    return answer;
  };
