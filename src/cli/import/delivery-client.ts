import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors.js';
import type { FoundAudio } from './found-call.js';

/** Files that are larger go in pieces, so that a line that breaks costs a piece. */
const LARGE_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 16 * 1024 * 1024;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;

const answered = z.object({
  id: z.string().default(''),
  quarantineId: z.string().default(''),
  dueOn: z.string().default(''),
  code: z.string().default(''),
});

export interface Delivered {
  readonly outcome: 'filed' | 'known' | 'quarantined' | 'refused' | 'failed';
  readonly code: string;
  readonly id: string;
  readonly dueOn: string;
}

/** Delivers to a running server over HTTP, as a telephone system does. */
export class DeliveryClient {
  readonly #api: string;

  constructor(
    url: string,
    private readonly token: string,
    private readonly largeBytes = LARGE_BYTES,
  ) {
    this.#api = `${url.replace(/\/+$/, '')}/api/v1/recordings`;
  }

  /**
   * What the server made of the call; what could not be decided is tried again for a while.
   * @throws DomainError `import-not-permitted` where the token opens nothing: the rest would go the same way
   */
  async deliver(call: FoundAudio): Promise<Delivered> {
    const isLarge = typeof call.audio === 'string' && call.sizeBytes > this.largeBytes;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await (isLarge ? this.#inPieces(call) : this.#atOnce(call)).catch(() => null);
      if (answer && answer.status < 500 && answer.status !== 429) return deliveredOf(answer);
      if (attempt + 1 === ATTEMPTS)
        return { ...NOTHING, outcome: 'failed', code: `http-${answer?.status ?? 'broken'}` };
      await wait(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }

  async #atOnce({ metadata, audio }: FoundAudio): Promise<Answer> {
    const form = new FormData();
    form.set('metadata', JSON.stringify(metadata));
    const blob = typeof audio === 'string' ? await openAsBlob(audio) : new Blob([Uint8Array.from(audio)]);
    form.set('audio', blob, 'audio');
    return this.#send('', { method: 'POST', body: form });
  }

  /** Goes on where the server stands for as long as this process lives; the next one begins anew. */
  async #inPieces({ metadata, audio, sizeBytes }: FoundAudio): Promise<Answer> {
    const named = `metadata ${Buffer.from(JSON.stringify(metadata)).toString('base64')}`;
    const headers = { 'upload-length': String(sizeBytes), 'upload-metadata': named };
    const begun = await this.#send('/uploads', { method: 'POST', headers });
    if (begun.status !== 201) return begun;
    const place = `/uploads/${(begun.headers.get('location') ?? '').split('/').at(-1) ?? ''}`;
    await using file = await open(String(audio), 'r');
    for (let at = 0; ; at = await this.#position(place)) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, sizeBytes - at));
      await file.read(piece, 0, piece.length, at);
      const answer = await this.#append(place, at, piece).catch(() => null);
      if (answer && answer.status !== 204 && answer.status !== 409) return answer;
    }
  }

  #append(place: string, at: number, piece: Buffer): Promise<Answer> {
    const headers = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' };
    return this.#send(place, { method: 'PATCH', headers, body: Uint8Array.from(piece) });
  }

  async #position(place: string): Promise<number> {
    const { status, headers } = await this.#send(place, { method: 'HEAD' });
    if (status !== 200) throw new Error('the upload is not there any more');
    return Number(headers.get('upload-offset'));
  }

  async #send(
    place: string,
    init: { method: string; headers?: Record<string, string>; body?: FormData | Uint8Array<ArrayBuffer> },
  ) {
    const headers = { authorization: `Bearer ${this.token}`, 'tus-resumable': '1.0.0', ...init.headers };
    const response = await fetch(`${this.#api}${place}`, { ...init, headers });
    const text = await response.text();
    const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, said: answered.parse(json) };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly said: z.output<typeof answered>;
}

const NOTHING = { code: '', id: '', dueOn: '' } as const;
const OUTCOMES: Readonly<Record<number, Delivered['outcome']>> = { 200: 'known', 201: 'filed', 202: 'quarantined' };

function deliveredOf({ status, said }: Answer): Delivered {
  if (status === 401 || status === 403) throw notPermitted();
  const { id, quarantineId, dueOn, code } = said;
  return { outcome: OUTCOMES[status] ?? 'refused', code, id: id || quarantineId, dueOn };
}

function notPermitted(): DomainError {
  return new DomainError('forbidden', 'import-not-permitted', 'The token is not one that may deliver to this server.');
}
