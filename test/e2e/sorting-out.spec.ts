import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { strikeAt, type CrashPoint } from '../../src/kernel/crash-points.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { FileItem } from '../../src/recordings/quarantine/file-item.js';
import { Reconcile } from '../../src/retention/index.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { SortingOutScenes } from '../support/sorting-out.js';

const TODAY = helsinkiDay(NOW);
const TOLD = { played: true, version: '2026-1', language: 'fi' };
const reason = 'Tiedote tarkistettiin vaihteen lokista.';

let server: TestServer;
let scenes: SortingOutScenes;
let liisa: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new SortingOutScenes(server);
  liisa = await server.as('liisa.lupa');
});

afterEach(async () => {
  strikeAt();
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

interface Item {
  readonly id: string;
}

async function listed(client: Client, query = ''): Promise<string[]> {
  const { status, body } = await client.get(`/quarantined-items${query}`);
  expect(status).toBe(200);
  return (body.items as Item[]).map(({ id }) => id);
}

async function leadOf(...queues: string[]): Promise<Client> {
  const grants = [{ role: 'team-lead', purposes: ['service-development'], queues }];
  return server.as((await addPerson(server, { grants })).username);
}

describe('what waits to be sorted out', () => {
  it('is listed newest first, by source, reason and queue, with an event for each look', async () => {
    const first = await scenes.wait({ queue: 'on-call' });
    const second = await scenes.wait({ source: 'pbx-9' });
    const audio = await scenes.aside({ reason: 'metadata-missing', audio: wav({ seconds: 0.1, seed: 2 }) });
    const events = await eventsDuring(server, async () => {
      expect((await listed(liisa)).slice(0, 3)).toEqual([audio, second.id, first.id]);
      expect(await listed(liisa, '?queue=on-call')).toEqual([first.id]);
      expect(await listed(liisa, '?source=pbx-9')).toEqual([second.id]);
      expect(await listed(liisa, '?reason=metadata-missing')).toEqual([audio]);
      expect((await liisa.get('/quarantined-items/causes')).body.items).toEqual([
        { source: 'pbx-1', reason: 'metadata-missing', count: 1 },
        { source: 'pbx-1', reason: 'notice-evidence-missing', count: 1 },
        { source: 'pbx-9', reason: 'notice-evidence-missing', count: 1 },
      ]);
    });
    expect(events.map(({ action, facts }) => [action, facts?.queue ?? facts?.causes ?? null])).toEqual([
      ['quarantined-items.listed', null],
      ['quarantined-items.listed', 'on-call'],
      ['quarantined-items.listed', null],
      ['quarantined-items.listed', null],
      ['quarantined-items.listed', true],
    ]);
    const { body } = await liisa.get('/quarantined-items?limit=1');
    const next = await listed(liisa, `?limit=1&cursor=${String(body.nextCursor)}`);
    expect(next).toEqual([second.id]);
  });

  it('is shown in the scope of a grant alone; what names no queue, only to who has all', async () => {
    const [here, elsewhere] = [await scenes.wait({ queue: 'lab' }), await scenes.wait({ queue: 'ward' })];
    const nowhere = await scenes.aside({ reason: 'metadata-missing', audio: wav({ seconds: 0.1, seed: 3 }) });
    const lead = await leadOf('lab');
    expect(await listed(lead)).toEqual([here.id]);
    expect((await lead.get('/quarantined-items/causes')).body.items).toMatchObject([{ count: 1 }]);
    const events = await eventsDuring(server, async () => {
      expect((await lead.get(`/quarantined-items/${here.id}`)).status).toBe(200);
      for (const id of [elsewhere.id, nowhere]) {
        expectProblem(await lead.get(`/quarantined-items/${id}`), 404, 'not-found');
        expectProblem(await lead.post(`/quarantined-items/${id}/destruction`, { reason }), 404, 'not-found');
      }
    });
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'quarantined-item.opened done',
      ...['quarantined-item.opened refused', 'quarantined-item.destroyed refused'],
      ...['quarantined-item.opened refused', 'quarantined-item.destroyed refused'],
    ]);
  });

  it('is opened masked, and nobody listens to it', async () => {
    const { id, dueOn } = await scenes.wait({ note: 'ei pääse sisään' });
    const { status, body } = await liisa.get(`/quarantined-items/${id}`);
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ id, dueOn, reason: 'notice-evidence-missing', queue: 'user-support', hasCall: true, document: null },
        audio: { durationMs: 200, codec: expect.any(String) },
        permitted: ['repair', 'file', 'destroy'],
        call: {
          ...{ direction: 'inbound', agent: { kind: 'username', name: 'maija.malli' }, note: '•••••', patients: 0 },
          caller: { category: 'customer-staff', name: '•••••', phone: '•••••', organisation: null },
        },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('Soittaja');
    const play = { purpose: 'service-development', reference: 'INC-1' };
    expectProblem(await liisa.post(`/recordings/${id}/playbacks`, play), 404, 'not-found');
  });

  it('is over when its last day is', async () => {
    const { id, dueOn } = await scenes.wait();
    const late = await server.beside();
    try {
      const person = await late.as('liisa.lupa');
      server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
      const then = await late.as('liisa.lupa');
      expect(await listed(then)).not.toContain(id);
      expectProblem(await then.get(`/quarantined-items/${id}`), 404, 'not-found');
      expectProblem(await then.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason }), 404, 'not-found');
      expect(person.token).not.toBe('');
    } finally {
      server.clock.moveTo(NOW);
      await late.stop();
    }
  });
});

