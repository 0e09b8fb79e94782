import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as tus from 'tus-js-client';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ReceiveRecording } from '../../src/recordings/ingest/receive-recording.js';
import { ExpireUploads } from '../../src/recordings/ingest/resumable/expire-uploads.job.js';
import { FinishUpload } from '../../src/recordings/ingest/resumable/finish-upload.js';
import { RunPurges } from '../../src/retention/index.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { eventsDuring } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { TusClient } from '../support/tus.js';

const HOUR_MS = 3_600_000;

describe('a resumable upload', () => {
  let server: TestServer;
  let client: TusClient;
  let seed = 100;

  beforeAll(async () => {
    server = await startTestServer();
    client = new TusClient(server);
  });
  afterEach(() => checkCustody(server));
  afterAll(() => server.stop());

  const metadata = (overrides = {}) => callMetadata(server.clock.now(), overrides);
  function audio(seconds = 2): Buffer {
    seed += 1;
    const bytes = wav({ seconds, seed });
    server.delivered.note(bytes);
    return bytes;
  }
  const partsOf = () => server.sql<{ id: string }>('select id from upload_part');
  const recordingOf = async (externalId: unknown) => {
    const [row] = await server.sql<{ id: string; size_bytes: number; channel: string }>(
      `select r.id, r.size_bytes, a.channel from recording r
       left join arrival a on a.source = r.source and a.external_id = r.external_id where r.external_id = $1`,
      [externalId],
    );
    return row;
  };

  it('is taken into custody when its last byte has come, and answered like a delivery in one request', async () => {
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    const first = await client.append(id, 0, bytes.subarray(0, 10_000));
    expect(first).toMatchObject({ status: 204 });
    expect(first.headers.get('upload-offset')).toBe('10000');
    expect(await client.position(id)).toEqual({ status: 200, offset: 10_000 });
    const last = await client.append(id, 10_000, bytes.subarray(10_000));
    const taken = await recordingOf(call.externalId);
    expect(last).toMatchObject({ status: 201, body: { id: taken?.id } });
    expect(taken).toMatchObject({ size_bytes: bytes.length, channel: 'resumable' });
    expect(await partsOf()).toEqual([]);
  });

  it('works with the client that others use, which goes on where the server stands', async () => {
    const call = metadata();
    const bytes = audio(20);
    await new Promise<void>((resolve, reject) => {
      const upload = new tus.Upload(bytes, {
        endpoint: `${server.url}/api/v1/recordings/uploads`,
        headers: { authorization: `Bearer ${server.ingestToken}` },
        metadata: { metadata: JSON.stringify(call) },
        chunkSize: 50_000,
        retryDelays: null,
        onSuccess: () => {
          resolve();
        },
        onError: reject,
      });
      upload.start();
    });
    expect(await recordingOf(call.externalId)).toMatchObject({ size_bytes: bytes.length });
  });

  it('keeps what came before a request broke off', async () => {
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    await client.breakOff(id, 0, Readable.from([bytes.subarray(0, 12_345)]), bytes.length);
    let at = await client.position(id);
    for (let tries = 0; at.offset === 0 && tries < 300; tries += 1) {
      await wait(50);
      at = await client.position(id);
    }
    expect(at).toEqual({ status: 200, offset: 12_345 });
    expect(await client.append(id, 12_345, bytes.subarray(12_345))).toMatchObject({ status: 201 });
  });

  it('is one delivery, however often its end is asked for', async () => {
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    const first = await client.append(id, 0, bytes);
    const again = await client.append(id, bytes.length, Buffer.alloc(0));
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await client.position(id)).toEqual({ status: 200, offset: bytes.length });
    const other = await client.begun(call, bytes.length);
    expect(await client.append(other, 0, bytes)).toMatchObject({ status: 200, body: first.body });
  });

  it('that came whole and was not delivered is delivered when somebody asks where it stands', async () => {
    const call = metadata();
    const bytes = audio();
    const finish = server.app.get(FinishUpload);
    const execute = finish.execute.bind(finish);
    finish.execute = () => Promise.reject(new Error('the server ends here'));
    const id = await client.begun(call, bytes.length);
    expect((await client.append(id, 0, bytes)).status).toBe(500);
    finish.execute = execute;
    expect(await recordingOf(call.externalId)).toBeUndefined();
    expect(await client.position(id)).toEqual({ status: 200, offset: bytes.length });
    expect(await recordingOf(call.externalId)).toMatchObject({ size_bytes: bytes.length });
  });

  it('is delivered once where somebody asks for it while its last bytes are delivered', async () => {
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    const held = holdDeliveries(server);
    const last = client.append(id, 0, bytes);
    await held.began;
    const asked = client.position(id);
    await wait(200);
    held.letGo();
    expect(await last).toMatchObject({ status: 201 });
    expect(await asked).toEqual({ status: 200, offset: bytes.length });
    expect(held.deliveries()).toBe(1);
  });

  it('has the end that another instance has come to, whose parts are gone when this one reads them', async () => {
    const beside = await server.beside();
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    const held = holdDeliveries(server);
    const last = client.append(id, 0, bytes);
    await held.began;
    const other = await new TusClient(beside).position(id);
    held.fail(new Error('the part is not there'));
    expect(other).toEqual({ status: 200, offset: bytes.length });
    expect(await last).toMatchObject({ status: 201, body: { id: (await recordingOf(call.externalId))?.id } });
    await beside.stop();
  });

  it('whose parts cannot be read any more is no refusal of the call', async () => {
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    const held = holdDeliveries(server);
    const events = await eventsDuring(server, async () => {
      const last = client.append(id, 0, bytes);
      await held.began;
      held.fail(new KeyGone());
      expect((await last).status).toBeGreaterThanOrEqual(400);
    });
    expect(events.filter(({ action }) => action === 'recording.refused')).toEqual([]);
    expect(await client.position(id)).toEqual({ status: 200, offset: bytes.length });
    expect(await recordingOf(call.externalId)).toBeDefined();
  });

  it('goes on with another instance', async () => {
    const beside = await server.beside();
    const call = metadata();
    const bytes = audio();
    const id = await client.begun(call, bytes.length);
    await client.append(id, 0, bytes.subarray(0, 5000));
    expect(await new TusClient(beside).append(id, 5000, bytes.subarray(5000))).toMatchObject({ status: 201 });
    await beside.stop();
  });

  it.each([
    ['must be sorted out first', { notice: { played: false } }, 202, undefined],
    ['is past its last day', { startedAt: '2026-01-01T08:00:00Z', endedAt: '2026-01-01T08:10:00Z' }, 410, 'past-due'],
  ])('is answered as every delivery is: %s', async (_, overrides, status, code) => {
    const bytes = audio();
    const id = await client.begun(metadata(overrides), bytes.length);
    const events = await eventsDuring(server, async () => {
      const end = await client.append(id, 0, bytes);
      expect(end).toMatchObject({ status, body: code === undefined ? {} : { code } });
      expect(await client.append(id, bytes.length, Buffer.alloc(0))).toMatchObject({ status });
    });
    const action = status === 202 ? 'recording.quarantined' : 'recording.refused';
    expect(events.filter(event => event.action === action)).toHaveLength(1);
  });

  it('whose bytes are no audio is refused, and nothing of it stays', async () => {
    const id = await client.begun(metadata(), 2000);
    expect(await client.append(id, 0, Buffer.alloc(2000, 7))).toMatchObject({ status: 415 });
    expect((await client.position(id)).status).toBe(400);
    expect(await partsOf()).toEqual([]);
  });

  it('with other audio of a call that is here is refused', async () => {
    const call = metadata();
    const bytes = audio();
    await server.ingest().deliver(call, audio());
    const id = await client.begun(call, bytes.length);
    expect(await client.append(id, 0, bytes)).toMatchObject({ status: 409, body: { code: 'different-audio' } });
  });

  it('is not begun with metadata that are not as they should be, or for more than the server takes', async () => {
    expect(await client.begin('{', 10)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await client.begin({ source: 'pbx-1' }, 10)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect(await client.begin(metadata(), 2 ** 40)).toMatchObject({ status: 413, body: { code: 'audio-too-large' } });
    expect(await client.send('POST', '', { 'tus-resumable': '0.2.2' })).toMatchObject({ status: 400 });
  });

  it('goes on only where it stands, and only for the machine that began it', async () => {
    const bytes = audio();
    const id = await client.begun(metadata(), bytes.length);
    const elsewhere = await client.append(id, 10, bytes);
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'upload-offset-wrong' } });
    const draft = { name: 'another', role: 'ingest', expiresOn: '2026-12-24' } as const;
    const { token } = await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
    const another = new TusClient(server, token);
    expect(await another.append(id, 0, bytes)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await another.end(id)).status).toBe(404);
    expect((await another.position(id)).status).toBe(404);
  });

  it('that is given up is gone: rows, keys and blobs', async () => {
    const bytes = audio();
    const id = await client.begun(metadata(), bytes.length);
    await client.append(id, 0, bytes.subarray(0, 9000));
    const parts = await server.sql<{ id: string }>('select id from upload_part where upload_id = $1', [id]);
    expect(parts).toHaveLength(2);
    expect((await client.end(id)).status).toBe(204);
    expect((await client.position(id)).status).toBe(404);
    const kept = await server.app.get(KeyRing).stillKept(parts.map(part => part.id));
    expect([...kept]).toEqual([]);
    await server.app.get(DeleteBlobs).execute();
    for (const part of parts) expect(await server.app.get(BlobStore).exists(part.id)).toBe(false);
  });

  it('expires after a day, with one event, however many instances look', async () => {
    const bytes = audio();
    const id = await client.begun(metadata(), bytes.length);
    await client.append(id, 0, bytes.subarray(0, 9000));
    server.clock.advance(24 * HOUR_MS);
    expect(await client.append(id, 9000, bytes.subarray(9000))).toMatchObject({
      ...{ status: 410, body: { code: 'upload-expired' } },
    });
    const unfinished = await server.sql('select from upload where answer is null');
    const beside = await server.beside();
    const both = [server, beside].map(one => one.app.get(ExpireUploads));
    const events = await eventsDuring(server, () => Promise.all(both.map(job => job.sweep())));
    await beside.stop();
    expect(events.filter(({ reason }) => reason === 'upload-expired')).toHaveLength(unfinished.length);
    expect(await server.sql('select from upload')).toEqual([]);
    expect(await partsOf()).toEqual([]);
  });

  it('goes with its last day where nobody has swept it', async () => {
    const bytes = audio();
    const id = await client.begun(metadata(), bytes.length);
    await client.append(id, 0, bytes.subarray(0, 9000));
    server.clock.advance(49 * HOUR_MS);
    const refusing = jest
      .spyOn(server.app.get(BlobStore), 'deleteAll')
      .mockImplementation(names => Promise.resolve(new Map(names.map(name => [name, new Error('busy')]))));
    await server.app.get(RunPurges).execute();
    expect(await partsOf()).toEqual([]);
    expect(await server.sql('select from upload')).toEqual([]);
    const unfinished = () => server.sql('select from purge_run where finished_at is null');
    expect(await unfinished()).toHaveLength(1);
    refusing.mockRestore();
    server.clock.advance(HOUR_MS);
    await server.app.get(RunPurges).execute();
    expect(await unfinished()).toEqual([]);
  });
});

/** Stops the next delivery of an instance before the door, until it is let go on or fails. */
function holdDeliveries({ app }: TestServer) {
  const receive = app.get(ReceiveRecording);
  const execute = receive.execute.bind(receive);
  const [began, released] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let deliveries = 0;
  receive.execute = async (incoming, deliverer) => {
    deliveries += 1;
    began.resolve(undefined);
    try {
      await released.promise;
    } catch (error) {
      await incoming.audio.staged.discard();
      throw error;
    }
    return execute(incoming, deliverer);
  };
  const end = () => {
    receive.execute = execute;
  };
  return {
    began: began.promise,
    deliveries: () => deliveries,
    letGo: () => {
      end();
      released.resolve(undefined);
    },
    fail: (error: Error) => {
      end();
      released.reject(error);
    },
  };
}
