import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wavFile } from '../../src/cli/demo/wav.js';
import { blockDecoder } from '../../src/recordings/audio/decode/sample-decoder.js';
import { WAVEFORM_BINS } from '../../src/recordings/audio/waveform.js';
import { Waveforms } from '../../src/recordings/audio/waveform/waveforms.js';
import type { Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import type { Row } from './row.js';

const MINUTES = 10;
const RATE_HZ = 8000;
const CHANNELS = 2;
const PIECE_BYTES = 64 * 1024;
/** Codec and block of the file, whose header is of no matter for a bare decoder. */
const FORM = {
  codec: 'alaw',
  channels: CHANNELS,
  sampleRateHz: RATE_HZ,
  blockBytes: CHANNELS,
  blockSamples: 1,
} as const;

const PLAN: Plan = {
  warmUp: { leastMs: 1000, operations: 5, mostMs: 4000 },
  round: { leastMs: 600, operations: 10, mostMs: 3000 },
  rounds: 9,
};

/** The waveform of a long call, as it is made while the file arrives, against what it cannot be made without. */
export const peaksOf10Minutes: Row = {
  name: 'peaks-10min',
  prepare: async site => {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-peaks-'));
    const file = join(folder, 'call.wav');
    await writeFile(file, wavFile(loudAndQuiet(), 'alaw', CHANNELS, RATE_HZ));
    const waveforms = new Waveforms();
    site.atEnd(async () => {
      await waveforms.onApplicationShutdown();
      await rm(folder, { recursive: true });
    });
    return {
      name: 'peaks-10min',
      what: `the waveform of a stereo A-law call of ${MINUTES} minutes, in the thread beside the server, against reading the file and decoding it once (${PLAN.rounds} rounds)`,
      goal: { kind: 'time-at-most', ratio: 2 },
      by: 'latency',
      atOnce: 1,
      plan: PLAN,
      ours: { name: 'Tallenne', operation: drawing(waveforms, file) },
      baseline: [{ name: 'read and decoded once', operation: decoding(file) }],
    };
  },
};

function drawing(waveforms: Waveforms, file: string): Operation {
  return async () => {
    const startedAtMs = performance.now();
    const drawn = waveforms.begin();
    for await (const piece of piecesOf(file)) await drawn.take(piece);
    const waveform = await drawn.finish(CHANNELS);
    const tookMs = performance.now() - startedAtMs;
    if (waveform?.peaks.length !== CHANNELS * WAVEFORM_BINS) throw new Error('there is no waveform');
    return tookMs;
  };
}

function decoding(file: string): Operation {
  return async () => {
    const startedAtMs = performance.now();
    const decode = blockDecoder(FORM);
    let samples = 0;
    for await (const piece of piecesOf(file)) samples += decode(piece).length;
    const tookMs = performance.now() - startedAtMs;
    if (samples < MINUTES * 60 * RATE_HZ * CHANNELS) throw new Error('samples are missing');
    return tookMs;
  };
}

function piecesOf(file: string): AsyncIterable<Buffer> {
  return createReadStream(file, { highWaterMark: PIECE_BYTES });
}

/** Both channels, now loud and now quiet. */
function loudAndQuiet(): Int16Array {
  return Int16Array.from({ length: MINUTES * 60 * RATE_HZ * CHANNELS }, (_, index) => {
    const level = 12_000 * (1 + Math.sin(index / 80_000));
    return Math.round(level * Math.sin(index / 7));
  });
}
