import type { AudioFacts } from './audio-facts.js';
import { empty, formUnknown, headerLies, truncated } from './audio-refusals.js';
import { exactly, peek, skip, some, type Parser } from './parsed-stream.js';
import { durationOf, nowhere, type SampleForm, type SampleSink } from './sample-sink.js';
import { formOf } from './wav-form.js';

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const MAX_FMT_BYTES = 1024;
/** Bytes of other chunks that are walked over, with what names them; a recorder writes a few hundred. */
const MAX_SKIPPED_BYTES = 1024 * 1024;
/** A file of a header and nothing else: a call that was recorded without a sound (domain.md §5). */
const BARE_HEADER_BYTES = 44;
/** Sizes from here on are what a writer puts down that does not know yet: 0xFFFFFFFF, or the most that its number holds. */
const UNKNOWN_SIZE_FROM = 0x7fff_0000;
/** What may follow audio of size 0, so that nobody takes it for the audio. */
const NAMED = new Set(['LIST', 'fact', 'id3 ', 'ID3 ', 'bext', 'cue ', 'iXML', 'JUNK', 'PAD ']);

/**
 * Reads a RIFF/WAVE file: PCM, A-law, µ-law, GSM. The sizes of the file and, where its writer never came to write it, of the
 * audio are not believed: what is there is measured.
 * @throws DomainError `audio-form-unknown`, `audio-codec-unknown`, `audio-header-lies`, `audio-empty`, `audio-truncated`
 */
export function* readWav(sink: SampleSink = nowhere): Parser<AudioFacts> {
  const riff = yield* exactly(RIFF_HEADER_BYTES);
  if (riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8, 12) !== 'WAVE') throw formUnknown();
  const walk = new Walk(sink);
  while (yield* walk.chunk());
  return walk.facts();
}

class Walk {
  #at = RIFF_HEADER_BYTES;
  #skippedBytes = 0;
  #form: SampleForm | undefined;
  #samples: { readonly offset: number; readonly bytes: number } | undefined;

  constructor(private readonly sink: SampleSink) {}

  /** Reads one chunk; false at the end of the file. */
  *chunk(): Parser<boolean> {
    const header = yield* exactly(CHUNK_HEADER_BYTES);
    this.#at += header.length;
    if (header.length < CHUNK_HEADER_BYTES) return this.#end(header.length === 0);
    const name = header.toString('latin1', 0, 4);
    const sizeBytes = header.readUInt32LE(4);
    if (name === 'data') return yield* this.#data(sizeBytes);
    if (name === 'fmt ') return yield* this.#fmt(sizeBytes);
    if (!/^[\x20-\x7e]{4}$/.test(name)) throw headerLies();
    this.#skippedBytes += CHUNK_HEADER_BYTES;
    return yield* this.#other(sizeBytes + (sizeBytes % 2)); // chunks have even length
  }

  facts(): AudioFacts {
    const [form, samples] = [this.#form, this.#samples];
    if (!form || !samples) throw this.#cutShort();
    if (samples.bytes < form.blockBytes) throw empty();
    const { codec, channels, sampleRateHz } = form;
    const place = { samplesOffset: samples.offset, samplesBytes: samples.bytes };
    return { container: 'wav', codec, channels, sampleRateHz, durationMs: durationOf(samples.bytes, form), ...place };
  }

  *#fmt(sizeBytes: number): Parser<boolean> {
    if (this.#form || sizeBytes > MAX_FMT_BYTES) throw headerLies();
    const chunk = yield* exactly(sizeBytes);
    this.#at += chunk.length;
    if (chunk.length < sizeBytes) return this.#end(false);
    this.#form = formOf(chunk);
    return yield* this.#other(sizeBytes % 2);
  }

  *#other(sizeBytes: number): Parser<boolean> {
    const room = MAX_SKIPPED_BYTES - this.#skippedBytes;
    const passed = yield* skip(Math.min(sizeBytes, room + 1));
    if (passed > room) throw headerLies();
    this.#skippedBytes += passed;
    this.#at += passed;
    return passed < sizeBytes ? this.#end(sizeBytes - passed === 1) : true; // many leave out the last padding byte
  }

  *#data(announcedBytes: number): Parser<boolean> {
    if (!this.#form || this.#samples) throw headerLies();
    const unfinished = announcedBytes >= UNKNOWN_SIZE_FROM || (announcedBytes === 0 && !(yield* this.#atChunk()));
    const most = announcedBytes === 0 && unfinished ? Number.MAX_SAFE_INTEGER : announcedBytes;
    const offset = this.#at;
    const bytes = yield* this.#take(most, this.#form);
    if (bytes < most && !unfinished) throw this.#cutShort();
    this.#samples = { offset, bytes };
    return bytes < most ? false : yield* this.#other(bytes % 2);
  }

  *#take(most: number, form: SampleForm): Parser<number> {
    const begin = this.#at;
    while (this.#at - begin < most) {
      const piece = yield* some(most - (this.#at - begin));
      if (piece.length === 0) break;
      this.#at += piece.length;
      this.sink(piece, form);
    }
    return this.#at - begin;
  }

  *#atChunk(): Parser<boolean> {
    const next = yield* peek(4);
    return next.length < 4 || NAMED.has(next.toString('latin1'));
  }

  /** The file ends here; after its audio only where a chunk ends too. */
  #end(betweenChunks: boolean): false {
    if (!betweenChunks && this.#samples) throw headerLies();
    return false;
  }

  #cutShort(): Error {
    return this.#at <= BARE_HEADER_BYTES ? empty() : truncated();
  }
}
