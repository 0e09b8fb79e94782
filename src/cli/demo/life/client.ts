import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { DEMO_PASSWORD } from '../../../server/demo-accounts.js';

/** The part of the server that is spoken to: HTTP with all its guards and pipes, without a socket. */
export type Server = Pick<NestFastifyApplication, 'inject'>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request with what it must be answered with: the demo's past is no past where it is answered otherwise. */
interface Exchange {
  readonly method: Method;
  readonly path: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

const API = '/api/v1';
/** For answers of which nothing is needed. */
export const anything = z.unknown();
const signedIn = z.object({ accessToken: z.string() });

/** Speaks to the server as one person or machine from one address. A request that is answered unexpectedly throws. */
export class DemoClient {
  readonly #server: Server;
  readonly #address: string;
  #token: string | null;

  constructor(server: Server, address: string, token: string | null = null) {
    this.#server = server;
    this.#address = address;
    this.#token = token;
  }

  async signIn(username: string): Promise<void> {
    const body = { username, password: DEMO_PASSWORD };
    this.#token = (await this.post('/sessions', body, signedIn)).accessToken;
  }

  /** Whose password is wrong, or who may not sign in any more. */
  async failToSignIn(username: string, password: string): Promise<void> {
    await this.#ask({ method: 'POST', path: '/sessions', status: 401, body: { username, password } });
  }

  async signOut(): Promise<void> {
    await this.#ask({ method: 'DELETE', path: '/sessions/current', status: 204 });
    this.#token = null;
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await this.#ask({ method: 'GET', path, status: 200 }));
  }

  /** @param status 201 unless told: a search makes nothing and is answered 200 */
  async post<T>(path: string, body: object, schema: z.ZodType<T>, status = 201): Promise<T> {
    return schema.parse(await this.#ask({ method: 'POST', path, status, body }));
  }

  async put(path: string, body: object): Promise<void> {
    await this.#ask({ method: 'PUT', path, status: 200, body });
  }

  async patch(path: string, body: object): Promise<void> {
    await this.#ask({ method: 'PATCH', path, status: 200, body });
  }

  async delete(path: string, body?: object): Promise<void> {
    await this.#ask({ method: 'DELETE', path, status: 204, body });
  }

  /** Asks for what is not granted. */
  async beRefused(status: 403 | 404 | 422, method: Method, path: string, body?: object): Promise<void> {
    await this.#ask({ method, path, status, body });
  }

  /** What a browser's player asks for: all of the audio, or its beginning. Returns how many bytes came. */
  async hear(audioUrl: string, firstBytes?: number): Promise<number> {
    const range = `bytes=0-${firstBytes === undefined ? '' : firstBytes - 1}`;
    const path = audioUrl.slice(API.length);
    const answer = await this.#send({ method: 'GET', path, status: 206, headers: { range } });
    let sizeBytes = 0;
    for await (const piece of answer.stream()) sizeBytes += (piece as Buffer).length; // a stream of bytes
    return sizeBytes;
  }

  /** Delivers a recording as a telephone system does; `status` says how it must be answered. */
  async deliver<T>(metadata: object, audio: Buffer, status: number, schema: z.ZodType<T>): Promise<T> {
    const { headers, body } = multipart(metadata, audio);
    return schema.parse(await this.#ask({ method: 'POST', path: '/recordings', status, headers, body }));
  }

  /** Settles when the server is done with it, with the JSON of the answer. */
  async #ask(exchange: Exchange): Promise<unknown> {
    return bodyOf(await this.#send(exchange));
  }

  async #send({ method, path, status, headers, body }: Exchange) {
    const authorization = this.#token === null ? {} : { authorization: `Bearer ${this.#token}` };
    const answer = await this.#server.inject({
      method,
      url: `${API}${path}`,
      remoteAddress: this.#address,
      headers: { ...authorization, ...headers },
      ...(body === undefined ? {} : { payload: body }),
      payloadAsStream: true, // audio is no text
    });
    if (answer.statusCode === status) return answer;
    const { code } = problem.safeParse(await bodyOf(answer)).data ?? { code: 'no problem' };
    throw new Error(`The demo's ${method} ${route(path)} was answered ${answer.statusCode} (${code}), not ${status}.`);
  }
}

const problem = z.object({ code: z.string() });

/** The JSON of an answer; undefined where it has none. */
async function bodyOf(answer: { stream(): Readable }): Promise<unknown> {
  const body = await text(answer.stream());
  return body === '' ? undefined : JSON.parse(body);
}

/** Nothing in a call of the demo looks like it. */
const BOUNDARY = 'tallenne-demo-8Hq3vTz1';

/** RFC 7578. The audio is not copied: the calls of the demo are 300 MB. */
function multipart(metadata: object, audio: Buffer): { headers: Record<string, string>; body: Readable } {
  const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name=`;
  const first = `${part}"metadata"\r\n\r\n${JSON.stringify(metadata)}\r\n`;
  const second = `${part}"audio"; filename="call.wav"\r\nContent-Type: audio/wav\r\n\r\n`;
  const pieces = [Buffer.from(first + second), audio, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)];
  const sizeBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  return { headers: { 'content-type': type, 'content-length': `${sizeBytes}` }, body: Readable.from(pieces) };
}

/** The path without its ids and without its query. */
function route(path: string): string {
  return path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/g, ':id');
}
