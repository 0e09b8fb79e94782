import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { someKind, type CallKind } from './call-kinds.js';

const SOURCE = 'pbx-1';
const DAY_MS = 24 * 3_600_000;
const PIECES_OF_GROWING = 5;

/** A delivery that was dropped: one, however many files it came in. */
export interface DroppedCall {
  readonly externalId: string;
  readonly kind: CallKind;
  readonly audio: Buffer;
}

export interface Day {
  readonly inbox: string;
  readonly calls: number;
  readonly random: SeededRandom;
  /** So late is what comes late; audio that comes later still is waited for by then. */
  readonly waitMs: number;
}

/** A telephone system that drops its calls in bursts, some of them badly. */
export class CallDropper {
  readonly dropped: DroppedCall[] = [];
  readonly #late: Promise<void>[] = [];

  constructor(private readonly day: Day) {}

  /** Resolves when the last late file is there. */
  async execute(onBurst: (dropped: number) => void, signal?: AbortSignal): Promise<void> {
    const { calls, random } = this.day;
    while (this.dropped.length < calls && signal?.aborted !== true) {
      const burst = Math.min(random.between(5, Math.max(10, calls / 20)), calls - this.dropped.length);
      for (let at = 0; at < burst; at += 1) await this.#drop();
      onBurst(this.dropped.length);
      await sleep(random.between(200, 2500));
    }
    await Promise.all(this.#late);
  }

  async #drop(): Promise<void> {
    const { random } = this.day;
    const serial = this.dropped.length + 1;
    const kind = someKind(random);
    const whole = wav({ seconds: 0.2 + random.next() * 2, seed: serial });
    const audio = kind === 'broken-audio' ? whole.subarray(0, whole.length >> 1) : whole;
    const externalId = `desk-${serial}`;
    this.dropped.push({ externalId, kind, audio });
    const base = join(random.pick(['', '2026/11/26', 'jono-600']), `q-600-04012${serial}-${serial}`);
    await this.#files(kind, base, audio, JSON.stringify(metadataOf(externalId, kind)));
  }

  async #files(kind: CallKind, base: string, audio: Buffer, metadata: string): Promise<void> {
    const { random, waitMs } = this.day;
    const later = (share: number, work: () => Promise<void>) => {
      this.#late.push(sleep(waitMs * share).then(work));
    };
    if (kind === 'growing') this.#late.push(this.#grow(`${base}.wav`, audio));
    else if (kind === 'late-audio') later(1.3 + random.next() / 3, () => this.#put(`${base}.wav`, audio));
    else await this.#put(`${base}.wav`, audio);
    if (kind === 'never-announced') return;
    if (kind === 'late-sidecar') later(0.1 + random.next() / 4, () => this.#put(`${base}.json`, metadata));
    else await this.#put(`${base}.json`, metadata);
    if (kind !== 'twice') return;
    later(random.next() * 2, async () => {
      await this.#put(`${base}-again.json`, metadata);
      await this.#put(`${base}-again.wav`, audio);
    });
  }

  /** Whole at once, as a program copies that writes under another name first. */
  async #put(place: string, content: string | Buffer): Promise<void> {
    const path = join(this.day.inbox, SOURCE, place);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.tmp`, content);
    await rename(`${path}.tmp`, path);
  }

  /** Piece by piece under its own name, as a program records. */
  async #grow(place: string, audio: Buffer): Promise<void> {
    const path = join(this.day.inbox, SOURCE, place);
    await mkdir(dirname(path), { recursive: true });
    const piece = Math.ceil(audio.length / PIECES_OF_GROWING);
    for (let at = 0; at < audio.length; at += piece) {
      await appendFile(path, audio.subarray(at, at + piece));
      await sleep(150);
    }
  }
}

function metadataOf(externalId: string, kind: CallKind): Metadata {
  const endedAt = new Date(Date.now() - (kind === 'past-due' ? 100 * DAY_MS : 1000));
  return {
    source: SOURCE,
    externalId,
    startedAt: new Date(endedAt.getTime() - 60_000).toISOString(),
    endedAt: endedAt.toISOString(),
    queue: 'user-support',
    unit: 'Ward systems',
    agent: { username: 'maija.malli' },
    notice: { played: kind !== 'without-notice', version: '2026-1', language: 'fi' },
    caller: { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358401234567' },
  };
}
