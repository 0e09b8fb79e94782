import { open } from 'node:fs/promises';
import type { FoundAudio } from './found-call.js';
import type { Answer, IngestApi } from './ingest-api.js';

/** One file as a resumable upload, which is begun once and gone on with where the server stands. */
export class UploadInPieces {
  #place: string | null = null;
  #reachedBytes = 0;

  constructor(
    private readonly api: IngestApi,
    private readonly call: FoundAudio,
    private readonly path: string,
    private readonly pieceBytes: number,
  ) {}

  /** How much the server has said that it has. */
  get reachedBytes(): number {
    return this.#reachedBytes;
  }

  /**
   * Sends what is left. Returns the answer to the last piece, or the first one that is no way on; call it again where that, or a
   * rejection, decides nothing.
   */
  async goOn(): Promise<Answer> {
    const instead = this.#place === null ? await this.#begin() : await this.#ask(this.#place);
    if (instead) return instead;
    for (;;) {
      const answer = await this.#append(this.#place ?? '');
      if (answer.status !== 204) return this.#unlessElsewhere(answer);
      const reachedBytes = offsetIn(answer);
      if (!(reachedBytes > this.#reachedBytes)) throw new Error('the server takes nothing more');
      this.#reachedBytes = reachedBytes;
    }
  }

  /** The answer where none was begun. */
  async #begin(): Promise<Answer | null> {
    const { metadata, sizeBytes } = this.call;
    const named = `metadata ${Buffer.from(JSON.stringify(metadata)).toString('base64')}`;
    const headers = { 'upload-length': String(sizeBytes), 'upload-metadata': named };
    const answer = await this.api.send('/uploads', { method: 'POST', headers });
    if (answer.status !== 201) return answer;
    this.#place = `/uploads/${(answer.headers.get('location') ?? '').split('/').at(-1) ?? ''}`;
    return null;
  }

  /** The answer where it says nothing of the upload. One that was refused has no position: what it ended in is asked for at its end. */
  async #ask(place: string): Promise<Answer | null> {
    const answer = await this.api.send(place, { method: 'HEAD' });
    const { status } = answer;
    if (GONE.includes(status)) throw this.#gone();
    if (status >= 500 || ELSEWHERE.includes(status)) return answer;
    this.#reachedBytes = status === 200 ? offsetIn(answer) : this.call.sizeBytes;
    return null;
  }

  async #append(place: string): Promise<Answer> {
    const at = this.#reachedBytes;
    const headers = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' };
    return this.api.send(place, { method: 'PATCH', headers, body: await this.#piece(at) });
  }

  async #piece(at: number): Promise<Uint8Array<ArrayBuffer>> {
    await using file = await open(this.path, 'r');
    const piece = new Uint8Array(Math.min(this.pieceBytes, this.call.sizeBytes - at));
    await file.read(piece, 0, piece.length, at);
    return piece;
  }

  /** Another request has gone on with the upload, an answer was lost, or its time is over: that decides nothing. */
  #unlessElsewhere(answer: Answer): Answer {
    const { code } = answer.said;
    if (code === 'upload-offset-wrong') throw new Error('the upload stands elsewhere');
    if (code === 'upload-expired' || code === 'not-found') throw this.#gone();
    return answer;
  }

  /** What the server does not know any more is begun anew at the next attempt. */
  #gone(): Error {
    this.#place = null;
    this.#reachedBytes = 0;
    return new Error('the upload is not there any more');
  }
}

const GONE = [404, 410];
/** The token opens nothing, or it is too much at once. */
const ELSEWHERE = [401, 403, 429];

function offsetIn({ headers }: Answer): number {
  return Number(headers.get('upload-offset'));
}
