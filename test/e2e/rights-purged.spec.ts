import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;
const FILES = ['liite', 'toinen liite'];

interface Certified {
  readonly absent: Date | null;
  readonly size: number;
  readonly traces_on: Day;
}

/** The certificate of a case speaks for its files: it says that they are gone when they are. */
describe('a case of a data subject whose last day is over', () => {
  let server: TestServer;
  let id: string;
  let dueOn: Day;
  let files: string[];

  beforeEach(async () => {
    server = await startTestServer();
    const [maija, oili] = [await server.as('maija.malli'), await server.as('oili.oikeus')];
    const scenes = new RightsScenes(server);
    ({ id } = await scenes.register(maija));
    const officerId = server.ids.get('oili.oikeus');
    expect((await oili.post(`/rights-requests/${id}/triage`, { rights: ['access'], officerId })).status).toBe(200);
    for (const text of FILES) await scenes.attach(oili, id, Buffer.from(text), 'liite.txt');
    const rows = await server.sql<{ id: string; due_on: string }>(
      'select id, due_on from dossier_file where dossier_id = $1 order by id',
      [id],
    );
    files = rows.map(row => row.id);
    expect(files).toHaveLength(FILES.length);
    dueOn = parseDay(rows[0]?.due_on ?? '');
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await checkCustody(server);
    await server.stop();
  });

  const purge = () => server.app.get(RunPurges).execute();

  async function certified(): Promise<Certified | undefined> {
    const sql =
      'select blob_absent_at as absent, size_bytes as size, traces_on from deletion_certificate where unit_id = $1';
    return (await server.sql<Certified>(sql, [id]))[0];
  }

  async function finished(): Promise<boolean> {
    const [run] = await server.sql<{ finished: boolean }>(
      'select finished_at is not null as finished from purge_run where day = $1',
      [dueOn],
    );
    return run?.finished === true;
  }

  it('is not certified as gone, nor is its purge completed, while the store keeps one of its files', async () => {
    const blobs = server.app.get(BlobStore);
    const deleteAll = blobs.deleteAll.bind(blobs);
    const [kept = ''] = files;
    jest
      .spyOn(blobs, 'deleteAll')
      .mockImplementation(async names => new Map([...(await deleteAll(names)), [kept, new Error('busy')]]));
    await purge();
    const sizeBytes = FILES.join('').length;
    expect(await certified()).toMatchObject({ absent: null, size: sizeBytes });
    expect(await finished()).toBe(false);
    expect(await server.sql('select name, unit_id from blob_deletion')).toEqual([{ name: kept, unit_id: id }]);

    jest.restoreAllMocks();
    server.clock.advance(HOUR_MS);
    await purge();
    expect(await certified()).toMatchObject({ absent: server.clock.now() });
    expect(await finished()).toBe(true);
    const [run] = await server.sql<{ freed: number }>('select freed_bytes as freed from purge_run where day = $1', [
      dueOn,
    ]);
    expect(run?.freed).toBeGreaterThanOrEqual(sizeBytes);
  });

  it('is certified when a key of a file is gone that a move had left on another day', async () => {
    const ring = server.app.get(KeyRing);
    const [moved = ''] = files;
    await ring.copyTo(moved, dueOn, addDays(dueOn, 9));
    await purge();

    expect(await ring.daysOf(moved)).toEqual([]);
    expect(await certified()).toMatchObject({ absent: server.clock.now(), traces_on: addDays(dueOn, 1) });
    expect(await server.sql('select from stray_key')).toEqual([]);
  });

  it('is certified at once where it has no file', async () => {
    await server.sql('delete from rights_document where case_id = $1', [id]);
    await server.sql('delete from dossier_file where dossier_id = $1', [id]);
    const ring = server.app.get(KeyRing);
    for (const file of files) await ring.destroy(file);
    for (const file of files) await server.app.get(BlobStore).delete(file);
    await purge();

    expect(await certified()).toMatchObject({ absent: server.clock.now(), size: 0, traces_on: dueOn });
  });
});
