import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { page, head, tags, tinyPackets } from '../../src/recordings/audio/testing/ogg.js';
import { DrawingThread } from '../../src/recordings/audio/waveform/drawing-thread.js';
import { Waveforms } from '../../src/recordings/audio/waveform/waveforms.js';
import type { Waveform } from '../../src/recordings/audio/waveform.js';
import { RecordingReader } from '../../src/recordings/recording-reader.js';
import { RunPurges } from '../../src/retention/purge/run-purges.js';
import { checkCustody } from '../custody/check-custody.js';
import { chunk, riff, wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const BINS = 1800;

let server: TestServer;
let maija: Client;

beforeAll(async () => {
  server = await startTestServer();
  maija = await server.as('maija.malli');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

interface Filed {
  readonly id: string;
  readonly dueOn: Day;
}

async function deliver(audio: Buffer): Promise<Filed> {
  const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), audio);
  expect(status).toBe(201);
  return { id: String(body.id), dueOn: body.dueOn as Day };
}

/** 16-bit PCM at 8 kHz in which each channel is as loud as is said of each second of it. */
function steps(...channels: readonly (readonly number[])[]): Buffer {
  const seconds = channels[0]?.length ?? 0;
  const data = Buffer.alloc(seconds * 8000 * channels.length * 2);
  for (let frame = 0; frame < seconds * 8000; frame += 1)
    for (const [channel, levels] of channels.entries()) {
      const level = levels[Math.floor(frame / 8000)] ?? 0;
      data.writeInt16LE(frame % 2 === 0 ? level : -level, (frame * channels.length + channel) * 2);
    }
  const [fmt] = [wav({ seconds: 0, tag: 1, bits: 16, channels: channels.length }).subarray(20, 38)];
  return riff([chunk('fmt ', fmt), chunk('data', data)]);
}

/** A mebibyte of Opus: nearly six minutes, in packets of 20 ms that hold noise. */
function minutesOfOpus(): Buffer {
  const pages = Array.from({ length: 350 }, (_, index) => {
    const packets = Array.from({ length: 50 }, (_, packet) =>
      Buffer.from(
        Array.from({ length: 60 }, (_, at) => (at === 0 ? 0x48 : Math.imul(packet * 60 + at, 2_654_435_761) >>> 24)),
      ),
    );
    return page({ number: index + 2, granule: (index + 1) * 50 * 960, last: index === 349, packets });
  });
  return Buffer.concat([head(), tags(), ...pages]);
}

const rows = (id: string) => server.sql('select recording_id from recording_waveform where recording_id = $1', [id]);

describe('the waveform of a recording', () => {
  it('is the loudest sample of each of 1,800 bins on each channel', async () => {
    const { id } = await deliver(steps([0, 16_384, 32_767, 0], [8192, 0, 0, 8192]));
    const { status, body } = await maija.get(`/recordings/${id}/peaks`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ channels: 2, durationMs: 4000 });
    const [left = [], right = []] = body.peaks as number[][]; // what its schema says
    expect([left.length, right.length]).toEqual([BINS, BINS]);
    const at = (peaks: number[], second: number) => peaks[Math.floor(((second + 0.5) * BINS) / 4)];
    expect([0, 1, 2, 3].map(second => at(left, second))).toEqual([0, 128, 255, 0]);
    expect([0, 1, 2, 3].map(second => at(right, second))).toEqual([64, 0, 0, 64]);
  });

  it('tells how loud the loudest sample is', async () => {
    const [full, quiet, silent] = [
      await deliver(steps([32_767])),
      await deliver(steps([328])),
      await deliver(steps([0])),
    ];
    const found = await server.sql('select id, loudest_dbfs from recording where id = any($1)', [
      [full.id, quiet.id, silent.id],
    ]);
    expect(new Map(found.map(row => Object.values(row) as [string, number]))).toEqual(
      new Map([
        [full.id, 0],
        [quiet.id, -40],
        [silent.id, -96],
      ]),
    );
  });

  it('is on record before it is shown', async () => {
    const { id } = await deliver(wav());
    const events = await eventsDuring(server, () => maija.get(`/recordings/${id}/peaks`));
    expect(events).toMatchObject([{ action: 'waveform.viewed', outcome: 'done', recordingId: id }]);
    expect(events[0]?.facts).toMatchObject({ queue: callMetadata(server.clock.now()).queue });
  });

  it('is not shown while the use of the recording is restricted, and the attempt is on record', async () => {
    const { id } = await deliver(wav());
    await server.sql('update recording set restricted = true where id = $1', [id]);
    const events = await eventsDuring(server, async () => {
      expectProblem(await maija.get(`/recordings/${id}/peaks`), 403, 'restricted');
    });
    expect(events).toMatchObject([{ action: 'waveform.viewed', outcome: 'refused', reason: 'restricted' }]);
  });

  it('is not shown where the use came to be restricted in that very moment', async () => {
    const { id } = await deliver(wav());
    const reader = server.app.get(RecordingReader);
    const visible = reader.visible.bind(reader);
    const restricting = jest.spyOn(reader, 'visible').mockImplementation(async (...asked) => {
      const recording = await visible(...asked);
      await server.sql('update recording set restricted = true where id = $1', [id]);
      return recording;
    });
    const { body } = await maija.get(`/recordings/${id}/peaks`);
    restricting.mockRestore();
    expect(body).toMatchObject({ peaks: [] });
  });

  it('is not there for somebody who may not see the recording', async () => {
    const { id } = await deliver(wav());
    const elsewhere = { role: 'trainer', purposes: ['internal-training'], queues: ['billing'] };
    const stranger = await server.as((await addPerson(server, { grants: [elsewhere] })).username);
    expectProblem(await stranger.get(`/recordings/${id}/peaks`), 404, 'not-found');
  });

  it('lies in the database under the key of its recording alone', async () => {
    const { id } = await deliver(steps([32_767]));
    const [row] = await server.sql<{ sealed_peaks: Buffer }>(
      'select sealed_peaks from recording_waveform where recording_id = $1',
      [id],
    );
    const sealed = Buffer.from(row?.sealed_peaks ?? []);
    expect(sealed.length).toBeGreaterThan(BINS);
    expect(sealed.includes(Buffer.alloc(16, 255))).toBe(false);
    expect(sealed.includes(Buffer.from('////////'))).toBe(false);
    const other = await deliver(wav());
    await server.sql('update recording_waveform set sealed_peaks = $1 where recording_id = $2', [sealed, other.id]);
    expectProblem(await maija.get(`/recordings/${other.id}/peaks`), 503, 'decryption-failed');
  });

  it('is missing, and the recording taken all the same, where its thread has died', async () => {
    const waveforms = server.app.get(Waveforms);
    const begin = waveforms.begin.bind(waveforms);
    waveforms.begin = () => {
      const thread = new DrawingThread({ file: new URL('./no-such-worker.js', import.meta.url) });
      return thread.begin();
    };
    const { id } = await deliver(wav({ seconds: 3 })).finally(() => {
      waveforms.begin = begin;
    });
    expect(await rows(id)).toEqual([]);
    expect((await maija.get(`/recordings/${id}/peaks`)).body).toMatchObject({
      channels: 2,
      durationMs: 3000,
      peaks: [],
    });
    expect(await rows((await deliver(wav())).id)).toHaveLength(1);
  });

  it('is missing where its thread is silent for too long', async () => {
    const thread = new DrawingThread({ file: new URL('data:text/javascript,setInterval(() => {}, 1000)') }, 50);
    const [one, other] = [thread.begin(), thread.begin()];
    for (let mebibytes = 0; mebibytes < 3; mebibytes += 1) await one.take(Buffer.alloc(1024 * 1024));
    expect([await one.finish(1), await other.finish(1), thread.isDead]).toEqual([null, null, true]);
  });

  it('is not made, and holds nothing up, of what is refused in the middle', async () => {
    const thread = new DrawingThread();
    const drawn = jest.spyOn(server.app.get(Waveforms), 'begin').mockImplementation(() => thread.begin());
    const cut = wav({ seconds: 2 }).subarray(0, 20_000);
    const refused = await server.ingest().deliver(callMetadata(server.clock.now()), cut);
    drawn.mockRestore();
    expectProblem(refused, 422, 'audio-truncated');
    while (thread.load > 0) await wait(10);
    expect(thread.isDead).toBe(false);
    await thread.stop();
    expect(await rows((await deliver(wav())).id)).toHaveLength(1);
  });

  it('is made of Opus that comes in large pieces, and of the most sound that so few bytes can hold', async () => {
    const thread = new DrawingThread();
    for (const file of [minutesOfOpus(), tinyPackets(10)]) {
      const drawing = thread.begin();
      await drawing.take(file);
      expect((await drawing.finish(2))?.peaks).toHaveLength(2 * BINS);
    }
    expect(thread.isDead).toBe(false);
    await thread.stop();
  });

  it('is made until the last request of a server that ends has its answer', async () => {
    let drawn: Waveform | null = null;
    @Module({ providers: [Waveforms] })
    class Ending implements BeforeApplicationShutdown {
      constructor(private readonly waveforms: Waveforms) {}

      async beforeApplicationShutdown(): Promise<void> {
        await drawing.take(wav());
        drawn = await drawing.finish(2);
      }

      begin() {
        return this.waveforms.begin();
      }
    }
    const app = await NestFactory.createApplicationContext(Ending, { logger: false });
    const drawing = app.get(Ending).begin();
    const left = app.get(Ending).begin();
    await left.take(wav());
    await app.close();
    expect(drawn).not.toBeNull();
    expect(await left.finish(2)).toBeNull();
  });

  it('goes with its recording', async () => {
    const { id, dueOn } = await deliver(wav());
    expect(await rows(id)).toHaveLength(1);
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    expect(await rows(id)).toEqual([]);
  });
});