describe('filing', () => {
  it('makes a recording of an item, under its own id and with what the person answers for', async () => {
    const { id, dueOn, metadata } = await scenes.wait({ agent: { username: 'eero.esimerkki' } });
    const events = await eventsDuring(server, async () => {
      const { status, body } = await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason });
      expect([status, body]).toEqual([200, { id, contactId: expect.any(String), dueOn: '2027-01-24' }]);
    });
    expect(events.map(({ action }) => action)).toEqual(['quarantined-item.filed', 'recording.ingested']);
    expect(events[0]).toMatchObject({
      ...{ recordingId: id, object: { kind: 'quarantined-item', id }, commitments: { reason: expect.any(String) } },
      facts: { source: 'pbx-1', waitsFor: 'notice-evidence-missing', dueOn, to: '2027-01-24', notice: 'person' },
    });
    const { body } = await (await server.as('eero.esimerkki')).get(`/recordings/${id}`);
    expect(body).toMatchObject({
      ...{ id, queue: 'user-support', permitted: expect.arrayContaining(['play']) },
      notice: { version: '2026-1', language: 'fi', evidence: 'person' },
    });
    expect(await scenes.keysOf(id)).toEqual(['2027-01-24']);
    expect(await scenes.itemIds()).not.toContain(id);
    expect(await scenes.arrivalOf(id)).toEqual({ outcome: 'filed', reason: '', queue: 'user-support', known: true });
    const again = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    expect([again.status, again.body.id]).toEqual([200, id]);
  });

  it('files a leg with the contact of the others', async () => {
    const leg = await server.ingest().deliver(callMetadata(NOW, { linkedId: 'two-1' }), wav({ seconds: 0.1 }));
    const { id } = await scenes.wait({ linkedId: 'two-1' });
    const { body } = await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason });
    expect(body.contactId).toBe(leg.body.contactId);
  });

  it.each([
    ['without evidence', {}, {}, 'notice-needed'],
    [
      'an outgoing call that nobody confirmed',
      { direction: 'outbound', notice: undefined },
      { notice: TOLD },
      'outgoing-not-confirmed',
    ],
    [
      'an outgoing call whose other side was not told',
      { direction: 'outbound' },
      { notice: TOLD },
      'outgoing-not-confirmed',
    ],
  ] as const)('refuses %s', async (_, call, wanted, code) => {
    const { id, dueOn } = await scenes.wait(call);
    const events = await eventsDuring(server, async () => {
      expectProblem(await liisa.post(`/quarantined-items/${id}/filing`, { ...wanted, reason }), 422, code);
    });
    expect(events).toMatchObject([{ action: 'quarantined-item.filed', outcome: 'refused', reason: code }]);
    expect(await scenes.keysOf(id)).toEqual([dueOn]);
  });

  it('refuses what is no audio, what has none, and what nobody knows the call of', async () => {
    const call = callMetadata(NOW);
    const noise = await scenes.aside({ reason: 'audio-unreadable', call, audio: Buffer.from('not a sound at all') });
    const announced = await scenes.aside({ reason: 'audio-missing', call: callMetadata(NOW) });
    const alone = await scenes.aside({ reason: 'metadata-missing', audio: wav({ seconds: 0.1, seed: 4 }) });
    const file = (id: string) => liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason });
    expectProblem(await file(noise), 422, 'audio-unreadable');
    expectProblem(await file(announced), 422, 'audio-missing');
    expectProblem(await file(alone), 422, 'call-missing');
  });

  it('is done once when two people do it at once, and once when another destroys it', async () => {
    for (const other of ['filing', 'destruction', 'filing', 'destruction', 'filing', 'destruction']) {
      const { id } = await scenes.wait();
      const answers = await Promise.all([
        liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason }),
        liisa.post(`/quarantined-items/${id}/${other}`, other === 'filing' ? { notice: TOLD, reason } : { reason }),
      ]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 404)).toHaveLength(1);
      const kept = await server.sql('select id from recording where id = $1', [id]);
      expect(await scenes.keysOf(id)).toHaveLength(kept.length);
    }
    await scenes.certify();
  });

  it('leaves the item as it was where its recording cannot be filed', async () => {
    const call = callMetadata(NOW);
    expect((await server.ingest().deliver(call, wav({ seconds: 0.1 }))).status).toBe(201);
    const audio = wav({ seconds: 0.1, seed: 5 });
    const id = await scenes.aside({ reason: 'different-audio', call, audio, keptAs: 'another name' });
    const [before] = await scenes.keysOf(id);
    expectProblem(await liisa.post(`/quarantined-items/${id}/filing`, { reason }), 409, 'different-audio');
    expect(await scenes.keysOf(id)).toEqual([before]);
    expect((await liisa.get(`/quarantined-items/${id}`)).status).toBe(200);
  });

  it.each([
    ['move.key-copied', 'quarantined-item'],
    ['move.committed', 'recording'],
  ] as const)(
    'leaves after a death at %s a whole %s, and reconciliation drops the other wrapping',
    async (at, kind) => {
      const linkedId = `died at ${at}`;
      await server.ingest().deliver(callMetadata(NOW, { linkedId }), wav({ seconds: 0.1 })); // its contact stays
      const { id } = await scenes.wait({ linkedId });
      const died = dieAt(at);
      expect((await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason })).status).toBe(500);
      expect(died()).toBe(true);
      strikeAt();
      await server.app.get(Reconcile).execute(null);
      expect(await scenes.itemIds()).toEqual(
        kind === 'recording' ? expect.not.arrayContaining([id]) : expect.arrayContaining([id]),
      );
      expect(await scenes.keysOf(id)).toHaveLength(1);
      const findings = await server.sql('select kind from reconciliation_finding where unit_id = $1', [id]);
      expect(findings.filter(finding => (finding as { kind: string }).kind === 'key-missing')).toEqual([]);
    },
  );
});

