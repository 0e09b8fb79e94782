import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { decodeImaAdpcmWav } from './ima-adpcm.js';
import { SeededRandom } from './seeded-random.js';
import { wavFile, type AudioFormat } from './wav.js';

/** The sample rate of telephony, Hz. */
export const SAMPLE_RATE = 8000;
const SAMPLES_PER_MS = SAMPLE_RATE / 1000;

const voice = z.string();
const dialogueFile = z.strictObject({
  id: z.string(),
  language: z.enum(['fi', 'en']),
  topic: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  queues: z.array(z.string()).nonempty(),
  unit: z.string(),
  agent: z.strictObject({ voice, gender: z.enum(['female', 'male']) }),
  caller: z.strictObject({ voice, name: z.string().optional(), organisations: z.tuple([z.string()], z.string()) }),
  patient: z.strictObject({ name: z.string(), personalIdentityCode: z.string() }).optional(),
  transfersTo: z.string().optional(),
  lines: z.array(
    z.strictObject({
      speaker: z.enum(['agent', 'caller']),
      text: z.string(),
      say: z.string().optional(),
      tone: z.string().optional(),
      pauseMs: z.int(),
    }),
  ),
});
const turnsFile = z.record(z.string(), z.array(z.tuple([z.int(), z.int()])));

type Speaker = 'agent' | 'caller';

/** One line of a dialogue: who says it, and when, in milliseconds from the start of the audio. */
export interface Turn {
  readonly speaker: Speaker;
  readonly text: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A spoken call of the demo. `caller.name` and `patient` are what is heard; `organisations` are those that fit what the
 * caller says; `transfersTo` is the dialogue that the same caller goes on with. Its audio: mono, 8 kHz, whole seconds.
 */
export interface Dialogue extends Omit<z.infer<typeof dialogueFile>, 'lines'> {
  readonly turns: readonly Turn[];
  readonly durationMs: number;
  readonly audio: Int16Array;
}

/** Which part of a dialogue becomes a file, and how. Another `seed` gives another line noise, so other bytes. */
export interface Rendering {
  readonly format: AudioFormat;
  readonly channels: 1 | 2;
  readonly fromMs?: number;
  readonly lengthMs?: number;
  readonly seed?: number;
}

/** All dialogues of the repository's `demo/` folder with their audio, by id. Throws when the folder is not there. */
export async function loadDialogues(folder: string = demoFolder()): Promise<Dialogue[]> {
  const turns = turnsFile.parse(await readJson(join(folder, 'audio', 'turns.json')));
  const names = (await readdir(join(folder, 'dialogues'))).filter(name => name.endsWith('.json')).sort();
  return Promise.all(names.map(name => loadDialogue(folder, name, turns)));
}

/**
 * A WAV file of the dialogue, 8 kHz. Two channels: the agent left, the caller right. One channel: both mixed.
 * The line is never quite silent. Throws RangeError when the part reaches beyond the dialogue.
 */
export function renderWav(dialogue: Dialogue, rendering: Rendering): Buffer {
  const { format, channels, fromMs = 0, lengthMs = dialogue.durationMs - fromMs, seed = 0 } = rendering;
  if (fromMs < 0 || lengthMs <= 0 || fromMs + lengthMs > dialogue.durationMs)
    throw new RangeError(
      `couldn't render ${fromMs}+${lengthMs} ms of ${dialogue.id}: it lasts ${dialogue.durationMs} ms`,
    );
  const pcm = new Int16Array(lengthMs * SAMPLES_PER_MS * channels);
  const legs = { agent: { pcm, channels, channel: 0 }, caller: { pcm, channels, channel: channels - 1 } };
  for (const speaker of ['agent', 'caller'] as const) {
    addNoise(legs[speaker], NOISE_PEAK[speaker], new SeededRandom(`${dialogue.id} ${speaker} ${seed}`));
    addTurns(legs[speaker], dialogue, speaker, fromMs * SAMPLES_PER_MS);
  }
  return wavFile(pcm, format, channels, SAMPLE_RATE);
}

/** The sources and the compiled output lie at different depths below the folder. */
function demoFolder(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'demo');
    if (existsSync(join(folder, 'audio', 'turns.json'))) return folder;
  }
  throw new Error("couldn't find the demo folder with the dialogues: the demo runs from a clone of the repository");
}

async function loadDialogue(folder: string, name: string, turns: z.infer<typeof turnsFile>): Promise<Dialogue> {
  const { lines, ...rest } = dialogueFile.parse(await readJson(join(folder, 'dialogues', name)));
  const audio = decodeImaAdpcmWav(await readFile(join(folder, 'audio', `${rest.id}.wav`)));
  const extents = turns[rest.id];
  if (extents?.length !== lines.length) throw new Error(`the audio of ${rest.id} is older than its text`);
  const spoken = lines.map(({ speaker, text }, index) => {
    const [fromMs, toMs] = extents[index] ?? [0, 0];
    return { speaker, text, fromMs, toMs };
  });
  return { ...rest, turns: spoken, durationMs: audio.length / SAMPLES_PER_MS, audio };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** The samples of one party among those of all channels. */
interface Leg {
  readonly pcm: Int16Array;
  readonly channels: number;
  readonly channel: number;
}

function add({ pcm, channels, channel }: Leg, at: number, value: number): void {
  const place = at * channels + channel;
  pcm[place] = (pcm[place] ?? 0) + value;
}

/** What the party says in the part that begins with sample `first`. */
function addTurns(leg: Leg, { turns, audio }: Dialogue, speaker: Speaker, first: number): void {
  const samples = leg.pcm.length / leg.channels;
  for (const turn of turns) {
    if (turn.speaker !== speaker) continue;
    const start = Math.max(turn.fromMs * SAMPLES_PER_MS, first);
    const end = Math.min(turn.toMs * SAMPLES_PER_MS, first + samples);
    for (let at = start; at < end; at++) add(leg, at - first, audio[at] ?? 0);
  }
}

/** The agent sits in a quiet office, the caller on a ward: RMS near -58 and -55 dBFS. */
const NOISE_PEAK = { agent: 96, caller: 145 } as const;
const NOISE_LOOP_SAMPLES = 2 * SAMPLE_RATE;

/** The mean of neighbouring values: softer than white noise. A loop of two seconds is long enough to pass unnoticed. */
function addNoise(leg: Leg, peak: number, random: SeededRandom): void {
  const noise = new Int16Array(NOISE_LOOP_SAMPLES);
  let previous = 0;
  for (let index = 0; index < noise.length; index++) {
    const value = (random.next() * 2 - 1) * peak;
    noise[index] = (value + previous) / 2;
    previous = value;
  }
  const samples = leg.pcm.length / leg.channels;
  for (let index = 0; index < samples; index++) add(leg, index, noise[index % NOISE_LOOP_SAMPLES] ?? 0);
}
