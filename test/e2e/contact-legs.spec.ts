import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import type { Answer, Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const MINUTE_MS = 60_000;

/** The legs of one call share a contact, which lives as long as the longest of its recordings (design §1). */
describe('the legs of a call', () => {
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

  /** A leg that ended at the first minute of `day`. */
  function leg(linkedId: string, day: Day, more: Record<string, unknown> = {}): Promise<Answer> {
    const endedAt = new Date(startOfDay(day).getTime() + MINUTE_MS);
    const startedAt = new Date(endedAt.getTime() - 5 * MINUTE_MS).toISOString();
    const times = { startedAt, endedAt: endedAt.toISOString() };
    return server.ingest().deliver(callMetadata(NOW, { linkedId, ...times, ...more }), wav({ seconds: 0.1 }));
  }

  it('have one contact, whose day moves when a later leg lasts longer', async () => {
    const [first, second] = [await leg('moved', addDays(TODAY, -1)), await leg('moved', TODAY)];
    expect(second.body.contactId).toBe(first.body.contactId);
    const contactId = String(first.body.contactId);
    const [early, late] = [String(first.body.dueOn), String(second.body.dueOn)];
    expect(late > early).toBe(true);
    const kept = await readKept(server);
    expect(kept.contacts.find(({ id }) => id === contactId)?.due_on).toBe(late);
    expect(kept.wrappings.get(contactId)).toEqual([late]);
    const found = await maija.post('/recordings/searches', { phone: '040 123 4567' });
    expect((found.body.items as { contactId: string }[]).map(item => item.contactId)).toEqual([contactId, contactId]);
    const events = await loggedEvents(server, 'recording.ingested');
    expect(events.at(-1)?.facts).toMatchObject({ contactMovedFrom: early, contactMovedTo: late });
  });

  it('leave the day of their contact alone when a later one lasts shorter', async () => {
    const [first, second] = [await leg('kept', TODAY), await leg('kept', addDays(TODAY, -3))];
    expect(second.body.contactId).toBe(first.body.contactId);
    expect(String(second.body.dueOn) < String(first.body.dueOn)).toBe(true);
  });

  it('bring what the earlier ones did not know, and change nothing that they did', async () => {
    const { body } = await leg('parties', TODAY, { caller: undefined, ticket: 'INC-7' });
    await leg('parties', TODAY, { note: 'kirjautuminen ei onnistu', ticket: 'INC-8' });
    await leg('parties', TODAY, { caller: { name: 'Joku Muu' }, note: 'toinen' });
    const opened = await maija.get(`/recordings/${String(body.id)}`);
    expect(opened.body).toMatchObject({
      ticket: 'INC-7',
      note: '•••••',
      parties: [{ kind: 'caller', phone: '•••••' }],
    });
    expect(opened.body.legs).toHaveLength(2);
    const purpose = { purpose: 'service-development', reference: 'INC-7' };
    const shown = await maija.post(`/recordings/${String(body.id)}/reveals`, { field: 'name', ...purpose });
    expect(shown.body.value).toBe('Testi Soittaja');
    const note = await maija.post(`/recordings/${String(body.id)}/reveals`, { field: 'note', ...purpose });
    expect(note.body.value).toBe('kirjautuminen ei onnistu');
  });

  it.each([1, 2, 3, 4, 5])(
    'find their one contact also when they come at once, of many days: round %i',
    async round => {
      const linkedId = `at once ${round}`;
      const first = await leg(linkedId, addDays(TODAY, -9));
      const days = Array.from({ length: 9 }, (_, n) => addDays(TODAY, -((n * round) % 9)));
      const legs = await Promise.all(days.map(day => leg(linkedId, day, { caller: { name: `Testi ${day}` } })));
      expect(legs.map(({ status }) => status)).toEqual(days.map(() => 201));
      expect(new Set([first, ...legs].map(({ body }) => body.contactId)).size).toBe(1);
    },
  );

  it('find their one contact also when they come at once and are the first', async () => {
    const legs = await Promise.all(
      Array.from({ length: 10 }, (_, n) => leg('first at once', addDays(TODAY, -(n % 3)))),
    );
    expect(legs.map(({ status }) => status)).toEqual(legs.map(() => 201));
    expect(new Set(legs.map(({ body }) => body.contactId)).size).toBe(1);
  });

  it('wait while the contact of an earlier one is over and not purged yet, and then begin a contact anew', async () => {
    const { body } = await leg('over', addDays(TODAY, -1));
    const lastDay = String(body.dueOn) as Day;
    server.clock.moveTo(startOfDay(addDays(lastDay, 1)));
    const refused = await leg('over', TODAY);
    expect(refused).toMatchObject({ status: 503, body: { code: 'contact-going' } });
    await server.app.get(RunPurges).execute();
    const taken = await leg('over', TODAY);
    expect(taken.status).toBe(201);
    expect(taken.body.contactId).not.toBe(body.contactId);
  });

  it('are refused for good when the purge of their day has begun', async () => {
    const day = addDays(TODAY, 0);
    const { body } = await leg('closing', day);
    await server.app.get(PurgeSteps).close(String(body.dueOn) as Day);
    const refused = await leg('another', day);
    expect(refused).toMatchObject({ status: 410, body: { code: 'day-closed' } });
  });
});
