import type { Recording } from '../recording.entity.js';

/** What a row tells of the audio of a training copy. */
export type CopiedAudio = Pick<
  Recording,
  'container' | 'codec' | 'channels' | 'sampleRateHz' | 'durationMs' | 'sizeBytes' | 'audioSha256'
>;

/** Of a copy that is the recording byte for byte. */
export function sameAudio(recording: Recording): CopiedAudio {
  const { container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256 } = recording;
  return { container, codec, channels, sampleRateHz, durationMs, sizeBytes, audioSha256 };
}
