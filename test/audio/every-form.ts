import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Codec, Container } from '../../src/recordings/audio/audio-facts.js';

/** A codec in a container, as ffmpeg writes it. */
export interface AudioForm {
  readonly name: string;
  readonly container: Container;
  readonly codec: Codec;
  readonly arguments: readonly string[];
  /** What a duration may differ by from ffprobe's: a frame of the codec, and the rounding of a millisecond. */
  readonly frameMs: number;
  readonly monoOnly?: boolean;
}

const wav = (name: string, codec: Codec, encoder: string): AudioForm => ({
  ...{ name, container: 'wav', codec, frameMs: 1, arguments: ['-c:a', encoder, '-f', 'wav'] },
});

const mp3 = (rateHz: number, ...more: string[]): AudioForm => ({
  name: `MP3 of ${rateHz} Hz${more.length > 0 ? `, ${more.join(' ')}` : ''}`,
  ...{ container: 'mp3', codec: 'mp3', frameMs: 1 + (1000 * (rateHz >= 32_000 ? 1152 : 576)) / rateHz },
  arguments: ['-c:a', 'libmp3lame', '-ar', String(rateHz), ...more, '-f', 'mp3'],
});

const opus = (frameMs: number): AudioForm => ({
  name: `Ogg Opus of ${frameMs} ms`,
  ...{ container: 'ogg', codec: 'opus', frameMs: 1 + Math.max(frameMs, 7) }, // ffprobe counts the pre-skip of 6.5 ms
  arguments: ['-c:a', 'libopus', '-frame_duration', String(frameMs), '-f', 'ogg'],
});

/** Every codec and container that is taken. */
export const FORMS: readonly AudioForm[] = [
  wav('PCM of 8 bits', 'pcm-u8', 'pcm_u8'),
  wav('PCM of 16 bits', 'pcm-s16', 'pcm_s16le'),
  wav('PCM of 24 bits', 'pcm-s24', 'pcm_s24le'),
  wav('PCM of 32 bits', 'pcm-s32', 'pcm_s32le'),
  wav('A-law', 'alaw', 'pcm_alaw'),
  wav('µ-law', 'ulaw', 'pcm_mulaw'),
  { ...wav('GSM in WAV49', 'gsm', 'libgsm_ms'), frameMs: 41, monoOnly: true },
  {
    ...{ name: 'bare GSM', container: 'gsm', codec: 'gsm', frameMs: 21, monoOnly: true },
    arguments: ['-c:a', 'libgsm', '-f', 'gsm'],
  },
  ...[8000, 16_000, 22_050, 44_100].map(rateHz => mp3(rateHz)),
  mp3(8000, '-write_xing', '0', '-id3v2_version', '0'),
  mp3(16_000, '-q:a', '5'),
  ...[10, 20, 60].map(opus),
];

/** `source` in that form. */
export function encoded(ffmpeg: string, source: string, form: AudioForm, channels: number, folder: string): Buffer {
  const path = join(folder, `${form.codec}-${channels}.${form.container}`);
  const from = ['-v', 'error', '-y', '-i', source, '-ar', '8000', '-ac', String(channels)];
  execFileSync(ffmpeg, [...from, ...form.arguments, path]);
  return readFileSync(path);
}

/** What ffprobe says that a file lasts, in ms. */
export function ffprobeMs(path: string): number {
  const arguments_ = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', ...formOf(path), path];
  return 1000 * Number(execFileSync('ffprobe', arguments_, { encoding: 'utf8' }));
}

/** A file decoded by ffmpeg into 16-bit samples. */
export function decodedByFfmpeg(ffmpeg: string, path: string): Buffer {
  return execFileSync(ffmpeg, ['-v', 'error', ...formOf(path), '-i', path, '-f', 's16le', '-'], { maxBuffer: 2 ** 28 });
}

/** ffmpeg does not know a very short bare GSM file by itself. */
function formOf(path: string): string[] {
  return path.endsWith('.gsm') ? ['-f', 'gsm'] : [];
}
