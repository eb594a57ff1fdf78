/** As much of a browser as signing in takes: it keeps cookies of one host, and goes where it is sent. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** One request, with the cookies of its host. */
  readonly get: (url: string) => Promise<Response>;
  /** The same, and on until it is sent nowhere any more. */
  readonly open: (url: string) => Promise<Response>;
  /** Sends a form as a page of that host does. */
  readonly post: (
    url: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Response>;
}

const MOST_STEPS = 10;

/** @param origin whose cookies it keeps */
export function browser(origin: string): Browser {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const isOwn = new URL(url).origin === origin;
    const held = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        // A test that has just made a repository may come back when a connection that was kept is closed.
        connection: 'close',
        ...(isOwn ? { cookie: held } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of isOwn ? response.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0(;|$)/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const open = async (url: string): Promise<Response> => {
    let [at, answer] = [url, await ask(url)];
    for (let step = 0; step < MOST_STEPS && answer.status >= 300 && answer.status < 400; step += 1) {
      at = new URL(answer.headers.get('location') ?? '', at).href;
      answer = await ask(at);
    }
    return answer;
  };
  return {
    cookies,
    get: (url) => ask(url),
    open,
    post: (url, form, headers = { origin, 'sec-fetch-site': 'same-origin' }) =>
      ask(url, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}
