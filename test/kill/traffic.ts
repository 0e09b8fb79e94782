import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import type { Answer, Client } from '../support/client.js';
import type { Acknowledged, Ledger } from './ledger.js';
import { type AskedRange, receiveRange, WrongAnswer, WrongBytes } from './receive-range.js';
import type { RecordedCall, RecordedCalls } from './recorded-calls.js';

export const CLIENTS = 16;
const LARGE_SHARE = 0.35;
const WAV_HEADER_BYTES = 44;

/** A person who listens, and the purpose that they state. */
export interface Listener {
  readonly client: Client;
  readonly purpose: { readonly purpose: string; readonly reference?: string };
}

/** Whom the clients of one life of the server speak as. */
export interface Callers {
  readonly url: string;
  readonly ingest: Client;
  readonly listeners: readonly Listener[];
}

/** Sixteen clients that deliver and play until the server is gone or they are told to stop. */
export class Traffic {
  readonly #callers: Callers;
  readonly #calls: RecordedCalls;
  readonly #ledger: Ledger;
  #stopped = false;
  /** How many clients wait for an answer to each of the two. */
  readonly inFlight = { deliveries: 0, playbacks: 0 };

  constructor(callers: Callers, calls: RecordedCalls, ledger: Ledger) {
    this.#callers = callers;
    this.#calls = calls;
    this.#ledger = ledger;
  }

  /** Resolves when every client has stopped. What breaks before {@link stop} was called is noted as unexpected. */
  async run(seed: string): Promise<void> {
    const { listeners } = this.#callers;
    const clients = Array.from({ length: CLIENTS }, (_, number) => {
      const random = new SeededRandom(`${seed}/${number}`);
      return this.#client(random, random.pick(listeners));
    });
    await Promise.all(clients);
  }

  /** Tells the clients that what breaks from now on is the kill. */
  stop(): void {
    this.#stopped = true;
  }

  async #client(random: SeededRandom, listener: Listener): Promise<void> {
    while (!this.#stopped) {
      try {
        const heard = random.chance(0.5) ? undefined : this.#some(random);
        await (heard ? this.#play(heard, random, listener) : this.#deliver(random));
      } catch (error) {
        this.#noteUnlessExplained(error);
      }
    }
  }

  #noteUnlessExplained(error: unknown): void {
    if (this.#stopped && !(error instanceof WrongBytes)) return;
    this.#ledger.unexpected.push(error instanceof Error ? error.message : String(error));
  }

  #some(random: SeededRandom): Acknowledged | undefined {
    const { acknowledged } = this.#ledger;
    return acknowledged.length > 0 ? random.pick(acknowledged) : undefined;
  }

  async #deliver(random: SeededRandom): Promise<void> {
    const call = this.#calls.next(random.chance(LARGE_SHARE), random);
    this.inFlight.deliveries += 1;
    try {
      const taken = await deliver(this.#callers.ingest, this.#calls, call);
      this.#ledger.acknowledged.push(taken);
    } catch (error) {
      this.#ledger.inDoubt.push(call);
      throw error;
    } finally {
      this.inFlight.deliveries -= 1;
    }
  }

  async #play(call: Acknowledged, random: SeededRandom, listener: Listener): Promise<void> {
    const audio = this.#calls.audioOf(call);
    this.inFlight.playbacks += 1;
    try {
      const playback = await grant(this.#callers, listener, call.id);
      this.#ledger.counts.playbacks += 1;
      for (const range of someRanges(audio.length, random)) await receiveRange(playback, range, audio, this.#ledger);
    } finally {
      this.inFlight.playbacks -= 1;
    }
  }
}

/** Delivers a call, for the first time or again. Returns what the server said when it said it has it. */
export async function deliver(
  ingest: Client,
  calls: RecordedCalls,
  call: RecordedCall,
): Promise<Acknowledged & { readonly isNew: boolean }> {
  const answer = await ingest.deliver(calls.metadataOf(call), calls.audioOf(call));
  if (answer.status !== 201 && answer.status !== 200) throw new WrongAnswer(`a delivery answered ${said(answer)}`);
  const { id, contactId, dueOn } = answer.body;
  return { ...call, id: String(id), contactId: String(contactId), dueOn: String(dueOn), isNew: answer.status === 201 };
}

/** States the purpose and returns what was granted. */
export async function grant({ url }: Callers, { client, purpose }: Listener, recordingId: string) {
  const answer = await client.post(`/recordings/${recordingId}/playbacks`, purpose);
  if (answer.status !== 201) throw new WrongAnswer(`a playback answered ${said(answer)}`);
  return { id: String(answer.body.id), url: `${url}${String(answer.body.audioUrl)}`, token: client.token };
}

/** The whole file as one range. */
export function wholeRange(sizeBytes: number): AskedRange {
  return { first: 0, last: sizeBytes - 1 };
}

function someRanges(sizeBytes: number, random: SeededRandom): AskedRange[] {
  return Array.from({ length: random.between(1, 3) }, () => {
    const first = random.between(0, sizeBytes - WAV_HEADER_BYTES);
    return random.chance(0.5) ? wholeRange(sizeBytes) : { first, last: random.between(first, sizeBytes - 1) };
  });
}

function said({ status, body }: Answer): string {
  return `${status} ${String(body.code)}`;
}
