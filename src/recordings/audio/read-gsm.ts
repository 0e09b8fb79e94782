import type { AudioFacts } from './audio-facts.js';
import { empty, formUnknown, headerLies, truncated } from './audio-refusals.js';
import { exactly, type Parser } from './parsed-stream.js';
import { durationOf, nowhere, type SampleSink } from './sample-sink.js';

/** Bare GSM 06.10 as RFC 3551 §4.5.8 packs it: 33 bytes a frame of 160 samples, at 8 kHz, on one channel. */
export const BARE_GSM = { codec: 'gsm', channels: 1, sampleRateHz: 8000, blockBytes: 33, blockSamples: 160 } as const;

/** What the first four bits of each frame are. */
const SIGNATURE = 0xd;

export function beginsGsmFrame(firstByte: number): boolean {
  return firstByte >> 4 === SIGNATURE;
}

/** Reads a bare stream of GSM frames. @throws DomainError `audio-form-unknown`, `audio-header-lies`, `audio-empty`, `audio-truncated` */
export function* readGsm(sink: SampleSink = nowhere): Parser<AudioFacts> {
  let samplesBytes = 0;
  for (;;) {
    const frame = yield* exactly(BARE_GSM.blockBytes);
    if (frame.length === 0) break;
    if (!beginsGsmFrame(frame.readUInt8(0))) throw samplesBytes === 0 ? formUnknown() : headerLies();
    if (frame.length < BARE_GSM.blockBytes) throw truncated();
    sink(frame, BARE_GSM);
    samplesBytes += frame.length;
  }
  if (samplesBytes === 0) throw empty();
  const { codec, channels, sampleRateHz } = BARE_GSM;
  const durationMs = durationOf(samplesBytes, BARE_GSM);
  return { container: 'gsm', codec, channels, sampleRateHz, durationMs, samplesOffset: 0, samplesBytes };
}
