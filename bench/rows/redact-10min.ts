import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { wavFile } from '../../src/cli/demo/wav.js';
import { ProbeAudio } from '../../src/recordings/audio/probe-audio.js';
import type { ReadFile, RecordedForm } from '../../src/recordings/redaction/copy-form.js';
import type { Mark } from '../../src/recordings/redaction/marks.js';
import { redactedCopy } from '../../src/recordings/redaction/redacted-copy.js';
import type { Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import type { Row } from './row.js';

const MINUTES = 10;
const RATE_HZ = 8000;
const CHANNELS = 2;
const PIECE_BYTES = 64 * 1024;
/** One every ten seconds, each of three; now on one channel, now on the other, now on both. */
const MARKS = Array.from({ length: MINUTES * 6 }, (_, place): Mark => {
  const channel = ([0, 1, 'all'] as const)[place % 3] ?? 'all';
  return { channel, fromMs: place * 10_000, toMs: place * 10_000 + 3000, reason: 'patient' };
});

const PLAN: Plan = {
  warmUp: { leastMs: 1000, operations: 5, mostMs: 4000 },
  round: { leastMs: 600, operations: 10, mostMs: 3000 },
  rounds: 9,
};

/** A redacted copy of a long call, against copying the same file. */
export const redactTenMinutes: Row = {
  name: 'redact-10min',
  prepare: async site => {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-redact-'));
    site.atEnd(() => rm(folder, { recursive: true }));
    const [file, copy] = [join(folder, 'call.wav'), join(folder, 'copy.wav')];
    const bytes = wavFile(sound(), 'alaw', CHANNELS, RATE_HZ);
    await writeFile(file, bytes);
    const read: ReadFile = () => createReadStream(file, { highWaterMark: PIECE_BYTES });
    return {
      name: 'redact-10min',
      what: `a redacted copy of a stereo A-law call of ${MINUTES} minutes with ${MARKS.length} marks under a tone, read and written, against copying the same file in the same pieces (${PLAN.rounds} rounds)`,
      goal: { kind: 'time-at-most', ratio: 3 },
      by: 'latency',
      atOnce: 1,
      plan: PLAN,
      ours: { name: 'Tallenne', operation: redacting(formOf(bytes), read, copy) },
      baseline: [{ name: 'copying the file', operation: copying(read, copy, bytes.length) }],
    };
  },
};

function redacting(form: RecordedForm, read: ReadFile, copy: string): Operation {
  return async () => {
    const startedAtMs = performance.now();
    const redacted = redactedCopy(form, { marks: MARKS, method: 'tone' }, read);
    await pipeline(Readable.from(redacted.bytes()), createWriteStream(copy));
    const tookMs = performance.now() - startedAtMs;
    if ((await stat(copy)).size !== redacted.form.sizeBytes) throw new Error('the copy is not whole');
    return tookMs;
  };
}

function copying(read: ReadFile, copy: string, sizeBytes: number): Operation {
  return async () => {
    const startedAtMs = performance.now();
    await pipeline(read(), createWriteStream(copy));
    const tookMs = performance.now() - startedAtMs;
    if ((await stat(copy)).size !== sizeBytes) throw new Error('the copy is not whole');
    return tookMs;
  };
}

function formOf(bytes: Buffer): RecordedForm {
  const probe = new ProbeAudio();
  probe.take(bytes);
  return probe.finish();
}

function sound(): Int16Array {
  return Int16Array.from({ length: MINUTES * 60 * RATE_HZ * CHANNELS }, (_, index) =>
    Math.round(12_000 * Math.sin(index / 7)),
  );
}
