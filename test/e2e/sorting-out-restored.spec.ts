import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { SelfAudit } from '../../src/audit/watch/self-audit.js';
import { Reconcile } from '../../src/retention/index.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, restoreDatabase } from '../support/restore.js';
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
  let explained = '';

  beforeEach(async () => {
    first = await startTestServer();
    server = first;
    scenes = new SortingOutScenes(first);
    [destroyed, filed, repaired] = [await scenes.wait(), await scenes.wait(), await scenes.wait()];
    explained = await scenes.aside({ reason: 'audio-missing', call: callMetadata(NOW) });
    await settle();
    const backup = await backUpDatabase(first);
    const liisa = await server.as('liisa.lupa');
    await liisa.post(`/quarantined-items/${destroyed.id}/destruction`, { reason });
    await liisa.post(`/quarantined-items/${explained}/explanation`, { reason });
    await liisa.post(`/quarantined-items/${filed.id}/filing`, { notice: TOLD, reason });
    const fields = { startedAt: '2026-09-25T07:00:00Z', endedAt: '2026-09-25T07:05:00Z' };
    expect((await liisa.patch(`/quarantined-items/${repaired.id}`, { fields, reason })).status).toBe(204);
    await scenes.certify();
    await settle();
    await first.app.close();
    await restoreDatabase(first, backup);
    server = await first.beside();
    scenes = new SortingOutScenes(server);
  });

  afterEach(async () => {
    await server.stop();
    await rm(join(first.folders.data, '..'), { recursive: true, force: true });
  });

  it('is ended once more where it was ended, and waits again, whole, where it was filed or repaired', async () => {
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({
      ...{ 'quarantined-item.destroyed': 1, 'arrival.explained': 1 },
      ...{ 'quarantined-item.filed': 1, 'quarantined-item.repaired': 1 },
    });
    expect(Object.keys(notReplayed).filter(action => action.startsWith('quarantined'))).toEqual([]);
    await settle();
    const liisa = await server.as('liisa.lupa');
    expect(await scenes.itemIds()).toEqual([filed.id, repaired.id].sort());
    expectProblem(await liisa.get(`/quarantined-items/${destroyed.id}`), 404, 'not-found');
    expectProblem(await server.ingest().deliver(destroyed.metadata, wav({ seconds: 0.2 })), 410, 'erased');
    await scenes.certify();
    for (const id of [destroyed.id, explained]) {
      const { body } = await liisa.get(`/retention/certificates?id=${id}`);
      expect(body.items).toMatchObject([{ unitId: id, reason: 'sorted-out' }]);
    }
    for (const { id } of [filed, repaired]) {
      const { status, body } = await liisa.get(`/quarantined-items/${id}`);
      expect([status, body.call]).toMatchObject([200, { queue: 'user-support' }]);
      expect(await scenes.keysOf(id)).toEqual([body.dueOn]);
    }
    await server.app.get(Reconcile).execute(null);
    const findings = await server.sql<{ kind: string }>('select kind from reconciliation_finding');
    expect(findings.map(({ kind }) => kind)).not.toContain('key-missing');
    const again = await liisa.post(`/quarantined-items/${filed.id}/filing`, { notice: TOLD, reason });
    expect([again.status, again.body.dueOn]).toEqual([200, '2027-01-24']);
  });

  async function settle(): Promise<void> {
    for (let look = 0; look < 2; look += 1) {
      await server.app.get(IntegrateEvents).execute();
      await server.app.get(CopyJob).look();
    }
    await server.app.get(SelfAudit).execute();
  }
});
