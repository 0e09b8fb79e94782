import { openAsBlob } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { FoundAudio } from './found-call.js';
import { IngestApi, type Answer, type Delivered, deliveredOf } from './ingest-api.js';
import { UploadInPieces } from './upload-in-pieces.js';

export interface DeliveryPace {
  /** Files that are larger go in pieces, so that a line that breaks costs a piece. */
  readonly largeBytes: number;
  readonly pieceBytes: number;
  readonly firstPauseMs: number;
}

const PACE: DeliveryPace = { largeBytes: 64 * 1024 * 1024, pieceBytes: 16 * 1024 * 1024, firstPauseMs: 500 };
const ATTEMPTS = 6;
const LONGEST_PAUSE_SECONDS = 120;
const NOTHING = { id: '', dueOn: '' } as const;

/** Delivers to a running server over HTTP, as a telephone system does. */
export class DeliveryClient {
  readonly #api: IngestApi;

  constructor(
    url: string,
    token: string,
    private readonly pace = PACE,
  ) {
    this.#api = new IngestApi(url, token);
  }

  /**
   * What the server made of the call; what could not be decided is tried again, longer apart each time, until nothing has come of it
   * for six times.
   * @throws DomainError `import-not-permitted` where the token opens nothing: the rest would go the same way
   */
  async deliver(call: FoundAudio): Promise<Delivered> {
    const pieces = this.#inPieces(call);
    for (let attempt = 0, furthest = 0; ; attempt += 1) {
      const answer = await (pieces?.goOn() ?? this.#atOnce(call)).catch(() => null);
      if (answer && isDecided(answer)) return deliveredOf(answer);
      const reached = pieces?.reachedBytes ?? 0;
      if (reached > furthest) attempt = 0;
      furthest = Math.max(furthest, reached);
      if (attempt + 1 === ATTEMPTS)
        return { ...NOTHING, outcome: 'failed', code: `http-${answer?.status ?? 'broken'}` };
      await wait(Math.max(this.pace.firstPauseMs * 2 ** attempt, wantedPauseMs(answer)));
    }
  }

  #inPieces(call: FoundAudio): UploadInPieces | null {
    const { largeBytes, pieceBytes } = this.pace;
    if (typeof call.audio !== 'string' || call.sizeBytes <= largeBytes) return null;
    return new UploadInPieces(this.#api, call, call.audio, pieceBytes);
  }

  async #atOnce({ metadata, audio }: FoundAudio): Promise<Answer> {
    const form = new FormData();
    form.set('metadata', JSON.stringify(metadata));
    const blob = typeof audio === 'string' ? await openAsBlob(audio) : new Blob([Uint8Array.from(audio)]);
    form.set('audio', blob, 'audio');
    return this.#api.send('', { method: 'POST', body: form });
  }
}

/** How long the server wants not to be asked, where it says so: the rest of a minute after a request too many. */
function wantedPauseMs(answer: Answer | null): number {
  const seconds = Number(answer?.headers.get('retry-after') ?? 0);
  return seconds > 0 ? Math.min(seconds, LONGEST_PAUSE_SECONDS) * 1000 : 0;
}

function isDecided({ status }: Answer): boolean {
  return status < 500 && status !== 429;
}
