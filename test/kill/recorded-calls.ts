import { createHash, randomBytes } from 'node:crypto';
import { chunk, riff } from '../support/audio.js';
import type { Metadata } from '../support/client.js';

const MEBIBYTE = 1024 * 1024;
const SLICE_EVERY_BYTES = 4096;
const SLICE_BYTES = 32;

/** A call that the telephone system delivers: everything about it follows from the run and these three. */
export interface RecordedCall {
  readonly serial: number;
  readonly dataBytes: number;
  readonly endedAt: Date;
}

/**
 * The calls of one run. Their audio is made anew whenever it is compared, so that no plaintext need be kept. Each file
 * carries a 32-byte slice of its own at every 4 KiB, which begins with the 16 random bytes of the run: those are looked
 * for wherever plaintext must not be.
 */
export class RecordedCalls {
  readonly #marker = randomBytes(SLICE_BYTES / 2);
  /** What stands in every file, and in another form in the name of every caller, and nowhere else in the world. */
  readonly markers = [this.#marker, Buffer.from(this.#marker.toString('hex'))];
  #serial = 0;

  /** Small, or of 1 to 3 MiB, so that a playback has several extents. */
  next(large: boolean, random: { between(low: number, high: number): number }, endedAt: Date): RecordedCall {
    const dataBytes = large ? random.between(MEBIBYTE, 3 * MEBIBYTE) : random.between(800, 20_000);
    this.#serial += 1;
    return { serial: this.#serial, dataBytes: dataBytes & ~1, endedAt };
  }

  /** WAV, 16-bit PCM, mono, 8 kHz. */
  audioOf({ serial, dataBytes }: RecordedCall): Buffer {
    const data = noise(dataBytes, serial);
    const slice = this.#sliceOf(serial);
    for (let at = 0; at + SLICE_BYTES <= data.length; at += SLICE_EVERY_BYTES) slice.copy(data, at);
    return riff([chunk('fmt ', FORMAT), chunk('data', data)]);
  }

  metadataOf(call: RecordedCall): Metadata {
    const { endedAt } = call;
    return {
      source: 'pbx-1',
      externalId: externalIdOf(call),
      startedAt: new Date(endedAt.getTime() - 60_000).toISOString(),
      endedAt: endedAt.toISOString(),
      queue: 'user-support',
      unit: 'Ward systems',
      agent: { username: 'maija.malli' },
      notice: { played: true, version: '2026-1', language: 'fi' },
      caller: { category: 'customer-staff', name: `Testi ${this.#marker.toString('hex')}`, phone: '+358401234567' },
    };
  }

  #sliceOf(serial: number): Buffer {
    const own = createHash('sha256').update(this.#marker).update(String(serial)).digest();
    return Buffer.concat([this.#marker, own.subarray(0, SLICE_BYTES / 2)]);
  }
}

/** What the telephone system calls it. */
export function externalIdOf({ serial }: Pick<RecordedCall, 'serial'>): string {
  return `kill-${serial}`;
}

const FORMAT = Buffer.from('0100010040 1f0000 803e0000 02001000'.replaceAll(' ', ''), 'hex');

/** Bytes that differ from call to call (xorshift32). */
function noise(sizeBytes: number, seed: number): Buffer {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  for (let at = 0; at < words.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, sizeBytes);
}