/** Breaks whoever comes to `point` off, once. */
function dieAt(point: CrashPoint): () => boolean {
  let died = false;
  strikeAt(reachedPoint => {
    if (reachedPoint !== point || died) return;
    died = true;
    throw new Error('The process has died.');
  });
  return () => died;
}

describe('a repair', () => {
  it('changes single fields and leaves the others, which are masked, as they came', async () => {
    const { id } = await scenes.wait();
    const fields = { queue: 'on-call', ticket: 'INC-7', caller: { phone: '+358501112223', email: null } };
    const events = await eventsDuring(server, async () => {
      expect((await liisa.patch(`/quarantined-items/${id}`, { fields, reason })).status).toBe(204);
    });
    expect(events).toMatchObject([
      {
        action: 'quarantined-item.repaired',
        facts: {
          queue: 'user-support',
          toQueue: 'on-call',
          changed: ['caller.email', 'caller.phone', 'queue', 'ticket'],
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('50111');
    expect(await scenes.arrivalOf(id)).toMatchObject({ outcome: 'quarantined', queue: 'on-call' });
    const { body } = await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason });
    const oili = await server.as('oili.oikeus');
    const wanted = { purpose: 'rights-request', reference: 'P-1' };
    const revealed = async (field: string) =>
      (await oili.post(`/recordings/${String(body.id)}/reveals`, { field, ...wanted })).body.value;
    expect([await revealed('name'), await revealed('phone'), await revealed('email')]).toEqual([
      'Testi Soittaja',
      '+358501112223',
      null,
    ]);
  });

  it('gives a call to audio that came alone, and then it is filed', async () => {
    const id = await scenes.aside({ reason: 'metadata-missing', audio: wav({ seconds: 0.1, seed: 6 }) });
    const endedAt = new Date(NOW.getTime() - 3_600_000).toISOString();
    const startedAt = new Date(NOW.getTime() - 3_900_000).toISOString();
    const fields = { startedAt, endedAt, queue: 'user-support', agent: { extension: '4101' } };
    const half = await liisa.patch(`/quarantined-items/${id}`, { fields: { queue: 'user-support' }, reason });
    expectProblem(half, 400, 'invalid-request');
    expect((await liisa.patch(`/quarantined-items/${id}`, { fields, reason })).status).toBe(204);
    expect((await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason })).status).toBe(200);
    const [row] = await server.sql('select agent_name, agent_named, agent_named_by from recording where id = $1', [id]);
    expect(row).toEqual({ agent_name: 'Maija Malli', agent_named: '4101', agent_named_by: 'extension' });
  });

  it('brings the item to an earlier day where the call is older than it seemed', async () => {
    const { id, dueOn } = await scenes.wait();
    const ended = addDays(TODAY, -56);
    const at = (hour: number) => new Date(startOfDay(ended).getTime() + hour * 3_600_000).toISOString();
    const fields = { startedAt: at(9), endedAt: at(10) };
    expect((await liisa.patch(`/quarantined-items/${id}`, { fields, reason })).status).toBe(204);
    const [day] = await scenes.keysOf(id);
    expect([String(day) < dueOn, await scenes.keysOf(id)]).toEqual([true, [day]]);
    expect((await liisa.get(`/quarantined-items/${id}`)).body.dueOn).toBe(day);
    const older = { startedAt: '2026-09-01T07:00:00Z', endedAt: '2026-09-01T07:05:00Z' };
    expectProblem(await liisa.patch(`/quarantined-items/${id}`, { fields: older, reason }), 410, 'past-due');
  });

  it.each([
    ['an outgoing call into an incoming one', { direction: 'inbound' }, 422, 'outgoing-stands'],
    ['a call so that it ends before it begins', { endedAt: '2026-11-01T07:00:00Z' }, 400, 'invalid-request'],
    ['a call so that it ends later than was known', { endedAt: NOW.toISOString() }, 422, 'ends-later'],
    ['the evidence of the announcement', { notice: { played: true } }, 400, 'invalid-request'],
    ['the name of the delivery', { externalId: 'other' }, 400, 'invalid-request'],
  ])('does not turn %s', async (_, fields, status, code) => {
    const { id } = await scenes.wait({ direction: 'outbound' });
    expectProblem(await liisa.patch(`/quarantined-items/${id}`, { fields, reason }), status, code);
  });

  it('makes the call nobody’s own who repairs it, and says in the log whose it becomes', async () => {
    const { id } = await scenes.wait({ agent: { extension: '9999' } });
    const give = (username: string) =>
      liisa.patch(`/quarantined-items/${id}`, { fields: { agent: { username } }, reason });
    const events = await eventsDuring(server, async () => {
      expectProblem(await give('liisa.lupa'), 403, 'not-own');
      expect((await give('eero.esimerkki')).status).toBe(204);
    });
    expect(events).toMatchObject([
      { action: 'quarantined-item.repaired', outcome: 'refused', reason: 'not-own' },
      { facts: { changed: ['agent'], agentId: server.ids.get('eero.esimerkki') } },
    ]);
  });

  it('drops identity codes that the source may not deliver', async () => {
    const { id } = await scenes.wait();
    const fields = { caller: { personalIdentityCode: '240688U9367' } };
    expect((await liisa.patch(`/quarantined-items/${id}`, { fields, reason })).status).toBe(204);
    const [event] = (await loggedEvents(server, 'quarantined-item.repaired')).slice(-1);
    expect(event?.facts).toMatchObject({ dropped: ['caller.personalIdentityCode'] });
    expect((await liisa.get(`/quarantined-items/${id}`)).body.call).toMatchObject({
      caller: { personalIdentityCode: null },
    });
  });
});

