import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Injectable } from '@nestjs/common';
import { MemoryLocker, Server } from '@tus/server';
import { Clock } from '../../../kernel/clock.js';
import { isId, newId } from '../../../kernel/ids.js';
import { Config } from '../../../platform/config/index.js';
import type { RequestInHand, Requester } from '../../../platform/http/index.js';
import { delivererOf } from '../deliverer.js';
import { FinishUpload } from './finish-upload.js';
import { StoreParts } from './store-parts.js';
import { requestInvalid, tusError } from './tus-problem.js';
import { UploadStore } from './upload-store.js';
import { Uploads, type UploadEnd } from './uploads.js';

export const UPLOADS_PATH = '/api/v1/recordings/uploads';

/** Speaks tus 1.0 (tus.io) over our own store. */
@Injectable()
export class ResumableUploads {
  readonly #locker = new MemoryLocker();

  constructor(
    private readonly uploads: Uploads,
    private readonly parts: StoreParts,
    private readonly finish: FinishUpload,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer to one request of the protocol.
   * @throws DomainError what the request or the delivery is refused for
   */
  async handle(request: RequestInHand, requester: Requester): Promise<Response> {
    const { maxAudioBytes: maxSize } = this.config;
    let failure: unknown;
    const server = new Server({
      path: UPLOADS_PATH,
      datastore: new UploadStore(this.uploads, this.parts, requester),
      locker: this.#locker,
      maxSize,
      relativeLocation: true,
      allowedOrigins: [],
      namingFunction: () => newId(this.clock.now()),
      onIncomingRequest: (asked, id) => this.#arrive(asked.method, id, requester),
      onUploadFinish: async (_, { id }) => answerOf(await this.#end(id, requester)),
      onResponseError: (_, error) => {
        failure = error;
        return undefined;
      },
    });
    const response = await server.handleWeb(webRequest(request));
    if (failure !== undefined) throw tusError(failure, maxSize);
    if (response.status === 400) throw requestInvalid();
    return response;
  }

  /** What came whole before the server ended is delivered when somebody asks for it: nobody takes it for delivered unless it is. */
  async #arrive(method: string, id: string, requester: Requester): Promise<void> {
    if (!isId(id)) throw requestInvalid();
    if (method !== 'HEAD') return;
    const { lengthBytes, receivedBytes } = await this.uploads.find(id, requester.id);
    if (receivedBytes === lengthBytes) refuse(await this.#end(id, requester));
  }

  async #end(id: string, requester: Requester): Promise<UploadEnd> {
    return this.finish.execute(await this.uploads.find(id, requester.id), delivererOf(requester, 'resumable'));
  }
}

/** To who asks where an upload stands that was refused, it must not look like one that was taken. */
function refuse({ status }: UploadEnd): void {
  if (status >= 400) throw Object.assign(new Error('the delivery was refused'), { status_code: status });
}

function answerOf({ status, answer }: UploadEnd) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  const headers = { 'Content-Type': `${type}; charset=utf-8` };
  return { status_code: status, headers, body: JSON.stringify(answer) };
}

/** The request as the library reads it: nothing of it but what the protocol needs. */
function webRequest({ raw, method, headers }: RequestInHand): Request {
  const named = Object.entries(headers).flatMap(([name, value]) =>
    PROTOCOL.test(name) && typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const url = new URL(raw.url ?? '/', 'http://localhost');
  if (method !== 'PATCH' && method !== 'POST') return new Request(url, { method, headers: named });
  const body = Readable.toWeb(raw) as ReadableStream<Uint8Array>; // a request is a stream of bytes
  return new Request(url, { method, headers: named, body, duplex: 'half' });
}

const PROTOCOL = /^(tus-.*|upload-.*|content-type|content-length)$/;
