/** A page that a journey ended at: an answer that leads no further, or the first that was to be stopped before. */
export interface Landing {
  readonly url: URL;
  /** 0 where it was not asked for. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** As much of a browser as following redirects with cookies takes; no page is run. */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Goes to `url` and on until there is an answer without a redirect, or an address for which `stopBefore` holds. */
  async visit(url: string, stopBefore: (url: URL) => boolean = () => false): Promise<Landing> {
    let at = new URL(url);
    for (let hops = 0; hops < 20; hops += 1) {
      if (stopBefore(at)) return { url: at, status: 0, body: {} };
      const response = await this.#ask(at, { method: 'GET' });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return landing(at, response);
      await response.arrayBuffer();
      at = new URL(location, at);
    }
    throw new Error('The journey has no end.');
  }

  async post(url: string, body: unknown = {}): Promise<Landing> {
    const at = new URL(url);
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    return landing(at, await this.#ask(at, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  /** The value of a cookie, where the browser has it. */
  cookie(url: string, name: string): string | undefined {
    return this.#cookies.get(new URL(url).host)?.get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.#jar(new URL(url)).set(name, value);
  }

  async #ask(url: URL, init: { method: string; headers?: Record<string, string>; body?: string }): Promise<Response> {
    const jar = this.#jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  #jar({ host }: URL): Map<string, string> {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const [name = '', ...value] = pair.split('=');
  const isOver = /;\s*max-age=0/i.test(line) || /expires=thu, 01 jan 1970/i.test(line);
  if (isOver) jar.delete(name.trim());
  else jar.set(name.trim(), value.join('='));
}

async function landing(url: URL, response: Response): Promise<Landing> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = (isJson && text ? JSON.parse(text) : {}) as Landing['body']; // tests look into it with matchers
  return { url, status: response.status, body };
}
