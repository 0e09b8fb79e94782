import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import type { ReceivedExtent } from '../kill/ledger.js';
import { WrongBytes } from '../kill/receive-range.js';
import type { Listener } from '../kill/traffic.js';
import type { Listeners } from './listeners.js';
import type { Asked, Note, Work } from './load.js';
import { type Connections, delivery, json } from './requests.js';
import { phoneOf, type SoakCalls, type TakenCall } from './soak-calls.js';

const EXTENT_BYTES = 1024 * 1024;
/** As a player asks for audio, piece by piece. */
const PIECE_BYTES = EXTENT_BYTES / 2;
/** Some listeners close the player; what others leave open ends by itself after a quarter of an hour. */
const CLOSED_SHARE = 0.5;
/** How many of the last extents are remembered, to be looked for in the log. */
const REMEMBERED = 2000;

/** What people and the telephone system do in a soak. */
export class Ways {
  readonly received: ReceivedExtent[] = [];
  bytes = 0;

  constructor(
    private readonly connections: Connections,
    private readonly people: Listeners,
    private readonly ingestToken: string,
    private readonly calls: SoakCalls,
  ) {}

  get works(): Readonly<Record<Asked, Work>> {
    return {
      playbacks: (random, note) => this.#play(random, note),
      ingests: (random, note) => this.ingest(random, note),
      searches: (random, note) => this.#search(random, note),
    };
  }

  async ingest(random: SeededRandom, note: Note): Promise<void> {
    const call = this.calls.some(random);
    const form = delivery(this.calls.metadataOf(call), this.calls.audioOf(call));
    const asked = { method: 'POST', path: '/api/v1/recordings', token: this.ingestToken, ...form } as const;
    const { id, contactId, dueOn } = (await this.connections.ask(asked, 201)) as unknown as TakenCall; // api.md
    note('ingest');
    this.calls.taken.push({ ...call, id, contactId, dueOn });
  }

  /** Opens a call that was taken, and hears all of it as somebody who may. */
  async hear(call: TakenCall): Promise<void> {
    const [listener] = this.people.listeners;
    if (!listener) throw new Error('nobody listens');
    const opened = { method: 'GET', path: `/api/v1/recordings/${call.id}`, token: listener.client.token } as const;
    const { contactId } = await this.connections.ask(opened, 200);
    if (contactId !== call.contactId) throw new WrongBytes('another contact than was answered');
    await this.#hearAll(call, listener, () => undefined);
  }

  /** States a purpose, hears all of it, and compares every byte. */
  async #play(random: SeededRandom, note: Note): Promise<void> {
    const call = this.calls.heard(random);
    if (!call) throw new Error('there is nothing to hear');
    const listener = random.pick(this.people.listeners);
    const id = await this.#hearAll(call, listener, note);
    if (random.chance(CLOSED_SHARE)) await this.#close(id, listener);
  }

  /** Returns the id of its playback. */
  async #hearAll(call: TakenCall, listener: Listener, note: Note): Promise<string> {
    const id = await this.#grant(call, listener);
    note('grant');
    const audio = this.calls.audioOf(call);
    for (let first = 0; first < audio.length; first += PIECE_BYTES) {
      const last = Math.min(audio.length, first + PIECE_BYTES) - 1;
      await this.#receive(id, listener, { first, last }, audio, first === 0 ? note : () => undefined);
    }
    note('audio');
    return id;
  }

  async #grant({ id }: TakenCall, { client, purpose }: Listener): Promise<string> {
    const path = `/api/v1/recordings/${id}/playbacks`;
    const granted = await this.connections.ask({ method: 'POST', path, token: client.token, ...json(purpose) }, 201);
    return String(granted.id);
  }

  async #receive(
    playbackId: string,
    { client }: Listener,
    { first, last }: { readonly first: number; readonly last: number },
    audio: Buffer,
    note: Note,
  ): Promise<void> {
    const headers = { range: `bytes=${first}-${last}` };
    const path = `/api/v1/playbacks/${playbackId}/audio`;
    const answer = await this.connections.open({ method: 'GET', path, token: client.token, headers }, 206);
    this.#remember(playbackId, Math.floor(first / EXTENT_BYTES)); // a piece lies in one extent
    let at = first;
    for await (const bytes of answer as AsyncIterable<Buffer>) {
      if (at === first) note('playback');
      if (!bytes.equals(audio.subarray(at, at + bytes.length))) throw new WrongBytes('other bytes than were delivered');
      at += bytes.length;
    }
    this.bytes += at - first;
    if (at !== last + 1) throw new Error('the answer ended early');
  }

  async #close(id: string, { client }: Listener): Promise<void> {
    const asked = { method: 'DELETE', path: `/api/v1/playbacks/${id}`, token: client.token } as const;
    await this.connections.ask({ ...asked, ...json({ playedMs: 1000 }) }, 204);
  }

  #remember(playbackId: string, extent: number): void {
    this.received.push({ playbackId, extent, atMs: Date.now() });
    if (this.received.length > 2 * REMEMBERED) this.received.splice(0, REMEMBERED);
  }

  /** By the number of somebody whose call was taken, who must then be found. */
  async #search(random: SeededRandom, note: Note): Promise<void> {
    const call = this.calls.heard(random);
    if (!call) throw new Error('there is nobody to look for');
    const asked = { method: 'POST', path: '/api/v1/recordings/searches', token: this.people.searcher.token } as const;
    const found = await this.connections.ask({ ...asked, ...json({ phone: phoneOf(call) }) }, 200);
    note('search');
    if ((found.items as readonly unknown[]).length === 0) throw new Error('nothing was found'); // api.md: a list
  }
}
