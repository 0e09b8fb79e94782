import type { Container } from '../audio/audio-facts.js';
import { renditionOf, type Encoded, type ReadOriginal } from './rendition.js';

/** What a playback serves: the file as it came, or decoded as far as a browser needs. */
export interface ServedAudio {
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** What its events say of it; nothing of a file that is served as it came. */
  readonly facts: { readonly rendition?: 'pcm-s16' };
  /** The bytes `first` to `last`, both included. */
  readonly read: (first: number, last: number, original: ReadOriginal) => Promise<Buffer>;
}

/** @param asRendition as the playback was granted; a recording that has no rendition is served as it came */
export function servedAudio(recording: Encoded, asRendition: boolean): ServedAudio {
  const rendition = asRendition ? renditionOf(recording) : null;
  if (!rendition) {
    const { sizeBytes, container } = recording;
    return {
      sizeBytes,
      mediaType: MEDIA_TYPES[container],
      facts: {},
      read: (first, last, original) => original(first, last),
    };
  }
  return {
    sizeBytes: rendition.sizeBytes,
    mediaType: MEDIA_TYPES.wav,
    facts: { rendition: 'pcm-s16' },
    read: (first, last, original) => rendition.read(first, last, original),
  };
}

const MEDIA_TYPES: Readonly<Record<Container, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  gsm: 'audio/x-gsm',
};
