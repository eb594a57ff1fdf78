/** GitHub ends a request after 10 seconds; longer than this, the way to it hangs. */
const TIMEOUT_MS = 30_000;

const MOVED = new Set([301, 302, 307, 308]);

/**
 * The way to GitHub: with a time limit, and a write that is sent on (its repository was renamed) stays a write, which
 * the platform's own fetch would turn into a read. It is followed once, and to the same server only: a token is sent
 * with it.
 */
export const reach: typeof fetch = async (input, init = {}) => {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const options = { ...init, signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal };
  const isRead = init.method === undefined || init.method === 'GET';
  if (isRead) return fetch(input, options);
  const answer = await fetch(input, { ...options, redirect: 'manual' });
  if (!MOVED.has(answer.status)) return answer;
  const from = new URL(input instanceof Request ? input.url : input);
  const to = new URL(answer.headers.get('location') ?? '', from);
  if (to.origin !== from.origin) throw new TypeError('GitHub sends a write on to another server');
  await answer.body?.cancel();
  return fetch(to, { ...options, redirect: 'error' });
};
