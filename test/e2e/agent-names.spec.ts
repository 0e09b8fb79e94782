import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { eventsDuring, settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;

async function deliver(agent: Metadata, more: Metadata = {}): Promise<string> {
  const { status, body } = await server.ingest().deliver(callMetadata(NOW, { agent, ...more }), wav({ seconds: 0.1 }));
  expect(status).toBe(201);
  return String(body.id);
}

function idOf(username: string): string {
  return server.ids.get(username) ?? '';
}

/** Whose a recording is, and what is shown for a name. */
async function agentOf(id: string): Promise<object | undefined> {
  const [row] = await server.sql<object>('select agent_id, agent_name from recording where id = $1', [id]);
  return row;
}

async function names(client: Client, source: string): Promise<object[]> {
  const { status, body } = await client.get('/agent-names');
  expect(status).toBe(200);
  return (body.items as { source: string }[]).filter(item => item.source === source);
}

function map(client: Client, mapping: object) {
  return client.request('PUT', '/agent-names', mapping);
}

describe('a name that a source uses for an agent', () => {
  let yrjo: Client;
  const nobody = '00000000-0000-0000-0000-000000000000';

  beforeAll(async () => {
    server = await startTestServer();
    yrjo = await server.as('yrjo.yllapito');
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('waits with its recordings until somebody says whose it is; then those are theirs, and so is what comes', async () => {
    const source = 'pbx-2';
    const first = await deliver({ extension: '7001' }, { source });
    const second = await deliver({ extension: '7001' }, { source, startedAt: '2026-11-24T06:00:00Z' });
    const elsewhere = await deliver({ extension: '7001' }, { source: 'pbx-3' });
    const otherKind = await deliver({ directoryId: '7001' }, { source });
    expect(await names(yrjo, source)).toMatchObject([
      { kind: 'extension', name: '7001', staffId: null, waiting: 2, lastCallAt: '2026-11-24T06:57:00.000Z' },
      { kind: 'directoryId', name: '7001', waiting: 1 },
    ]);
    const maija = await server.as('maija.malli');
    expectProblem(await maija.get(`/recordings/${first}`), 404, 'not-found');

    const staffId = idOf('maija.malli');
    const mapping = { source, kind: 'extension', name: '7001', staffId };
    const events = await eventsDuring(server, async () => {
      const { status, body } = await map(yrjo, mapping);
      expect([status, body]).toEqual([200, { ...mapping, staffName: 'Maija Malli', recordings: 2 }]);
    });
    expect(events).toMatchObject([
      {
        ...{ action: 'agent-name.mapped', outcome: 'done', concernsStaffId: staffId },
        facts: { source, namedBy: 'extension', from: null, to: staffId, recordings: 2 },
        commitments: { name: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('7001');
    expect((await maija.get(`/recordings/${first}`)).body.agent).toEqual({
      id: staffId,
      name: 'Maija Malli',
      mapped: true,
    });
    expect(await agentOf(second)).toMatchObject({ agent_id: staffId });
    for (const id of [elsewhere, otherKind])
      expect(await agentOf(id)).toEqual({ agent_id: nobody, agent_name: '7001' });
    const later = await deliver({ extension: '7001' }, { source });
    expect((await maija.get(`/recordings/${later}`)).status).toBe(200);
    expect(await names(yrjo, source)).toMatchObject([
      { kind: 'directoryId', waiting: 1 },
      { kind: 'extension', staffId, staffName: 'Maija Malli', waiting: 0, lastCallAt: null },
    ]);
  });

  it('goes to another person, and is nobody’s again, with its recordings', async () => {
    const mapping = { source: 'pbx-4', kind: 'username', name: 'mmalli' };
    const id = await deliver({ username: 'mmalli' }, { source: 'pbx-4' });
    const [maija, eero] = [await server.as('maija.malli'), await server.as('eero.esimerkki')];
    await map(yrjo, { ...mapping, staffId: idOf('maija.malli') });
    const moved = await map(yrjo, { ...mapping, staffId: idOf('eero.esimerkki') });
    expect(moved.body).toMatchObject({ recordings: 1 });
    expectProblem(await maija.get(`/recordings/${id}`), 404, 'not-found');
    expect((await eero.get(`/recordings/${id}`)).status).toBe(200);
    const events = await eventsDuring(server, () => map(yrjo, { ...mapping, staffId: null }));
    expect(events).toMatchObject([{ concernsStaffId: idOf('eero.esimerkki'), facts: { to: null, recordings: 1 } }]);
    expect(await agentOf(id)).toEqual({ agent_id: nobody, agent_name: 'mmalli' });
    expectProblem(await eero.get(`/recordings/${id}`), 404, 'not-found');
    expect(await names(yrjo, 'pbx-4')).toMatchObject([{ staffId: null, waiting: 1 }]);
  });

  it.each([
    ['to the person who maps it', { staffId: 'yrjo.yllapito' }, 403, 'not-own'],
    ['that the staff directory knows', { kind: 'extension', name: '4102', staffId: 'maija.malli' }, 409, 'agent-known'],
    ['to nobody that there is', { staffId: 'no.body' }, 422, 'nobody-there'],
  ])('is not mapped %s, and the attempt is on record', async (_, wanted, status, code) => {
    const id = await deliver({ extension: '7002' }, { source: 'pbx-5' });
    const staffId = server.ids.get(wanted.staffId) ?? '00000000-0000-7000-8000-000000000000';
    const events = await eventsDuring(server, async () => {
      const mapping = { source: 'pbx-5', kind: 'extension', name: '7002', ...wanted, staffId };
      expectProblem(await map(yrjo, mapping), status, code);
    });
    expect(events).toMatchObject([{ action: 'agent-name.mapped', outcome: 'refused', reason: code }]);
    expect(await agentOf(id)).toMatchObject({ agent_id: nobody });
  });

  it('takes all its recordings along or none of them, whatever their number', async () => {
    const id = await deliver({ extension: '7003' }, { source: 'pbx-6' });
    const mapping = { source: 'pbx-6', kind: 'extension', name: '7003' };
    await map(yrjo, { ...mapping, staffId: idOf('anna.aines') });
    await server.sql(
      `insert into recording select (jsonb_populate_record(r, jsonb_build_object(
         'id', gen_random_uuid(), 'external_id', 'copy-' || n, 'ended_at', r.ended_at + n * interval '1 millisecond'))).*
       from recording r, generate_series(1, 600) n where r.id = $1`,
      [id],
    );
    const owners = () =>
      server.sql(`select agent_id, count(*)::int as n from recording where source = 'pbx-6' group by 1`);
    await failAtTheLast();
    const failed = await eventsDuring(server, async () => {
      expect((await map(yrjo, { ...mapping, staffId: idOf('eero.esimerkki') })).status).toBe(500);
    });
    expect(failed.filter(({ action }) => action === 'agent-name.mapped')).toEqual([]);
    expect(await owners()).toEqual([{ agent_id: idOf('anna.aines'), n: 601 }]);
    expect(await names(yrjo, 'pbx-6')).toMatchObject([{ staffId: idOf('anna.aines') }]);
    await server.sql('drop function fail_at_the_last cascade');
    const events = await eventsDuring(server, () => map(yrjo, { ...mapping, staffId: idOf('eero.esimerkki') }));
    expect(events.map(({ facts }) => facts?.recordings)).toEqual([601]);
    expect(await owners()).toEqual([{ agent_id: idOf('eero.esimerkki'), n: 601 }]);
    await server.sql(`delete from recording where source = 'pbx-6' and id <> $1`, [id]);
  });

  it('is mapped while a call of it is being filed: the call goes along', async () => {
    const { mapping, day } = await mappedToAnna('pbx-7');
    const held = ['select from due_day where day = $1 for update', day] as const;
    const later = await HeldStill.by(server, held, async still => {
      const filing = deliver({ extension: '7004' }, { source: 'pbx-7' });
      await still.until(1);
      const mapped = map(yrjo, { ...mapping, staffId: idOf('eero.esimerkki') });
      await still.until(2, mapped);
      await still.letGo();
      expect((await mapped).body).toMatchObject({ recordings: 2 });
      return filing;
    });
    expect(await agentOf(later)).toMatchObject({ agent_id: idOf('eero.esimerkki') });
  });

  it('is being mapped while a call of it comes: the call is theirs who have it then', async () => {
    const { mapping, first } = await mappedToAnna('pbx-8');
    const held = ['select from recording where id = $1 for update', first] as const;
    const later = await HeldStill.by(server, held, async still => {
      const mapped = map(yrjo, { ...mapping, staffId: idOf('eero.esimerkki') });
      await still.until(1);
      const filing = deliver({ extension: '7004' }, { source: 'pbx-8' });
      await still.until(2, filing);
      await still.letGo();
      expect((await mapped).body).toMatchObject({ recordings: 1 });
      return filing;
    });
    expect(await agentOf(later)).toMatchObject({ agent_id: idOf('eero.esimerkki') });
  });

  /** A name that is Anna's, a call of it, and the last day that such calls have. */
  async function mappedToAnna(source: string) {
    const mapping = { source, kind: 'extension', name: '7004' };
    const first = await deliver({ extension: '7004' }, { source });
    await map(yrjo, { ...mapping, staffId: idOf('anna.aines') });
    const [row] = await server.sql<{ day: string }>('select due_on as day from recording where id = $1', [first]);
    return { mapping, first, day: row?.day };
  }

  /** The change of one recording fails, after those of all the others. */
  async function failAtTheLast(): Promise<void> {
    await server.sql(`create function fail_at_the_last() returns trigger language plpgsql as
      $$ begin raise exception 'The disk is full.'; end $$`);
    await server.sql(`create trigger fail_at_the_last before update on recording for each row
      when (old.external_id = 'copy-600') execute function fail_at_the_last()`);
  }
});

describe('mappings after a restored backup from before them', () => {
  it('leave nobody with recordings that were taken from them, and give nobody what the backup does not know', async () => {
    const first = await startTestServer();
    server = first;
    try {
      const [taken, given] = [await deliver({ extension: '7001' }), await deliver({ extension: '7002' })];
      const name = { source: 'pbx-1', kind: 'extension' };
      const yrjo = await server.as('yrjo.yllapito');
      await map(yrjo, { ...name, name: '7001', staffId: idOf('maija.malli') });
      await settleLog(server);
      const backup = await backUpDatabase(first);
      await map(yrjo, { ...name, name: '7001', staffId: null });
      await map(yrjo, { ...name, name: '7002', staffId: idOf('maija.malli') });
      server = await startedOnBackup(first, backup);
      const { replayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
      expect(replayed).toMatchObject({ 'agent-name.mapped': 2 });
      await settleLog(server);
      const maija = await server.as('maija.malli');
      for (const id of [taken, given]) expectProblem(await maija.get(`/recordings/${id}`), 404, 'not-found');
      expect(await names(await server.as('yrjo.yllapito'), 'pbx-1')).toMatchObject([
        { name: '7001', staffId: null, waiting: 1 },
        { name: '7002', staffId: null, waiting: 1 },
      ]);
    } finally {
      await endOnBackup(first, server);
    }
  });
});
