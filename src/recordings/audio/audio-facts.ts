/** Codecs that are recognised (domain.md §5). */
export const CODECS = ['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'alaw', 'ulaw', 'gsm', 'mp3', 'opus'] as const;
export type Codec = (typeof CODECS)[number];

/** The forms of files that audio comes in. `gsm` is a bare stream of GSM 06.10 frames. */
export const CONTAINERS = ['wav', 'mp3', 'ogg', 'gsm'] as const;
export type Container = (typeof CONTAINERS)[number];

/** No call lasts longer; what does is no call, or a file of a few bytes that claims to be. */
export const MOST_DURATION_MS = 24 * 60 * 60 * 1000;

/** What the bytes of an audio file are, measured and not believed. */
export interface AudioFacts {
  readonly container: Container;
  readonly codec: Codec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationMs: number;
  /** Where the samples begin in the file, and how many bytes they are; left out where frames lie among others (MP3, Ogg). */
  readonly samplesOffset?: number;
  readonly samplesBytes?: number;
}

/** Reads an audio file as it streams by: feed every byte to `take` in order, then ask `finish`. Both throw DomainError `audio-...`. */
export interface AudioProbe {
  take(bytes: Buffer): void;
  finish(): AudioFacts;
}
