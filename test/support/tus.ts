import { request } from 'node:http';
import type { Readable } from 'node:stream';
import type { Metadata } from './client.js';
import type { TestServer } from './server.js';

export interface TusAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Speaks tus 1.0 as the telephone system. */
export class TusClient {
  constructor(
    readonly server: TestServer,
    private readonly token = server.ingestToken,
  ) {}

  begin(metadata: Metadata | string, lengthBytes: number): Promise<TusAnswer> {
    const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata);
    const named = `metadata ${Buffer.from(text).toString('base64')}`;
    return this.send('POST', '', { 'upload-length': String(lengthBytes), 'upload-metadata': named });
  }

  /** Begins an upload and returns its id. */
  async begun(metadata: Metadata, lengthBytes: number): Promise<string> {
    const { status, headers } = await this.begin(metadata, lengthBytes);
    if (status !== 201) throw new Error(`an upload was begun with ${status}`);
    return (headers.get('location') ?? '').split('/').at(-1) ?? '';
  }

  append(id: string, offset: number, bytes: Uint8Array): Promise<TusAnswer> {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    return this.send('PATCH', `/${id}`, headers, bytes);
  }

  async position(id: string): Promise<{ status: number; offset: number }> {
    const { status, headers } = await this.send('HEAD', `/${id}`);
    return { status, offset: Number(headers.get('upload-offset') ?? NaN) };
  }

  end(id: string): Promise<TusAnswer> {
    return this.send('DELETE', `/${id}`);
  }

  async send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ): Promise<TusAnswer> {
    const all = { authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', ...headers };
    const content = body === undefined ? {} : { body: Uint8Array.from(body) };
    const response = await fetch(`${this.server.url}/api/v1/recordings/uploads${path}`, {
      ...{ method, headers: all },
      ...content,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : bodyOf(text) };
  }

  /** Sends `bytes` as they come and breaks the connection off at their end, before the request is whole. */
  breakOff(id: string, offset: number, bytes: Readable, announcedBytes: number): Promise<void> {
    const headers = {
      ...{ authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', 'upload-offset': String(offset) },
      ...{ 'content-type': 'application/offset+octet-stream', 'content-length': String(announcedBytes) },
    };
    return new Promise(resolve => {
      const asked = request(`${this.server.url}/api/v1/recordings/uploads/${id}`, { method: 'PATCH', headers });
      asked.on('error', () => {
        resolve();
      });
      asked.on('close', resolve);
      bytes.on('data', piece => asked.write(piece));
      bytes.on('end', () => {
        setTimeout(() => asked.destroy(), 100); // what was written is on its way
      });
    });
  }
}

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Record<string, unknown>; // tests look into it with matchers
}
