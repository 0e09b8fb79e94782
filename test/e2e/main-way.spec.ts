import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

describe('the main way', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('takes a recording, lets a named person find it, state a purpose and listen, with every step on record first', async () => {
    const audio = wav({ seconds: 3 });
    const taken = await server.ingest().deliver(callMetadata(NOW), audio);
    expect(taken.status).toBe(201);
    const maija = await server.as('maija.malli');
    const list = await maija.get('/recordings');
    expect(list.status).toBe(200);
    expect(list.body).toMatchObject({ items: [{ id: taken.body.id, caller: { name: '•••••' } }], nextCursor: null });
    const granted = await maija.post(`/recordings/${String(taken.body.id)}/playbacks`, {
      purpose: 'service-development',
      reference: 'INC-1',
    });
    expect(granted.status).toBe(201);
    const heard = await maija.get(String(granted.body.audioUrl));
    expect(heard.status).toBe(200);
    expect(heard.bytes.equals(audio)).toBe(true);
    const auditor = await server.as('aila.auditoija');
    const log = await auditor.get(`/audit/events?recording=${String(taken.body.id)}`);
    expect((log.body.items as { action: string }[]).map(event => event.action)).toEqual([
      'playback.granted',
      'recording.ingested',
    ]);
  });
});
