import { blockDecoder } from '../../audio/decode/sample-decoder.js';
import type { Mark, RedactionMethod } from '../marks.js';
import { redactedCopy } from '../redacted-copy.js';
import { verifyCopy } from '../verify-copy.js';
import { levelDbfs } from './goertzel.js';
import { knownRecording, readIn, whole } from './known-recording.js';
import { TONE_FILES } from './tone-files.js';

/** A file of two seconds of 1 kHz, in which a second tone of 1.7 kHz is heard from 600 to 800 ms. */
export interface ToneFile {
  readonly name: string;
  readonly file: Buffer;
  /** By how much later everything is heard, where an encoder has put something before it and has not noted it. */
  readonly laterMs?: number;
}

export const TONES: readonly ToneFile[] = [
  { name: 'MP3', file: TONE_FILES.mp3 },
  { name: 'Ogg Opus', file: TONE_FILES.opus },
  { name: 'GSM in WAV49', file: TONE_FILES.wav49 },
];

const TONE_HZ = 1000;
const SECOND_TONE_HZ = 1700;
/** Half a second: a whole number of periods of every tone, so that none of them is taken for another. */
const GUARD_MS = 150;
const LOUD_DBFS = -20;
const SILENT_DBFS = -120;
/** What stays of a second tone is what a codec makes of the first. */
const QUIET_DBFS = -40;

/** What the tone of the coarsest codec is rounded to adds up to this. */
const ROUNDED_DBFS = -55;

/** Redacts the second tone, by both methods; everything that is wrong with it, in words. */
export async function faultsOfTone({ file, laterMs = 0 }: ToneFile): Promise<string[]> {
  const mark: Mark = { channel: 'all', fromMs: 600 + laterMs, toMs: 800 + laterMs, reason: 'third-person' };
  const heard = await copyOf(file, [], 'silence');
  const loud = [SECOND_TONE_HZ, TONE_HZ].every(toneHz => heard.level(toneHz, mark) > LOUD_DBFS);
  const faults = loud ? [] : ['the original has no tones'];
  for (const method of ['silence', 'tone'] as const) {
    const found = await faultsOfCopy(file, mark, method);
    faults.push(...found.map(fault => `${method}: ${fault}`));
  }
  return faults;
}

async function faultsOfCopy(file: Buffer, mark: Mark, method: RedactionMethod): Promise<string[]> {
  const copy = await copyOf(file, [mark], method);
  const recording = knownRecording(file);
  const verdict = await verifyCopy(recording, { marks: [mark], method }, readIn(4099, file), readIn(777, copy.bytes));
  const hidden = { fromMs: mark.fromMs - GUARD_MS, toMs: mark.toMs + GUARD_MS };
  const [toneInside, fillInside] = [TONE_HZ, 440].map(toneHz => copy.level(toneHz, hidden));
  const wrong = [
    !verdict.proven && `not proven: ${JSON.stringify(verdict.fault)}`,
    Math.abs(copy.lastsMs - recording.durationMs) > 50 && `lasts ${copy.lastsMs}, not ${recording.durationMs} ms`,
    !isBelow(toneInside, method === 'tone' ? ROUNDED_DBFS : SILENT_DBFS) && `1 kHz inside: ${toneInside} dBFS`,
    method === 'silence' && !isBelow(fillInside, SILENT_DBFS) && 'no silence inside',
    method === 'tone' && !isBelow(Math.abs((fillInside ?? 0) + 20), 0.5) && 'no tone inside',
    ...[hidden.fromMs - 350, hidden.toMs + 50, hidden.toMs + 500].map(
      fromMs => copy.level(TONE_HZ, { fromMs, toMs: fromMs + 300 }) < LOUD_DBFS && `1 kHz is gone at ${fromMs} ms`,
    ),
    ...copy.everywhere(SECOND_TONE_HZ).map(atMs => `1.7 kHz at ${atMs} ms`),
    copy.bytes.includes('CANARY') && 'a tag was carried over',
  ];
  return wrong.filter(fault => fault !== false);
}

function isBelow(level: number | undefined, limit: number): boolean {
  return level !== undefined && level < limit;
}

interface Heard {
  readonly bytes: Buffer;
  readonly lastsMs: number;
  readonly level: (toneHz: number, stretch: { readonly fromMs: number; readonly toMs: number }) => number;
  /** In which tenths of a second, in ms, it is heard. */
  readonly everywhere: (toneHz: number) => number[];
}

async function copyOf(file: Buffer, marks: readonly Mark[], method: RedactionMethod): Promise<Heard> {
  const { form, bytes: read } = redactedCopy(knownRecording(file), { marks, method }, readIn(4096, file));
  const bytes = await whole(read);
  const { samplesOffset, durationMs, channels, sampleRateHz } = knownRecording(bytes);
  const decode = blockDecoder({ codec: form.codec, channels, sampleRateHz, blockBytes: 2 * channels, blockSamples: 1 });
  const samples = decode(bytes.subarray(samplesOffset ?? 0)).filter((_, place) => place % channels === 0);
  const frameAt = (ms: number) => Math.round((ms * sampleRateHz) / 1000);
  const level: Heard['level'] = (toneHz, { fromMs, toMs }) =>
    levelDbfs(samples.subarray(frameAt(fromMs), frameAt(toMs)), toneHz, sampleRateHz);
  const everywhere = (toneHz: number) =>
    Array.from({ length: 20 }, (_, tenth) => tenth * 100).filter(
      fromMs => level(toneHz, { fromMs, toMs: fromMs + 100 }) > QUIET_DBFS,
    );
  return { bytes, lastsMs: durationMs, level, everywhere };
}
