import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { wav } from './audio.js';
import type { Client } from './client.js';
import { callMetadata } from './metadata.js';

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const RANGE_BYTES = 256 * 1024;
/** A player asks again for what has not come. */
const MOST_TRIES = 5;

/** Who asks, and where. */
export interface Askers {
  readonly url: string;
  readonly telephone: Client;
  /** Whose own calls all deliveries are. */
  readonly listener: Client;
}

interface Taken {
  readonly id: string;
  readonly audio: Buffer;
}

/** Clients that deliver, look, and listen as a player does, and note everything that is not as it should be. */
export class InstanceTraffic {
  readonly failures: string[] = [];
  /** What was asked for again because its answer broke off in the middle. */
  resumed = 0;
  deliveries = 0;
  ranges = 0;
  readonly #taken: Taken[] = [];
  readonly #connections = new Agent({ keepAlive: true });
  #stopped = false;

  constructor(private readonly askers: Askers) {}

  /** Resolves when every client has ended after {@link stop}. */
  async run(clients: number): Promise<void> {
    await Promise.all(
      Array.from({ length: clients }, (_, number) => this.#client(new SeededRandom(`client-${number}`))),
    );
    this.#connections.destroy();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Ids of what was acknowledged and is not there byte by byte. */
  async lost(): Promise<string[]> {
    const there = await Promise.all(this.#taken.map(async taken => ((await this.#hear(taken)) ? [] : [taken.id])));
    return there.flat();
  }

  async #client(random: SeededRandom): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#something(random);
      } catch (error) {
        this.failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  }

  async #something(random: SeededRandom): Promise<void> {
    const taken = this.#taken.length > 0 && random.chance(0.6) ? random.pick(this.#taken) : null;
    if (!taken) return this.#deliver(random);
    if (random.chance(0.3)) return this.#look();
    if (!(await this.#hear(taken))) this.failures.push('other bytes than were delivered');
  }

  async #deliver(random: SeededRandom): Promise<void> {
    const audio = wav({ seconds: random.chance(0.3) ? 60 : 2, channels: 1, seed: this.deliveries });
    const { status, body } = await this.askers.telephone.deliver(callMetadata(new Date()), audio);
    if (status !== 201) throw new Error(`a delivery was answered ${status} ${String(body.code)}`);
    this.deliveries += 1;
    this.#taken.push({ id: String(body.id), audio });
  }

  async #look(): Promise<void> {
    const { status, body } = await this.askers.listener.get('/recordings?limit=20');
    if (status !== 200) throw new Error(`a list was answered ${status} ${String(body.code)}`);
  }

  /** Whether the recording plays as it was delivered. */
  async #hear({ id, audio }: Taken): Promise<boolean> {
    const { status, body } = await this.askers.listener.post(`/recordings/${id}/playbacks`, PURPOSE);
    if (status !== 201) throw new Error(`a playback was answered ${status} ${String(body.code)}`);
    for (let from = 0; from < audio.length; from += RANGE_BYTES) {
      const until = Math.min(from + RANGE_BYTES, audio.length);
      const heard = await this.#range(String(body.audioUrl), from, until);
      if (!heard.equals(audio.subarray(from, until))) return false;
      this.ranges += 1;
    }
    return true;
  }

  /** As a media element: what did not come whole is asked for again from where it stands. */
  async #range(path: string, from: number, until: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let [at, tries] = [from, 1]; at < until; tries += 1) {
      const piece = await this.#ask(path, at, until);
      pieces.push(piece);
      at += piece.length;
      if (at < until && tries === MOST_TRIES) throw new Error(`a range broke off ${MOST_TRIES} times`);
      if (at < until) this.resumed += 1;
    }
    return Buffer.concat(pieces);
  }

  async #ask(path: string, from: number, until: number): Promise<Buffer> {
    const headers = { authorization: `Bearer ${this.askers.listener.token}`, range: `bytes=${from}-${until - 1}` };
    const asked = request(`${this.askers.url}${path}`, { agent: this.#connections, headers });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]; // the event's only argument
    if (answer.statusCode !== 206) throw new Error(`a range was answered ${String(answer.statusCode)}`);
    const pieces: Buffer[] = [];
    try {
      for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece);
    } catch {
      // it broke off: what has come counts
    }
    return Buffer.concat(pieces);
  }
}
