/**
 * Speaks `dialogues/*.json` into `audio/*.wav` (mono, 8 kHz, IMA ADPCM) and `audio/turns.json` (who speaks when).
 *
 * Run only when a dialogue was written or changed: `node demo/make-dialogues.mjs [id ...]`. It needs Debian's festival,
 * festvox-suopuhe-lj, festvox-suopuhe-mv, flite, sox and ffmpeg; running the demo needs none of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RATE = 8000;
const LEAD_IN_MS = 600;
const TAIL_MS = 700;
const SPEECH_RMS = 0.1 * 32767; // -20 dBFS
const PEAK = 0.63 * 32767; // -4 dBFS
const here = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), 'dialogues-'));

/** `speed` moves pitch and formants together (another speaker), `tempo` then sets how fast that speaker talks. */
const VOICES = {
  'fi-female-1': { festival: 'speak_as_woman', speed: 1, tempo: 1.14, gainDb: 0 },
  'fi-female-2': { festival: 'speak_as_woman', speed: 0.92, tempo: 1.23, gainDb: -1 },
  'fi-male-1': { festival: 'speak_as_man', speed: 1, tempo: 1.16, gainDb: 0 },
  'fi-male-2': { festival: 'speak_as_man', speed: 1.09, tempo: 1.08, gainDb: -2 },
  'en-female-1': { flite: 'slt', speed: 1, tempo: 1.06, gainDb: 0 },
  'en-female-2': { flite: 'slt', speed: 0.93, tempo: 1.12, gainDb: -1 },
  'en-male-1': { flite: 'rms', speed: 1, tempo: 1.1, gainDb: 0 },
  'en-male-2': { flite: 'awb', speed: 1, tempo: 1.05, gainDb: -1 },
};

const TONES = {
  /** The Finnish ring-back tone, 425 Hz, with its pause shortened. */
  ringback: seconds => 0.1 * onOff(seconds, 1, 1.2) * Math.sin(2 * Math.PI * 425 * seconds),
  /** A telephone that rings in the caller's room. */
  'phone-ring': seconds =>
    0.07 * onOff(seconds, 0.8, 0.6) * Math.sin(2 * Math.PI * (Math.floor(seconds * 24) % 2 ? 1050 : 1320) * seconds),
};
const TONE_SECONDS = { ringback: 3.4, 'phone-ring': 2.2 };

mkdirSync(join(here, 'audio'), { recursive: true });
const turnsFile = join(here, 'audio', 'turns.json');
const wanted = process.argv.slice(2);
const turns = wanted.length === 0 ? {} : JSON.parse(readFileSync(turnsFile, 'utf8'));
for (const name of readdirSync(join(here, 'dialogues')).sort()) {
  const dialogue = JSON.parse(readFileSync(join(here, 'dialogues', name), 'utf8'));
  if (wanted.length === 0 || wanted.includes(dialogue.id)) turns[dialogue.id] = record(dialogue);
}
writeFileSync(turnsFile, turnsAsText(turns));
rmSync(scratch, { recursive: true });

/** Writes the dialogue's audio; returns the first and last millisecond of every line. */
function record(dialogue) {
  const pieces = dialogue.lines.map(line => ({ pause: samples(line.pauseMs), sound: sound(line, dialogue) }));
  const spoken = pieces.reduce((sum, piece) => sum + piece.pause + piece.sound.length, samples(LEAD_IN_MS));
  const pcm = new Int16Array(Math.ceil((spoken + samples(TAIL_MS)) / RATE) * RATE);
  let at = samples(LEAD_IN_MS);
  const extents = pieces.map(({ pause, sound }) => {
    pcm.set(sound, at + pause);
    const from = at + pause;
    at = from + sound.length;
    return [Math.floor((from * 1000) / RATE), Math.ceil((at * 1000) / RATE)];
  });
  encode(pcm, join(here, 'audio', `${dialogue.id}.wav`));
  process.stdout.write(`${dialogue.id}: ${pcm.length / RATE} s\n`);
  return extents;
}

