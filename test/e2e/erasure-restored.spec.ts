import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { ApplyRules, ContinueErasures } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, type DatabaseBackup, endOnBackup, startedOnBackup } from '../support/restore.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const UNTIL = addDays(TODAY, 100);
const reason = 'Soittaja luuli soittavansa sisarelleen.';

/** What two people have decided stays decided when an older database is put back. */
describe('a restored backup from before an erasure, a training copy and another rule', () => {
  let first: TestServer;
  let server: TestServer;
  let backup: DatabaseBackup;
  let [erased, other, copied, waiting] = [{} as Filed, {} as Filed, {} as Filed, ''];

  interface Filed {
    readonly id: string;
    readonly contactId: string;
    readonly dueOn: Day;
    readonly metadata: Metadata;
  }

  beforeEach(async () => {
    first = await startTestServer();
    server = first;
    erased = await deliver({ linkedId: 'two-legs' });
    other = await deliver({ linkedId: 'two-legs', startedAt: '2026-11-10T07:00:00Z', endedAt: '2026-11-10T07:05:00Z' });
    copied = await deliver();
    const { body } = await (
      await server.as('maija.malli')
    ).post(`/recordings/${copied.id}/erasure`, {
      ...{ ground: 'private-call', reason },
    });
    waiting = String(body.id);
    await settleLog(server);
    backup = await backUpDatabase(first);
    await goOnWorking();
    server = await startedOnBackup(first, backup);
  });

  afterEach(async () => {
    await endOnBackup(first, server);
  });

  it('has all of it again once it is accepted', async () => {
    await server.app.get(ContinueErasures).look();
    expect(await server.sql('select id from recording where id = $1', [erased.id])).toHaveLength(1);
    const { code, output } = await tallenne('accept-restore', '--reason', 'Levy hajosi.');
    expect([code, output]).toEqual([0, expect.stringContaining('erasure.intended 1')]);
    await settleLog(server);
    await server.app.get(ContinueErasures).look();
    await server.app.get(ApplyRules).look();

    const oili = await server.as('oili.oikeus');
    expectProblem(await oili.get(`/recordings/${erased.id}`), 404, 'not-found');
    const again = await server.ingest().deliver(erased.metadata, wav({ seconds: 0.2 }));
    expectProblem(again, 410, 'erased');
    const certificates = await server.sql(
      'select unit_kind, reason, ground from deletion_certificate where unit_id = $1',
      [erased.id],
    );
    expect(certificates).toEqual([{ unit_kind: 'recording', reason: 'erasure', ground: 'private-call' }]);
    expect((await oili.get('/erasures?state=completed')).body.items).toMatchObject([{ targetId: erased.id }]);
    expect((await oili.get(`/erasures/${waiting}`)).body.state).toBe('withdrawn');

    const copies = await server.sql('select recording_id, due_on from training_copy');
    expect(copies).toEqual([{ recording_id: copied.id, due_on: UNTIL }]);
    const [rule] = (await (await server.as('yrjo.yllapito')).get('/retention/rules')).body.items as object[];
    expect(rule).toMatchObject({ version: 2, state: 'adopted', days: 20 });
    const rows = await server.sql('select id, rule_version, due_on from recording order by due_on');
    expect(rows).toEqual([
      { id: other.id, rule_version: 2, due_on: addDays('2026-11-10' as Day, 20) },
      { id: copied.id, rule_version: 2, due_on: addDays(TODAY, 20) },
    ]);
    await checkCustody(server);
  });

  async function goOnWorking(): Promise<void> {
    const [maija, liisa, oili] = [
      await server.as('maija.malli'),
      await server.as('liisa.lupa'),
      await server.as('oili.oikeus'),
    ];
    const { body } = await maija.post(`/recordings/${erased.id}/erasure`, { ground: 'private-call', reason });
    expect((await liisa.post(`/erasures/${String(body.id)}/confirmation`)).body.state).toBe('completed');
    expect((await maija.post(`/erasures/${waiting}/withdrawal`)).status).toBe(200);
    const course = { course: 'KURSSI-1', necessity: 'Esimerkki.', until: UNTIL };
    const asked = await (await server.as('kirsi.koulu')).post(`/recordings/${copied.id}/training-copies`, course);
    const stated = { nothingToRedact: true, statement: 'Kuuntelin kokonaan.' };
    expect((await oili.post(`/training-copies/${String(asked.body.id)}/approval`, stated)).status).toBe(200);
    const rule = { kind: 'days', days: 20, clause: '6 §', inForceFrom: TODAY, appliesToEarlier: true, reason };
    expect((await (await server.as('yrjo.yllapito')).post('/retention/rules', rule)).status).toBe(201);
    const adopted = { outcome: 'adopted', reason };
    const paula = await server.as('paula.paakayttaja');
    expect((await paula.post('/retention/rules/2/decision', adopted)).status).toBe(200);
    await server.app.get(ApplyRules).look();
  }

  async function deliver(more: Metadata = {}): Promise<Filed> {
    const metadata = callMetadata(NOW, more);
    const { body } = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day, metadata };
  }

  function tallenne(...parameters: readonly string[]): Promise<{ code: number; output: string }> {
    const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
    const env = { PATH: process.env.PATH, ...server.env };
    return new Promise(resolve => {
      execFile(process.execPath, [main, 'audit', ...parameters], { env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
      });
    });
  }
});
