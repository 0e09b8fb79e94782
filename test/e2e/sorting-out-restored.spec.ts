import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import type { Day } from '../../src/kernel/calendar.js';
import { UnitKeys } from '../../src/recordings/custody/unit-keys.js';
import { ContinueErasures, Reconcile } from '../../src/retention/index.js';
import { wav } from '../support/audio.js';
import { HoldScenes } from '../support/holds.js';
import { settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { SortingOutScenes, type Waiting } from '../support/sorting-out.js';

const TOLD = { played: true, version: '2026-1', language: 'fi' };
const reason = 'Tiedote tarkistettiin vaihteen lokista.';

/** A backup is put back that does not know what has been sorted out since. */
describe('what waited to be sorted out, after a restored backup', () => {
  let first: TestServer;
  let server: TestServer;
  let scenes: SortingOutScenes;
  let [destroyed, filed, repaired] = [{} as Waiting, {} as Waiting, {} as Waiting];
  let [held, erased] = [{} as Waiting, {} as Waiting];
  let heldThrough = '';
  let explained = '';

  beforeEach(async () => {
    first = await startTestServer();
    server = first;
    scenes = new SortingOutScenes(first);
    [destroyed, filed, repaired] = [await scenes.wait(), await scenes.wait(), await scenes.wait()];
    [held, erased] = [await scenes.wait(), await scenes.wait()];
    explained = await scenes.aside({ reason: 'audio-missing', call: callMetadata(NOW) });
    await settleLog(server);
    const backup = await backUpDatabase(first);
    const liisa = await server.as('liisa.lupa');
    await liisa.post(`/quarantined-items/${destroyed.id}/destruction`, { reason });
    await liisa.post(`/quarantined-items/${explained}/explanation`, { reason });
    await liisa.post(`/quarantined-items/${filed.id}/filing`, { notice: TOLD, reason });
    await fileAndHold();
    await fileAndErase();
    const fields = { startedAt: '2026-09-25T07:00:00Z', endedAt: '2026-09-25T07:05:00Z' };
    expect((await liisa.patch(`/quarantined-items/${repaired.id}`, { fields, reason })).status).toBe(204);
    await scenes.certify();
    server = await startedOnBackup(first, backup);
    scenes = new SortingOutScenes(server);
  });

  afterEach(async () => {
    await endOnBackup(first, server);
  });

  it('is ended once more where it was ended, and waits again, whole, where it was filed or repaired', async () => {
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({
      ...{ 'quarantined-item.destroyed': 1, 'arrival.explained': 1 },
      ...{ 'quarantined-item.filed': 3, 'quarantined-item.repaired': 1 },
      ...{ 'due-day.moved': 2, 'erasure.intended': 1 },
    });
    expect(Object.keys(notReplayed).filter(action => action.startsWith('quarantined'))).toEqual([]);
    await settleLog(server);
    const liisa = await server.as('liisa.lupa');
    expect(await scenes.itemIds()).toEqual([filed.id, repaired.id, held.id].sort());
    expectProblem(await liisa.get(`/quarantined-items/${destroyed.id}`), 404, 'not-found');
    expectProblem(await server.ingest().deliver(destroyed.metadata, wav({ seconds: 0.2 })), 410, 'erased');
    await scenes.certify();
    for (const id of [destroyed.id, explained]) {
      const { body } = await liisa.get(`/retention/certificates?id=${id}`);
      expect(body.items).toMatchObject([{ unitId: id, reason: 'sorted-out' }]);
    }
    for (const { id } of [filed, repaired, held]) {
      const { status, body } = await liisa.get(`/quarantined-items/${id}`);
      expect([status, body.call]).toMatchObject([200, { queue: 'user-support' }]);
      expect(await scenes.keysOf(id)).toEqual([body.dueOn]);
    }
    expect(await scenes.keysOf(held.id)).toEqual([heldThrough]);
    expect(
      await server.sql('select outcome, reason from arrival where source = $1 and unit_id = $2', ['pbx-1', explained]),
    ).toEqual([{ outcome: 'explained', reason: 'other' }]);
    await server.app.get(Reconcile).execute(null);
    for (const { id } of [filed, repaired, held]) expect(await scenes.keysOf(id)).toHaveLength(1);
    const findings = await server.sql<{ kind: string }>('select kind from reconciliation_finding');
    expect(findings.map(({ kind }) => kind)).not.toContain('key-missing');
    const again = await liisa.post(`/quarantined-items/${filed.id}/filing`, { notice: TOLD, reason });
    expect([again.status, again.body.dueOn]).toEqual([200, '2027-01-24']);
  });

  it('is gone where its recording was erased since', async () => {
    await server.app.get(AcceptRestore).execute('Levy hajosi.');
    await settleLog(server);
    await server.app.get(ContinueErasures).look();
    expect(await scenes.keysOf(erased.id)).toEqual([]);
    expect(await server.sql('select from arrival where unit_id = $1', [erased.id])).toEqual([]);
    expect(await scenes.itemIds()).not.toContain(erased.id);
    const certificates = 'select unit_kind, reason from deletion_certificate where unit_id = $1';
    expect(await server.sql(certificates, [erased.id])).toEqual([{ unit_kind: 'recording', reason: 'erasure' }]);
    expectProblem(await server.ingest().deliver(erased.metadata, wav({ seconds: 0.2 })), 410, 'erased');
  });

  it('keeps its last wrapping where the restore is not accepted yet and reconciliation looks', async () => {
    await server.app.get(UnitKeys).settle('quarantined_item', held.id, [heldThrough as Day]);
    expect(await scenes.keysOf(held.id)).toEqual([heldThrough]);
  });

  async function file({ id }: Waiting): Promise<void> {
    const liisa = await server.as('liisa.lupa');
    expect((await liisa.post(`/quarantined-items/${id}/filing`, { notice: TOLD, reason })).status).toBe(200);
  }

  async function fileAndHold(): Promise<void> {
    await file(held);
    const holds = new HoldScenes(server);
    heldThrough = holds.inDays(100);
    await holds.approved(await server.as('risto.reklamaatio'), await server.as('liisa.lupa'), held.id);
    expect(await scenes.keysOf(held.id)).toEqual([heldThrough]);
  }

  async function fileAndErase(): Promise<void> {
    await file(erased);
    const asked = { ground: 'private-call', reason };
    const { body } = await (await server.as('maija.malli')).post(`/recordings/${erased.id}/erasure`, asked);
    const confirmed = await (await server.as('liisa.lupa')).post(`/erasures/${String(body.id)}/confirmation`);
    expect(confirmed.body.state).toBe('completed');
  }
});
