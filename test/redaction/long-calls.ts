import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeAudio } from '../../src/recordings/audio/probe-audio.js';
import type { ReadFile } from '../../src/recordings/redaction/copy-form.js';
import type { Mark, Redaction } from '../../src/recordings/redaction/marks.js';
import { redactedCopy } from '../../src/recordings/redaction/redacted-copy.js';
import { verifyCopy, type KnownRecording } from '../../src/recordings/redaction/verify-copy.js';

const MOST_GROWTH_MIB = 32;
const NOISE = 'anoisesrc=r=8000:c=pink:a=0.3';
/** Each with the codec and what it is called. */
const CALLS = [
  { name: 'A-law', file: 'call.wav', arguments: ['-ac', '2', '-c:a', 'pcm_alaw'] },
  { name: 'MP3', file: 'call.mp3', arguments: ['-ac', '2', '-c:a', 'libmp3lame', '-b:a', '16k'] },
  { name: 'Ogg Opus', file: 'call.ogg', arguments: ['-ac', '2', '-c:a', 'libopus', '-b:a', '12k'] },
] as const;

/** Calls of many hours on two channels, redacted by a thousand marks and verified at once; how far the memory of the process grows meanwhile. */
export async function longCalls(hours: number, onProgress: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'redaction-long-'));
  const [calls, faults]: [unknown[], string[]] = [[], []];
  try {
    for (const { name, file, arguments: encoding } of CALLS) {
      const path = join(folder, file);
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-f',
        'lavfi',
        '-t',
        String(hours * 3600),
        '-i',
        NOISE,
        ...encoding,
        path,
      ]);
      const { mostMib, growthMib, seconds, proven } = await redactAndVerify(() => createReadStream(path));
      calls.push({ name, mostMib, growthMib, seconds });
      if (!proven) faults.push(`${name} of ${hours} h: not proven`);
      if (!(growthMib <= MOST_GROWTH_MIB)) faults.push(`${name} of ${hours} h: memory grows by ${growthMib} MiB`);
      onProgress(`${name} of ${hours} h: ${mostMib} MiB, ${growthMib} of them after the first tenth, ${seconds} s`);
    }
    return { calls, faults };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redactAndVerify(original: ReadFile) {
  const recording = await measured(original);
  const redaction: Redaction = { marks: marksOn(recording.durationMs), method: 'tone' };
  const begun = performance.now();
  const memory = new Memory();
  const copy = redactedCopy(recording, redaction, original);
  const verdict = await verifyCopy(recording, redaction, original, memory.watching(copy.bytes, copy.form.sizeBytes));
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { ...memory.growth(), seconds, proven: verdict.proven };
}

async function measured(original: ReadFile): Promise<KnownRecording> {
  const [probe, hash] = [new ProbeAudio(), createHash('sha256')];
  for await (const piece of original()) {
    probe.take(piece);
    hash.update(piece);
  }
  return { ...probe.finish(), audioSha256: hash.digest() };
}

function marksOn(durationMs: number): Mark[] {
  return Array.from({ length: 1000 }, (_, place) => {
    const fromMs = Math.floor((place * durationMs) / 1000);
    return { channel: place % 2, fromMs, toMs: fromMs + 1500, reason: 'patient' };
  });
}

/** The most memory that is resident, and how much of that is more than in the first tenth of a file, when decoders are there and warm. */
class Memory {
  readonly #before = process.memoryUsage.rss();
  #first = 0;
  #later = 0;

  watching(read: ReadFile, sizeBytes: number): ReadFile {
    const look = (at: number) => {
      const now = process.memoryUsage.rss();
      if (at < sizeBytes / 10) this.#first = Math.max(this.#first, now);
      else this.#later = Math.max(this.#later, now);
    };
    return async function* () {
      let at = 0;
      for await (const piece of read()) {
        look(at);
        at += piece.length;
        yield piece;
      }
    };
  }

  growth() {
    const [mostMib, growthMib] = [this.#later - this.#before, this.#later - this.#first].map(bytes =>
      Math.round(bytes / 2 ** 20),
    );
    return { mostMib: mostMib ?? NaN, growthMib: growthMib ?? NaN };
  }
}