function sound(line, dialogue) {
  if (line.tone) return tone(line.tone);
  const voice = VOICES[dialogue[line.speaker].voice];
  return levelled(telephoneBand(synthesised(line.say ?? line.text, voice), voice), voice.gainDb);
}

function tone(name) {
  const wave = TONES[name];
  return Int16Array.from({ length: TONE_SECONDS[name] * RATE }, (_, index) => Math.round(32767 * wave(index / RATE)));
}

function onOff(seconds, on, off) {
  return seconds % (on + off) < on ? 1 : 0;
}

function synthesised(text, voice) {
  const wav = join(scratch, 'line.wav');
  if (voice.flite) {
    execFileSync('flite', ['-voice', voice.flite, '-t', text, '-o', wav]);
    return wav;
  }
  const input = join(scratch, 'line.txt');
  writeFileSync(input, Buffer.from(text, 'latin1'));
  const choice = `(begin (load "${join(here, 'finnish-voices.scm')}") (${voice.festival}))`;
  const { stderr } = spawnSync('text2wave', ['-o', wav, '-eval', choice, input], { encoding: 'utf8' });
  // A diphone that the voice lacks becomes a gap in a word: reword the line.
  for (const missing of stderr.matchAll(/default diphone \S+ for (\S+)/g))
    process.stderr.write(`  no ${missing[1]}: ${text}\n`);
  return wav;
}

function telephoneBand(wav, { speed, tempo }) {
  const effects = [
    'speed',
    String(speed),
    'tempo',
    '-s',
    String(tempo),
    'rate',
    '-v',
    String(RATE),
    'sinc',
    '280-3450',
  ];
  const raw = execFileSync('sox', ['-R', '-G', wav, '-t', 's16', '-c', '1', '-', ...effects], { maxBuffer: 2 ** 26 });
  return trimmed(new Int16Array(raw.buffer, raw.byteOffset, raw.length / 2));
}

/** Without the synthesiser's own silence at both ends. */
function trimmed(pcm) {
  const loud = pcm.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) / 60;
  const first = pcm.findIndex(sample => Math.abs(sample) > loud);
  const last = pcm.findLastIndex(sample => Math.abs(sample) > loud);
  return pcm.slice(Math.max(0, first - samples(20)), last + samples(40));
}

/** Brings speech (frames that are not silence) to -20 dBFS RMS plus `gainDb`; rounds peaks off above -4 dBFS. */
function levelled(pcm, gainDb) {
  const gain = ((SPEECH_RMS / speechRms(pcm)) * 10 ** (gainDb / 20)) / PEAK;
  return pcm.map(sample => Math.round(PEAK * Math.tanh(sample * gain)));
}

function speechRms(pcm) {
  const frame = samples(20);
  const powers = Array.from({ length: Math.floor(pcm.length / frame) }, (_, index) =>
    pcm.subarray(index * frame, (index + 1) * frame).reduce((sum, sample) => sum + sample ** 2 / frame, 0),
  );
  const loud = powers.filter(power => power > Math.max(...powers) / 1000);
  return Math.sqrt(loud.reduce((sum, power) => sum + power, 0) / loud.length);
}

function encode(pcm, path) {
  const raw = ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'];
  const adpcm = ['-c:a', 'adpcm_ima_wav', '-block_size', '256', '-trellis', '5', '-bitexact', '-fflags', '+bitexact'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...raw, ...adpcm, path], { input: Buffer.from(pcm.buffer) });
}

function turnsAsText(byId) {
  const rows = Object.keys(byId)
    .sort()
    .map(id => `  ${JSON.stringify(id)}: ${JSON.stringify(byId[id])}`);
  return `{\n${rows.join(',\n')}\n}\n`;
}

function samples(ms) {
  return Math.round((ms * RATE) / 1000);
}
