import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring, type LoggedEvent } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const EXTENT_BYTES = 1024 * 1024;
const elsewhere = { role: 'trainer', purposes: ['internal-training'], queues: ['billing'] };
const STATED = { purpose: 'service-development', reference: 'INC-7' };

describe('what the log says of a call', () => {
  let server: TestServer;
  let listener: TestPerson;
  let client: Client;
  let recording: { id: string; contactId: string; dueOn: Day };
  let call: Record<string, unknown>;
  let events: LoggedEvent[];

  /** The first grant bears the same purpose, for another queue: it is not the one that is acted under. */
  beforeAll(async () => {
    server = await startTestServer();
    const lead = { role: 'team-lead', purposes: ['service-development'] };
    listener = await addPerson(server, { grants: [{ ...lead, queues: ['billing'] }, lead] });
    const metadata = callMetadata(NOW, { unit: 'Ward systems' });
    // Longer than an extent, so that one is reserved while listening.
    const { body } = await server.ingest().deliver(metadata, wav({ seconds: 70 }));
    recording = { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
    const { startedAt, queue, unit } = metadata;
    call = { contactId: recording.contactId, startedAt, queue, unit, agentId: server.ids.get('maija.malli') };
    client = await server.as(listener.username);
    events = await eventsDuring(server, useOnce);
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  async function useOnce(): Promise<void> {
    const { id, contactId } = recording;
    await client.get(`/recordings/${id}`);
    await client.post(`/recordings/${id}/reveals`, { field: 'name', ...STATED });
    await client.post(`/recordings/${id}/reveals`, { field: 'personalIdentityCode', ...STATED });
    await client.patch(`/contacts/${contactId}`, { ticket: 'INC-7' });
    await client.post(`/recordings/${id}/playbacks`, { purpose: 'service-development' });
    const { body } = await client.post(`/recordings/${id}/playbacks`, STATED);
    await client.get(String(body.audioUrl), { range: `bytes=${EXTENT_BYTES}-${EXTENT_BYTES + 9}` });
    await client.delete(`/playbacks/${String(body.id)}`);
    await client.get(String(body.audioUrl));
  }

  const of = (action: string, outcome = 'done'): LoggedEvent[] =>
    events.filter(event => event.action === action && event.outcome === outcome);

  it.each([
    ['recording.opened', 'done'],
    ['field.revealed', 'done'],
    ['field.revealed', 'refused'],
    ['contact.ticket-changed', 'done'],
    ['playback.refused', 'refused'],
    ['playback.granted', 'done'],
    ['playback.extent-reserved', 'done'],
    ['playback.ended', 'done'],
  ])('is contact, time, queue, unit and agent: %s %s', (action, outcome) => {
    const found = of(action, outcome);
    expect(found.length).toBeGreaterThan(0);
    for (const event of found) expect(event).toMatchObject({ recordingId: recording.id, facts: call });
  });

  it.each([
    'recording.opened',
    'field.revealed',
    'contact.ticket-changed',
    'playback.granted',
    'playback.extent-reserved',
  ])('is also the grant that was acted under, which is the one that covers the call: %s', action => {
    expect(of(action).map(({ grantId }) => grantId)).toEqual([listener.grantIds[1]]);
  });

  it('is nothing of the caller', () => {
    const text = JSON.stringify(events);
    for (const personal of ['Soittaja', '401234567', 'example.org']) expect(text).not.toContain(personal);
  });

  it('is the call of an attempt by somebody who may not see it, and nothing of a recording that is not there', async () => {
    const stranger = await addPerson(server, { grants: [elsewhere] });
    const refused = await server.as(stranger.username);
    const attempts = await eventsDuring(server, async () => {
      await refused.get(`/recordings/${recording.id}`);
      await refused.get('/recordings/00000000-0000-7000-8000-000000000000');
    });
    expect(new Map(attempts.map(({ reason, facts }) => [reason, facts]))).toEqual(
      new Map([
        ['not-permitted', call],
        ['not-here', undefined],
      ]),
    );
  });

  describe('when the recording has been purged', () => {
    let auditor: Client;

    beforeAll(async () => {
      server.clock.moveTo(startOfDay(addDays(recording.dueOn, 1)));
      await server.app.get(RunPurges).execute();
      auditor = await server.as('aila.auditoija');
    });

    it('has nothing left to look into', async () => {
      const [left] = await server.sql<{ recordings: number }>('select count(*)::int as recordings from recording');
      expect(left?.recordings).toBe(0);
    });

    it.each([
      ['the day of the call', () => 'callOn=2026-11-24'],
      ['the queue', () => 'queue=user-support'],
      ['the agent', () => `agent=${String(server.ids.get('maija.malli'))}`],
      ['the contact', () => `contact=${recording.contactId}`],
      ['all of them', () => `callOn=2026-11-24&queue=user-support&contact=${recording.contactId}`],
    ])('still tells by %s who listened, when and for what', async (_, query) => {
      const { status, body } = await auditor.get(`/audit/events?action=playback.granted&${query()}`);
      expect(status).toBe(200);
      expect(body.items).toMatchObject([{ actor: { id: listener.id }, ...STATED, facts: call }]);
    });

    it.each([
      ['another day', 'callOn=2026-11-23'],
      ['another queue', 'queue=billing'],
      ['another agent', 'agent=00000000-0000-7000-8000-000000000000'],
      ['another contact', 'contact=00000000-0000-7000-8000-000000000000'],
    ])('tells nothing by %s', async (_, query) => {
      expect((await auditor.get(`/audit/events?action=playback.granted&${query}`)).body.items).toEqual([]);
    });
  });
});
