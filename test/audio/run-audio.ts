import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudioFacts } from '../../src/recordings/audio/audio-facts.js';
import { blockDecoder } from '../../src/recordings/audio/decode/sample-decoder.js';
import { ProbeAudio } from '../../src/recordings/audio/probe-audio.js';
import type { SampleForm } from '../../src/recordings/audio/sample-sink.js';
import { DrawWaveform } from '../../src/recordings/audio/waveform/draw-waveform.js';
import { decodedByFfmpeg, encoded, ffprobeMs, FORMS, type AudioForm } from './every-form.js';

const PROMPTS = '/usr/share/asterisk/sounds';
const FFMPEG = 'ffmpeg';

export interface AudioRun {
  /** At most how many prompts are looked at as they are, spread over all. */
  readonly mostPrompts: number;
  /** How many of them are put into every form. */
  readonly encodedFiles: number;
  readonly onProgress: (line: string) => void;
}

/** Every prompt of the installed packages as it is, and some in every form: probed, decoded and drawn, against ffmpeg. */
export async function runAudio({ mostPrompts, encodedFiles, onProgress }: AudioRun) {
  const prompts = spread(promptsIn(PROMPTS), mostPrompts);
  const faults: string[] = [];
  for (const [index, path] of prompts.entries()) {
    faults.push(...(await faultsOf(path, readFileSync(path), 21)));
    if (index % 200 === 199) onProgress(`${index + 1} of ${prompts.length} prompts as they are`);
  }
  const some = spread(prompts, encodedFiles);
  for (const [index, path] of some.entries()) {
    faults.push(...(await faultsInEveryForm(path)));
    if (index % 10 === 9) onProgress(`${index + 1} of ${some.length} prompts in every form`);
  }
  return { prompts: prompts.length, inEveryForm: some.length, faults };
}

/** At most `most` of them, from all over. */
function spread(names: readonly string[], most: number): string[] {
  const step = Math.max(1, Math.ceil(names.length / most));
  return names.filter((_, index) => index % step === 0);
}

function promptsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => /\.(wav|gsm)$/.test(name)).map(name => join(folder, name));
}

async function faultsInEveryForm(path: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'audio-forms-'));
  try {
    const faults: string[] = [];
    for (const form of FORMS) {
      for (const channels of form.monoOnly === true ? [1] : [1, 2]) {
        const file = join(folder, `file.${form.container}`);
        writeFileSync(file, encoded(FFMPEG, path, form, channels, folder));
        const found = await faultsOf(file, readFileSync(file), form.frameMs, { ...form, channels });
        faults.push(...found.map(fault => `${path} as ${form.name}, ${channels} channels: ${fault}`));
      }
    }
    return faults;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Expected = Pick<AudioForm, 'codec' | 'container'> & Pick<AudioFacts, 'channels'>;

async function faultsOf(path: string, bytes: Buffer, frameMs: number, expected?: Expected): Promise<string[]> {
  try {
    const { facts, samples } = await readWhole(bytes);
    const lastsMs = ffprobeMs(path);
    const wrong = Object.entries(expected ?? {}).filter(
      ([name, value]) => name in facts && !isSame(facts, name, value),
    );
    return [
      ...(Math.abs(facts.durationMs - lastsMs) > frameMs
        ? [`${path} lasts ${facts.durationMs}, not ${lastsMs} ms`]
        : []),
      ...wrong.map(([name]) => `${path} has another ${name}`),
      ...(samples && !sameSamples(samples, path) ? [`${path} is decoded otherwise than by ffmpeg`] : []),
    ];
  } catch (error) {
    return [`${path}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function isSame(facts: AudioFacts, name: string, value: unknown): boolean {
  return facts[name as keyof AudioFacts] === value; // names are those of `Expected`
}

/** ffmpeg ends where the `fact` chunk of a WAV file says; the last block may be longer. */
function sameSamples(samples: Buffer, path: string): boolean {
  const theirs = decodedByFfmpeg(FFMPEG, path);
  return theirs.length <= samples.length && samples.subarray(0, theirs.length).equals(theirs);
}

async function readWhole(bytes: Buffer): Promise<{ facts: AudioFacts; samples: Buffer | null }> {
  const pieces: Buffer[] = [];
  let form: SampleForm | undefined;
  const probe = new ProbeAudio((piece, of) => {
    pieces.push(piece);
    form = of;
  });
  const drawing = new DrawWaveform();
  for (let at = 0; at < bytes.length; at += 4099) {
    probe.take(bytes.subarray(at, at + 4099));
    await drawing.take(bytes.subarray(at, at + 4099));
  }
  const facts = probe.finish();
  const { peaks } = await drawing.finish(facts.channels);
  drawing.free();
  if (peaks.length !== 1800 * facts.channels) throw new Error('the waveform is not whole');
  if (!form) return { facts, samples: null };
  const samples = blockDecoder(form)(Buffer.concat(pieces));
  return { facts, samples: Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength) };
}

/** Throws where what the run needs is not installed. */
export function assertTools(): void {
  execFileSync(FFMPEG, ['-version']);
  execFileSync('ffprobe', ['-version']);
}
