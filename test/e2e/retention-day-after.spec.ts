import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const SECOND_MS = 1000;
const PURPOSE = { purpose: 'internal-training' };

describe('the purge of one day', () => {
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

  async function deliverOf(day: Day, more: Record<string, unknown> = {}) {
    const endedAt = new Date(startOfDay(day).getTime() + SECOND_MS).toISOString();
    const metadata = callMetadata(NOW, { startedAt: endedAt, endedAt, ...more });
    const { body } = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
  }

  const heard = async (id: string) => {
    const liisa = await server.as('liisa.lupa');
    const { status, body } = await liisa.post(`/recordings/${id}/playbacks`, PURPOSE);
    return status === 201 ? (await liisa.get(String(body.audioUrl))).status : status;
  };

  it('leaves the day after whole, and a contact whose later leg lasts longer with that leg alone', async () => {
    const [gone, early] = [
      await deliverOf(addDays(TODAY, -1)),
      await deliverOf(addDays(TODAY, -1), { linkedId: 'legs' }),
    ];
    const [stays, late] = [await deliverOf(TODAY), await deliverOf(TODAY, { linkedId: 'legs' })];
    expect([late.contactId, addDays(gone.dueOn, 1)]).toEqual([early.contactId, stays.dueOn]);
    server.clock.moveTo(new Date(startOfDay(addDays(gone.dueOn, 1)).getTime() - SECOND_MS));
    const liisa = await server.as('liisa.lupa');
    const ticket = (contactId: string) => liisa.patch(`/contacts/${contactId}`, { ticket: 'INC-1' });
    expect((await ticket(gone.contactId)).status).toBe(200);
    server.clock.advance(SECOND_MS);
    expect((await ticket(gone.contactId)).status).toBe(404);
    await server.app.get(RunPurges).execute();
    const kept = await readKept(server);
    expect(kept.recordings.map(({ id }) => id).sort()).toEqual([stays.id, late.id].sort());
    expect(kept.contacts.map(({ id }) => id).sort()).toEqual([stays.contactId, late.contactId].sort());
    expect([...kept.blobs].sort()).toEqual([stays.id, late.id].sort());
    expect(await Promise.all([gone, early, stays, late].map(({ id }) => heard(id)))).toEqual([404, 404, 200, 200]);
    const lead = await server.as('liisa.lupa');
    const opened = await lead.get(`/recordings/${late.id}`);
    expect(opened.body.legs).toEqual([]);
    const shown = await lead.post(`/recordings/${late.id}/reveals`, { field: 'name', ...PURPOSE });
    expect(shown.body.value).toBe('Testi Soittaja');
    server.clock.moveTo(startOfDay(addDays(late.dueOn, 1)));
    await server.app.get(RunPurges).execute();
    expect((await readKept(server)).contacts).toEqual([]);
  });
});
