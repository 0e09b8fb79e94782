import { MOST_DURATION_MS, type AudioFacts, type AudioProbe, type Container } from './audio-facts.js';
import { empty, formUnknown, tooLong } from './audio-refusals.js';
import { isMpegSync } from './mp3-frame.js';
import { ParsedStream, peek, type Parser } from './parsed-stream.js';
import { beginsGsmFrame, readGsm } from './read-gsm.js';
import { readMp3 } from './read-mp3.js';
import { readOpus } from './read-opus.js';
import { readWav } from './read-wav.js';
import type { SampleSink } from './sample-sink.js';

/** Measures an audio file of any form that is taken (domain.md §5), known by its first bytes. */
export class ProbeAudio implements AudioProbe {
  readonly #file: ParsedStream<AudioFacts>;

  /** @param sink is given the encoded samples of WAV and GSM files */
  constructor(sink?: SampleSink) {
    this.#file = new ParsedStream(readAudio(sink));
  }

  /** @throws DomainError `audio-form-unknown`, `audio-codec-unknown`, `audio-header-lies`, `audio-too-long`, `audio-truncated` */
  take(bytes: Buffer): void {
    this.#file.take(bytes);
  }

  /** @throws DomainError the same, and `audio-empty` */
  finish(): AudioFacts {
    const facts = this.#file.finish();
    if (facts.durationMs > MOST_DURATION_MS) throw tooLong();
    return facts;
  }
}

function* readAudio(sink?: SampleSink): Parser<AudioFacts> {
  const head = yield* peek(HEAD_BYTES);
  if (head.length === 0) throw empty();
  switch (containerOf(head)) {
    case 'wav':
      return yield* readWav(sink);
    case 'ogg':
      return yield* readOpus();
    case 'mp3':
      return yield* readMp3();
    case 'gsm':
      return yield* readGsm(sink);
    case null:
      throw formUnknown();
  }
}

/** What the form of a file is known by. */
export const HEAD_BYTES = 4;

/** The form of a file by its first {@link HEAD_BYTES} bytes; null where it is none that is taken. */
export function containerOf(head: Buffer): Container | null {
  const name = head.toString('latin1', 0, HEAD_BYTES);
  if (name === 'RIFF') return 'wav';
  if (name === 'OggS') return 'ogg';
  if (name.startsWith('ID3') || isMpegSync(head)) return 'mp3';
  return beginsGsmFrame(head.readUInt8(0)) ? 'gsm' : null;
}
