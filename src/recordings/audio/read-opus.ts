import { MOST_DURATION_MS, type AudioFacts } from './audio-facts.js';
import { codecUnknown, empty, headerLies, tooLong, truncated } from './audio-refusals.js';
import { oggPage, type OggPage, type OggPiece } from './ogg-page.js';
import { opusSamples } from './opus-packet.js';
import type { Parser } from './parsed-stream.js';

/** Opus counts in 48 kHz, whatever went in (RFC 7845 §4). */
const SAMPLE_RATE_HZ = 48_000;
const HEAD_BYTES = 19;
const MOST_SAMPLES = (MOST_DURATION_MS / 1000) * SAMPLE_RATE_HZ;

/**
 * Reads an Ogg Opus file of one logical stream (RFC 7845): each page's checksum, each packet's length. What it lasts is what its
 * packets hold, less what the positions of its pages cut off.
 * @throws DomainError `audio-codec-unknown`, `audio-header-lies`, `audio-empty`, `audio-too-long`, `audio-truncated`
 */
export function* readOpus(): Parser<AudioFacts> {
  const first = yield* oggPage();
  if (!first) throw empty();
  const stream = new OpusStream(first);
  for (let page = yield* oggPage(); page; page = yield* oggPage()) stream.page(page);
  return stream.facts();
}

interface Head {
  readonly channels: number;
  readonly preSkip: number;
}

class OpusStream {
  readonly #head: Head;
  readonly #serial: number;
  #number: number;
  #hasTags = false;
  /** A packet has begun on an earlier page. */
  #open = false;
  /** What the packet in hand holds, which counts on the page on which it ends. */
  #openSamples = 0;
  #ended = false;
  #counted = 0;
  #begin: number | null = null;
  #end = 0;

  constructor(first: OggPage) {
    this.#head = headOf(first);
    this.#serial = first.serial;
    this.#number = first.number;
  }

  page(page: OggPage): void {
    if (page.serial !== this.#serial || page.isFirst) throw codecUnknown(); // a second stream, beside or after
    if (page.number !== this.#number + 1 || this.#ended || page.continues !== this.#open) throw headerLies();
    this.#number = page.number;
    this.#ended = page.isLast;
    const before = this.#counted;
    for (const piece of page.packets) this.#piece(piece);
    if (page.granule !== null && this.#counted > before) this.#place(Number(page.granule), page.isLast);
  }

  facts(): AudioFacts {
    if (this.#open) throw truncated();
    const { channels, preSkip } = this.#head;
    const samples = Math.min(this.#counted, this.#end - (this.#begin ?? 0)) - preSkip;
    if (samples <= 0) throw empty();
    const durationMs = Math.round((samples * 1000) / SAMPLE_RATE_HZ);
    return { container: 'ogg', codec: 'opus', channels, sampleRateHz: SAMPLE_RATE_HZ, durationMs };
  }

  #piece({ bytes, ends }: OggPiece): void {
    if (!this.#open) this.#begins(bytes);
    this.#open = !ends;
    if (ends) this.#ends();
  }

  #begins(packet: Buffer): void {
    if (this.#hasTags) this.#openSamples = opusSamples(packet);
    else if (packet.toString('latin1', 0, 8) !== 'OpusTags') throw headerLies();
  }

  /** A position counts the packets that end on its page (RFC 7845 §4). */
  #ends(): void {
    this.#counted += this.#openSamples;
    if (this.#counted > MOST_SAMPLES) throw tooLong();
    this.#hasTags = true; // the first packet after the head holds tags, however many pages it takes
  }

  /** The first position tells where the stream begins, unless it is the last too, which may cut (RFC 7845 §4.4, §4.5). */
  #place(granule: number, isLast: boolean): void {
    if (granule < this.#end) throw headerLies();
    this.#begin ??= isLast ? 0 : granule - this.#counted;
    if (this.#begin < 0) throw headerLies();
    this.#end = granule;
  }
}

/** @throws DomainError `audio-codec-unknown` for any other stream */
function headOf({ isFirst, packets }: OggPage): Head {
  const [head] = packets;
  if (!isFirst || packets.length !== 1 || !head?.ends) throw headerLies();
  const { bytes } = head;
  if (bytes.length < HEAD_BYTES || bytes.toString('latin1', 0, 8) !== 'OpusHead') throw codecUnknown();
  const channels = bytes.readUInt8(9);
  if (bytes.readUInt8(8) > 15) throw codecUnknown();
  if (channels < 1 || channels > 8) throw headerLies();
  return { channels, preSkip: bytes.readUInt16LE(10) };
}