describe('an end', () => {
  it('of an item by destruction leaves its certificate, and the same delivery is refused', async () => {
    const { id, metadata, dueOn } = await scenes.wait();
    const events = await eventsDuring(server, async () => {
      expect((await liisa.post(`/quarantined-items/${id}/destruction`, { reason })).status).toBe(204);
    });
    expect(events).toMatchObject([
      { action: 'quarantined-item.destroyed', object: { id }, commitments: { reason: expect.any(String) } },
    ]);
    expect(await scenes.keysOf(id)).toEqual([]);
    expect(await scenes.itemIds()).not.toContain(id);
    expect(await scenes.arrivalOf(id)).toMatchObject({ outcome: 'destroyed' });
    await server.app.get(DeleteBlobs).execute();
    const where = await liisa.get(`/retention/whereabouts?id=${id}`);
    expect(where.body.unit).toEqual({ id, outcome: 'being-destroyed' });
    await Promise.all([scenes.certify(), scenes.certify()]);
    const { body } = await liisa.get(`/retention/certificates?id=${id}`);
    expect(body.items).toMatchObject([
      { unitId: id, unitKind: 'quarantined-item', reason: 'sorted-out', dueOn, event: { eventId: events[0]?.id } },
    ]);
    expect(body.items).toMatchObject([{ blobAbsentAt: server.clock.now().toISOString() }]);
    expect(await server.sql('select 1 from destroyed_item')).toEqual([]);
    expectProblem(await server.ingest().deliver(metadata, wav({ seconds: 0.2 })), 410, 'erased');
  });

  it('of an item whose process died with its key still there is certified when that is gone', async () => {
    const { id } = await scenes.wait();
    const ring = server.app.get(KeyRing);
    const destroy = ring.destroy.bind(ring);
    ring.destroy = () => Promise.reject(new Error('The process has died.'));
    expect((await liisa.post(`/quarantined-items/${id}/destruction`, { reason })).status).toBe(500);
    await scenes.certify();
    expect((await liisa.get(`/retention/certificates?id=${id}`)).body.items).toEqual([]);
    ring.destroy = destroy;
    await scenes.certify();
    expect(await scenes.keysOf(id)).toEqual([]);
    expect((await liisa.get(`/retention/certificates?id=${id}`)).body.items).toHaveLength(1);
  });

  it('of a call whose audio never comes is an explanation; where audio has come there is none', async () => {
    const call = callMetadata(NOW);
    const announced = await scenes.aside({ reason: 'audio-missing', call });
    expect(await scenes.arrivalOf(announced)).toMatchObject({ outcome: 'awaited' });
    expect((await liisa.get(`/quarantined-items/${announced}`)).body.permitted).toEqual([
      'repair',
      'explain',
      'destroy',
    ]);
    expect((await liisa.post(`/quarantined-items/${announced}/explanation`, { reason })).status).toBe(204);
    expect(await scenes.arrivalOf(announced)).toMatchObject({ outcome: 'explained', reason: 'other' });
    expect(await scenes.keysOf(announced)).toEqual([]);
    await scenes.certify();
    const { id } = await scenes.wait();
    expectProblem(await liisa.post(`/quarantined-items/${id}/explanation`, { reason }), 409, 'audio-here');
    expect((await server.ingest().deliver(call, wav({ seconds: 0.1 }))).status).toBe(201);
  });
});

