import type { Container } from '../audio-facts.js';
import { BlockAudio } from './block-audio.js';
import type { AudioDecoder, Hear } from './hear.js';
import { Mp3Audio } from './mp3-audio.js';
import { OpusAudio } from './opus-audio.js';

/** A decoder of one file of that form; free it. */
export function decoderFor(container: Container, hear: Hear): AudioDecoder {
  if (container === 'mp3') return new Mp3Audio(hear);
  return container === 'ogg' ? new OpusAudio(hear) : new BlockAudio(hear);
}
