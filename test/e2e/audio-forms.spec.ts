import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { PeakWindows } from '../../src/recordings/audio/waveform/peak-windows.js';
import { TakeOutContacts } from '../../src/recordings/index.js';
import { decodedByFfmpeg, encoded, ffprobeMs, FORMS, type AudioForm } from '../audio/every-form.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { optionalTool } from '../support/optional-tool.js';
import { startTestServer, type TestServer } from '../support/server.js';

const STATED = { purpose: 'service-development', reference: 'INC-1' };
const HEADER_BYTES = 44;
const PROMPTS = '/usr/share/asterisk/sounds';
/** Half a minute of speech; 14 s of it are enough that a rendition of GSM has two stretches. */
const SPEECH = `${PROMPTS}/en_US_f_Allison/demo-congrats.wav`;
const SPEECH_S = 14;
const LEFT_OUT = /^MP3 of (16000|22050|44100)|of (10|60) ms$/;
const STEREO = new Set(['PCM of 16 bits', 'A-law', 'MP3 of 8000 Hz', 'Ogg Opus of 20 ms']);
const ffmpeg = optionalTool('ffmpeg') ?? '';

interface Filed {
  readonly id: string;
  readonly audio: Buffer;
  readonly path: string;
}

describeWith('asterisk-prompts', 'recordings in every form', () => {
  let server: TestServer;
  let maija: Client;
  let folder: string;
  const filed = new Map<string, Filed>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audio-forms-'));
    server = await startTestServer();
    maija = await server.as('maija.malli');
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function deliver(name: string, audio: Buffer, container: string): Promise<Filed> {
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), audio);
    expect([status, body.code]).toEqual([201, undefined]);
    const path = join(folder, `${String(body.id)}.${container}`);
    writeFileSync(path, audio);
    const one = { id: String(body.id), audio, path };
    filed.set(name, one);
    return one;
  }

  const inForm = (form: AudioForm, channels: number) =>
    encoded(ffmpeg, SPEECH, { ...form, arguments: ['-t', String(SPEECH_S), ...form.arguments] }, channels, folder);

  async function peaksOf(id: string): Promise<number[][]> {
    const { status, body } = await maija.get(`/recordings/${id}/peaks`);
    expect(status).toBe(200);
    return body.peaks as number[][]; // what its schema says
  }

  async function play(id: string, as?: string): Promise<{ id: string; url: string }> {
    const wanted = { ...STATED, ...(as === undefined ? {} : { as }) };
    const { status, body } = await maija.post(`/recordings/${id}/playbacks`, wanted);
    expect([status, body.code]).toEqual([201, undefined]);
    return { id: String(body.id), url: String(body.audioUrl) };
  }

  /** One of each codec; `npm run test:audio` goes through all. */
  const cases = FORMS.filter(({ name }) => !LEFT_OUT.test(name)).flatMap(form =>
    (STEREO.has(form.name) ? [1, 2] : [1]).map(channels => [`${form.name}, ${channels}`, form, channels] as const),
  );

  it.each(cases)('are taken, measured and drawn: %s', async (name, form, channels) => {
    const { id, path } = await deliver(name, inForm(form, channels), form.container);
    const { body } = await maija.get(`/recordings/${id}`);
    expect(body.audio).toMatchObject({ codec: form.codec, channels });
    expect(Math.abs(Number(body.durationMs) - ffprobeMs(path))).toBeLessThanOrEqual(form.frameMs);
    const peaks = await peaksOf(id);
    expect(peaks.map(({ length }) => length)).toEqual(Array<number>(channels).fill(1800));
    const [loudest] = await server.sql<{ loudest_dbfs: number }>('select loudest_dbfs from recording where id = $1', [
      id,
    ]);
    expect(loudest?.loudest_dbfs).toBeGreaterThan(-12);
  });

  it('are drawn as what ffmpeg makes of them', async () => {
    for (const [name, { id, path }] of filed) {
      const [peaks = []] = await peaksOf(id);
      const samples = decodedByFfmpeg(ffmpeg, path);
      const windows = new PeakWindows();
      windows.add(new Int16Array(Uint8Array.from(samples).buffer), 0, name.endsWith(', 2') ? 2 : 1);
      expect([name, correlation([...windows.bins()], peaks) > 0.98]).toEqual([name, true]);
    }
  });

  it('are prompts that nobody here made, in two languages, in WAV and in GSM', async () => {
    const names = ['en_US_f_Allison/vm-intro.wav', 'en_US_f_Allison/vm-intro.gsm', 'es_MX_f_Allison/vm-intro.wav'];
    for (const name of names) {
      const path = join(PROMPTS, name);
      const { id } = await deliver(name, readFileSync(path), name.slice(-3));
      const listed = (await maija.get('/recordings?limit=200')).body.items as { id: string; durationMs: number }[];
      const item = listed.find(one => one.id === id);
      expect(Math.abs((item?.durationMs ?? 0) - ffprobeMs(path))).toBeLessThanOrEqual(1);
      expect(Math.max(...(await peaksOf(id)).flat())).toBeGreaterThan(20);
      expect((await maija.get((await play(id)).url)).status).toBe(200);
    }
  });

  describe.each([
    ['A-law, 2', 2],
    ['µ-law, 1', 1],
    ['GSM in WAV49, 1', 1],
    ['bare GSM, 1', 1],
  ])('that browsers cannot play, such as %s', (name, channels) => {
    let rendition: Buffer;

    beforeAll(async () => {
      const { id } = filed.get(name) ?? { id: '' };
      const answer = await maija.get((await play(id)).url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('audio/wav');
      rendition = answer.bytes;
    });

    it('are served as WAV of 16-bit PCM, as long as was said beforehand', async () => {
      const { url } = await play(filed.get(name)?.id ?? '');
      const head = await maija.request('HEAD', url);
      expect(Number(head.headers.get('content-length'))).toBe(rendition.length);
      expect(rendition.toString('latin1', 0, 4)).toBe('RIFF');
      expect(rendition.readUInt16LE(20)).toBe(1);
      expect(rendition.readUInt16LE(22)).toBe(channels);
      expect(rendition.readUInt32LE(40)).toBe(rendition.length - HEADER_BYTES);
      const path = join(folder, 'rendition.wav');
      writeFileSync(path, rendition);
      expect(Math.abs(ffprobeMs(path) - ffprobeMs(filed.get(name)?.path ?? ''))).toBeLessThanOrEqual(40);
    });

    it('sound as what ffmpeg makes of them', () => {
      const theirs = decodedByFfmpeg(ffmpeg, filed.get(name)?.path ?? '');
      const ours = rendition.subarray(HEADER_BYTES, HEADER_BYTES + theirs.length);
      const exactBytes = name.includes('GSM') ? 10 * 16_000 : theirs.length; // of GSM, until the second stretch
      expect(ours.subarray(0, exactBytes).equals(theirs.subarray(0, exactBytes))).toBe(true);
      expect(noiseOf(ours, theirs)).toBeLessThan(0.001); // six times as much where nothing warms up
    });

    it('have the same bytes whatever range they are asked for in', async () => {
      const { url } = await play(filed.get(name)?.id ?? '');
      const place = fc.integer({ min: 0, max: rendition.length - 1 });
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 400_000 }), async (first, length) => {
          const last = Math.min(rendition.length, first + length) - 1;
          const answer = await maija.get(url, { range: `bytes=${first}-${last}` });
          expect(answer.status).toBe(206);
          expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${last}/${rendition.length}`);
          expect(answer.bytes.equals(rendition.subarray(first, last + 1))).toBe(true);
        }),
        {
          numRuns: 12,
          examples: [
            [0, 1],
            [43, 3],
            [44, 1],
            [rendition.length - 1, 1],
          ],
        },
      );
    });

    it('say in the log that a rendition was served, and how much of it', async () => {
      const { id, url } = await play(filed.get(name)?.id ?? '');
      await maija.get(url);
      await maija.delete(`/playbacks/${id}`, {});
      const events = await loggedEvents(server, 'playback.granted', 'playback.extent-reserved', 'playback.ended');
      const mine = events.filter(({ object }) => object?.id === id);
      expect(mine.every(({ facts }) => facts?.rendition === 'pcm-s16')).toBe(true);
      expect(mine.at(-1)?.facts).toMatchObject({ atMostBytes: rendition.length });
    });

    it('are served as they came to whoever asks for the original', async () => {
      const { audio, id, path } = filed.get(name) ?? { audio: Buffer.alloc(0), id: '', path: '' };
      const answer = await maija.get((await play(id, 'original')).url);
      expect(answer.bytes.equals(audio)).toBe(true);
      expect(answer.headers.get('content-type')).toBe(path.endsWith('gsm') ? 'audio/x-gsm' : 'audio/wav');
    });
  });

  it.each([
    ['PCM of 8 bits, 1', 'audio/wav'],
    ['PCM of 24 bits, 1', 'audio/wav'],
    ['PCM of 32 bits, 1', 'audio/wav'],
    ['MP3 of 8000 Hz, 2', 'audio/mpeg'],
    ['Ogg Opus of 20 ms, 2', 'audio/ogg'],
  ])('that browsers play are served as they came: %s', async (name, mediaType) => {
    const { id, audio } = filed.get(name) ?? { id: '', audio: Buffer.alloc(0) };
    const { url } = await play(id);
    const answer = await maija.get(url);
    expect(answer.bytes.equals(audio)).toBe(true);
    expect(answer.headers.get('content-type')).toBe(mediaType);
  });

  it('leave with the ending that says what they are', async () => {
    const leaving = server.app.get(TakeOutContacts).files(() => helsinkiDay(server.clock.now()), 'd-1', THE_SYSTEM);
    const names: string[] = [];
    for await (const file of leaving) if ('name' in file) names.push(file.name);
    for (const { id, path } of filed.values()) expect(names).toContain(`recordings/${id}.${path.slice(-3)}`);
  });
});

/** How alike two waveforms are, -1 to 1. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  const moment = (f: (index: number) => number) => one.reduce((sum, _, index) => sum + f(index), 0);
  const product = moment(index => ((one[index] ?? 0) - a) * ((other[index] ?? 0) - b));
  const spread = (values: readonly number[], m: number) => Math.sqrt(moment(index => ((values[index] ?? 0) - m) ** 2));
  return product / (spread(one, a) * spread(other, b));
}

/** The power of the difference of 16-bit samples, of the power of the second. */
function noiseOf(ours: Buffer, theirs: Buffer): number {
  let [noise, power] = [0, 0];
  for (let at = 0; at + 1 < theirs.length; at += 2) {
    noise += (ours.readInt16LE(at) - theirs.readInt16LE(at)) ** 2;
    power += theirs.readInt16LE(at) ** 2;
  }
  return noise / power;
}