describe('many at once', () => {
  it('each have an outcome where one fails for a reason that is nobody’s', async () => {
    const [failing, other] = [await scenes.wait(), await scenes.wait()];
    const ring = server.app.get(KeyRing);
    const fails = jest.spyOn(ring, 'destroy').mockRejectedValueOnce(new Error('The disk is gone.'));
    const ids = [failing.id, other.id];
    const { status, body } = await liisa.post('/quarantined-items/destructions', { ids, reason });
    fails.mockRestore();
    expect([status, body.items]).toEqual([
      200,
      [
        { id: failing.id, outcome: 'failed', code: 'internal-error' },
        { id: other.id, outcome: 'done', code: null },
      ],
    ]);
    await scenes.certify();
  });

  it('are sorted out by the rights that are left when the turn of each comes', async () => {
    const grants = [{ role: 'team-lead', purposes: ['service-development'] }];
    const { id, username } = await addPerson(server, { grants });
    const client = await server.as(username);
    const ids = [(await scenes.wait()).id, (await scenes.wait()).id];
    const fileItem = server.app.get(FileItem);
    const filing = jest.spyOn(fileItem, 'execute').mockImplementationOnce(async (...given) => {
      filing.mockRestore();
      const filed = await fileItem.execute(...given);
      await server.sql('update access_grant set suspended = true where staff_id = $1', [id]);
      await server.sql('update staff set access_epoch = access_epoch + 1 where id = $1', [id]);
      return filed;
    });
    const { body } = await client.post('/quarantined-items/filings', { ids, notice: TOLD, reason });
    expect(body.items).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', code: 'not-found' }]);
    expect(await listed(liisa)).toContain(ids[1]);
    expect((await loggedEvents(server, 'quarantined-item.filed')).at(-1)).toMatchObject({ outcome: 'refused' });
  });

  it('are sorted out each by itself: one refusal stops no other', async () => {
    const [first, outgoing, other] = [
      await scenes.wait(),
      await scenes.wait({ direction: 'outbound' }),
      await scenes.wait(),
    ];
    const ids = [first.id, outgoing.id, other.id];
    const { status, body } = await liisa.post('/quarantined-items/filings', { ids, notice: TOLD, reason });
    expect([status, body.items]).toEqual([
      200,
      [
        { id: first.id, outcome: 'done', code: null },
        { id: outgoing.id, outcome: 'refused', code: 'outgoing-not-confirmed' },
        { id: other.id, outcome: 'done', code: null },
      ],
    ]);
    const ended = await liisa.post('/quarantined-items/destructions', { ids: [outgoing.id, first.id], reason });
    expect(ended.body.items).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', code: 'not-found' }]);
    await scenes.certify();
    expectProblem(await liisa.post('/quarantined-items/filings', { ids: [], reason }), 400, 'invalid-request');
    const twice = [first.id, first.id];
    expectProblem(await liisa.post('/quarantined-items/destructions', { ids: twice, reason }), 400, 'invalid-request');
  });
});
