import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { ExportEverything, RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

/** Taking everything out takes hours, and what it takes may be over, or restricted, before its turn comes. */
describe('an export of everything', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterEach(() => checkCustody(server));
  afterAll(() => server.stop());

  async function deliver(overrides: Record<string, unknown> = {}): Promise<{ id: string; dueOn: Day }> {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now(), overrides), wav({ seconds: 0.3 }));
    return { id: String(body.id ?? body.quarantineId), dueOn: body.dueOn as Day };
  }
  const everything = () => server.app.get(ExportEverything).files('d-1');

  it('says of a training copy that its recording is restricted', async () => {
    const [free, restricted] = [await deliver(), await deliver()];
    const [kirsi, liisa] = [await server.as('kirsi.koulu'), await server.as('liisa.lupa')];
    const statement = 'Kuuntelin kokonaan, nimiä tai tunnuksia ei mainita.';
    for (const { id } of [free, restricted]) {
      const wanted = { course: 'KURSSI-7', necessity: 'Hyvä esimerkki.', until: addDays(helsinkiDay(NOW), 200) };
      const { body } = await kirsi.post(`/recordings/${id}/training-copies`, wanted);
      const approval = { nothingToRedact: true, statement };
      expect((await liisa.post(`/training-copies/${String(body.id)}/approval`, approval)).body.state).toBe('made');
    }
    await server.sql('update recording set restricted = true where id = $1', [restricted.id]);
    const copies = await server.sql<{ id: string; of: string }>('select id, recording_id as of from training_copy');
    const told = new Map<string, boolean>();
    for await (const file of everything())
      if ('restricted' in file && file.kind === 'training-copy') told.set(file.unitId, file.restricted);
    const expected = copies.map(({ id, of }) => [id, of === restricted.id] as const);
    expect(told).toEqual(new Map(expected));
    await server.sql('update recording set restricted = false');
  });

  it('leaves out what has become over since it began, and leaves no event of it', async () => {
    server.clock.advance(90 * 86_400_000);
    await server.app.get(RunPurges).execute();
    const { dueOn } = await deliver();
    for (let n = 0; n < 2; n += 1) await deliver();
    const recorded = async () => {
      const events = await loggedEvents(server, 'recording.exported');
      return events.filter(({ recordingId }) => recordingId).length; // and one for each training copy, which live on
    };
    const before = await recorded();
    const files = everything();
    expect((await files.next()).value).toMatchObject({ kind: 'contact-history' });
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    const kinds = new Set<string>();
    for await (const { kind } of files) kinds.add(kind);
    expect([...kinds].filter(kind => ['contact-history', 'recording'].includes(kind))).toEqual([]);
    expect(await recorded()).toBe(before + 1);
    await server.app.get(RunPurges).execute();
  });

  it('leaves out what waits to be sorted out and has become over since it began', async () => {
    const { dueOn } = await deliver({ notice: { played: false } });
    await deliver({ notice: { played: false } });
    const waiting = async () => {
      const kinds: string[] = [];
      for await (const file of everything()) {
        kinds.push(file.kind);
        if (file.kind === 'quarantined-item') server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
      }
      return kinds.filter(kind => kind === 'quarantined-item').length;
    };
    expect(await waiting()).toBe(2); // facts and audio of the first
    await server.app.get(RunPurges).execute();
  });
});
