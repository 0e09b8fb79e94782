import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redactedCopy } from '../../src/recordings/redaction/redacted-copy.js';
import { knownRecording, readIn, whole } from '../../src/recordings/redaction/testing/known-recording.js';
import { faultsOfTone } from '../../src/recordings/redaction/testing/tones.js';
import { encoded, FORMS, type AudioForm } from '../audio/every-form.js';

/** 1 kHz throughout, and 1.7 kHz from 600 to 800 ms. */
const TONES = "aevalsrc='0.4*sin(2*PI*1000*t)+0.3*between(t,0.6,0.8)*sin(2*PI*1700*t)':s=8000:d=2";

/** The tones in every codec and container that is taken, on one channel and two: redacted, verified, and read by other people's tools. */
export async function faultsInEveryForm(onProgress: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'redaction-forms-'));
  const faults: string[] = [];
  let count = 0;
  try {
    const source = join(folder, 'tones.wav');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', TONES, source]);
    for (const form of FORMS) {
      for (const channels of form.monoOnly === true ? [1] : [1, 2]) {
        const name = `${form.name}, ${channels} channels`;
        const file = encoded('ffmpeg', source, withTitle(form), channels, folder);
        const found = [
          ...(await faultsOfTone({ name, file, laterMs: laterMsOf(form) })),
          ...(await faultsForOthers(file, folder)),
        ];
        faults.push(...found.map(fault => `${name}: ${fault}`));
        count += 1;
        onProgress(`${name} was redacted`);
      }
    }
    return { count, faults };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without a tag nobody knows the 1105 samples that LAME and the decoder put before the sound, so every player plays them. */
function laterMsOf(form: AudioForm): number {
  return form.arguments.includes('-write_xing') ? 138 : 0;
}

/** The title that must not be in any copy. */
function withTitle(form: AudioForm): AudioForm {
  return { ...form, arguments: ['-metadata', 'title=CANARY', ...form.arguments] };
}

/** What ffprobe and sox make of the copy, against what it says of itself. */
async function faultsForOthers(file: Buffer, folder: string): Promise<string[]> {
  const recording = knownRecording(file);
  const { form, bytes } = redactedCopy(recording, { marks: [], method: 'silence' }, readIn(4096, file));
  const path = join(folder, 'copy.wav');
  writeFileSync(path, await whole(bytes));
  const expected = [form.channels, form.sampleRateHz, form.frames].join(' ');
  const probed = execFileSync('ffprobe', [...PROBE, path], { encoding: 'utf8' })
    .trim()
    .split(',');
  const [rateHz, channels, frames] = probed;
  const sox = ['-c', '-r', '-s'].map(what => execFileSync('soxi', [what, path], { encoding: 'utf8' }).trim()).join(' ');
  return [
    ...([channels, rateHz, frames].join(' ') === expected
      ? []
      : [`ffprobe reads ${probed.join(' ')}, not ${expected}`]),
    ...(sox === expected ? [] : [`sox reads ${sox}, not ${expected}`]),
  ];
}

const PROBE = ['-v', 'error', '-show_entries', 'stream=sample_rate,channels,duration_ts', '-of', 'csv=p=0'];

/** Throws where what the run needs is not installed. */
export function assertTools(): void {
  execFileSync('ffmpeg', ['-version']);
  execFileSync('ffprobe', ['-version']);
  execFileSync('soxi', ['-V']);
}
