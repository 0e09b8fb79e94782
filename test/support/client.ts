import type { DeliveredAudio } from './delivered-audio.js';

/** An answer with its body read: JSON where it is JSON, bytes otherwise. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; empty where it has none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** Metadata of a recording as a telephone system sends them; anything can be overridden. */
export type Metadata = Record<string, unknown>;

/** Speaks to a server as one person or machine, or as nobody. */
export class Client {
  #token: string | undefined;
  #refreshCookie = '';

  constructor(
    readonly url: string,
    token?: string,
    private readonly delivered?: DeliveredAudio,
  ) {
    this.#token = token;
  }

  get token(): string {
    return this.#token ?? '';
  }

  async signIn(username: string, password: string): Promise<this> {
    const answer = await this.post('/sessions', { username, password });
    if (answer.status !== 201) throw new Error(`sign-in of ${username} answered ${answer.status}`);
    return this.keep(answer);
  }

  /** A new access token of the same session, as a browser gets it. */
  async renew(): Promise<this> {
    const headers = { cookie: this.#refreshCookie, 'sec-fetch-site': 'same-origin' };
    const answer = await new Client(this.url).request('POST', '/sessions/renewal', undefined, headers);
    if (answer.status !== 200) throw new Error(`renewal answered ${answer.status}`);
    return this.keep(answer);
  }

  /** Speaks from here on as whom an answer to a sign-in is for. */
  keep({ body, headers }: Answer): this {
    this.#token = String(body.accessToken);
    const cookies = headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '');
    this.#refreshCookie = cookies.find(cookie => cookie.startsWith('tallenne_refresh=')) ?? this.#refreshCookie;
    return this;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('POST', path, body, headers);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.request('PATCH', path, body);
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.request('DELETE', path, body);
  }

  /** Delivers a recording; `metadata` may be text to send what is no JSON. */
  async deliver(metadata: Metadata | string, audio: Uint8Array | null, filename = 'call.wav'): Promise<Answer> {
    const form = new FormData();
    form.set('metadata', typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
    if (audio) form.set('audio', audioPart(audio), filename);
    if (audio) this.delivered?.note(audio);
    return this.upload(form);
  }

  /** Sends whatever the form holds, a delivery unless another path is named. */
  upload(form: FormData, path = '/recordings'): Promise<Answer> {
    return this.#send(path, { method: 'POST', body: form });
  }

  request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return this.#send(path, { method, ...json, headers: { ...type, ...headers } });
  }

  async #send(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<Answer> {
    const authorization: Record<string, string> =
      this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
    const response = await fetch(addressOf(this.url, path), {
      ...init,
      headers: { ...authorization, ...init.headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true && bytes.length > 0;
    const body = (isJson ? JSON.parse(bytes.toString('utf8')) : {}) as Answer['body']; // tests look into it with matchers
    return { status: response.status, headers: response.headers, body, bytes };
  }
}

/** Audio as a part of a form. */
export function audioPart(audio: Uint8Array): Blob {
  return new Blob([Uint8Array.from(audio)], { type: 'audio/wav' });
}

function addressOf(url: string, path: string): string {
  const outside =
    path.startsWith('/api/') || path.startsWith('/scim/') || ['/healthz', '/readyz', '/metrics'].includes(path);
  return `${url}${outside ? '' : '/api/v1'}${path}`;
}
