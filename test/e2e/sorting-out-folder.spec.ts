import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { Config } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { WatchFolders } from '../../src/recordings/ingest/folders/watch-folders.job.js';
import { Tombstones } from '../../src/recordings/ingest/tombstones.js';
import { WAITING_DAYS } from '../../src/recordings/quarantine/quarantine.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { Inbox } from '../support/inbox.js';
import { eventsDuring } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { SortingOutScenes } from '../support/sorting-out.js';

const SOURCE = 'pbx-1';
const HOUR_MS = 3_600_000;
const reason = 'Tiedote tarkistettiin vaihteen lokista.';

/** What a watched folder puts aside, and what becomes of it when the same file comes again. */
describe('what came by a folder and was sorted out', () => {
  let server: TestServer;
  let scenes: SortingOutScenes;
  let inbox: Inbox;
  let liisa: Client;
  let serial = 0;

  beforeAll(async () => {
    inbox = await Inbox.create();
    const settings = { TALLENNE_INBOX_SETTLE_SECONDS: '0', TALLENNE_INBOX_WAIT_MINUTES: '60' };
    server = await startTestServer({ env: { TALLENNE_INBOX_DIR: inbox.dir, ...settings } });
    scenes = new SortingOutScenes(server);
    liisa = await server.as('liisa.lupa');
  });
  afterEach(async () => {
    expect(await inbox.files(SOURCE)).toEqual([]);
    await checkCustody(server);
  });
  afterAll(async () => {
    await server.stop();
    await inbox.remove();
  });

  interface File {
    readonly bytes?: Buffer;
    readonly described?: Metadata | string;
  }

  const call = (overrides: Metadata = {}) => callMetadata(server.clock.now(), overrides);

  function audio(): Buffer {
    serial += 1;
    const bytes = wav({ seconds: 0.3, seed: 900 + serial });
    server.delivered.note(bytes);
    return bytes;
  }

  /** Puts audio, what describes it, or both into the folder, and looks until they are taken. */
  async function bring(name: string, { bytes, described }: File): Promise<void> {
    Object.assign(server.app.get(Config).inbox ?? {}, { waitMs: bytes && described ? HOUR_MS : 0 });
    if (bytes) await inbox.put(SOURCE, `${name}.wav`, bytes);
    const text = typeof described === 'string' ? described : JSON.stringify(described);
    if (described) await inbox.put(SOURCE, `${name}.json`, text);
    await server.app.get(WatchFolders).scan();
  }

  const items = () =>
    server.sql<{ id: string; external_id: string; reason: string }>(
      'select id, external_id, reason from quarantined_item order by id',
    );
  const lineOf = ({ externalId }: Metadata) =>
    server.sql('select outcome, reason, audio_at from arrival where external_id = $1', [externalId]);

  it('is filed under a name of its own where other audio of the same call is here', async () => {
    const metadata = call();
    expect((await server.ingest().deliver(metadata, audio())).status).toBe(201);
    await bring('other', { bytes: audio(), described: metadata });
    const [item] = await items();
    expect(item).toMatchObject({ reason: 'different-audio', external_id: expect.stringMatching(/^file-/) });
    const { status, body } = await liisa.post(`/quarantined-items/${item?.id ?? ''}/filing`, { reason });
    expect([status, body.id]).toEqual([200, item?.id]);
    const named = await server.sql('select external_id from recording where id = $1', [item?.id]);
    expect(named).toEqual([{ external_id: item?.external_id }]);
  });

  it.each([
    ['audio that nothing describes', 'metadata-missing', {}],
    ['audio whose document cannot be read', 'metadata-unreadable', { described: '{"source":' }],
    ['other audio of a call that is here', 'different-audio', { ofKnown: true }],
  ])('is not taken again where it was destroyed: %s', async (name, waitsFor, { described, ofKnown }: Described) => {
    const metadata = ofKnown ? call() : described;
    if (ofKnown) expect((await server.ingest().deliver(metadata as Metadata, audio())).status).toBe(201);
    const file = { bytes: audio(), ...(metadata ? { described: metadata } : {}) };
    await bring(name, file);
    const [item, ...others] = await items();
    expect([item?.reason, others]).toEqual([waitsFor, []]);
    expect((await liisa.post(`/quarantined-items/${item?.id ?? ''}/destruction`, { reason })).status).toBe(204);
    const events = await eventsDuring(server, () => bring(name, file));
    expect(events).toMatchObject([{ action: 'recording.refused', reason: 'erased' }]);
    expect(await items()).toEqual([]);
    await scenes.certify();
  });

  it('is not named again in the account where it was erased: neither its audio nor its announcement', async () => {
    const metadata = call();
    await server.app.get(Database).transaction(async em => {
      const name = { source: SOURCE, externalId: String(metadata.externalId) };
      await server.app.get(Tombstones).put(em, name, addDays(helsinkiDay(server.clock.now()), 30));
    });
    const events = await eventsDuring(server, async () => {
      await bring('erased', { bytes: audio(), described: metadata });
      await bring('announced', { described: metadata });
    });
    expect(events.map(({ action, reason: code }) => [action, code])).toEqual([
      ['recording.refused', 'erased'],
      ['recording.refused', 'erased'],
    ]);
    expect(await lineOf(metadata)).toEqual([]);
  });

  it('was announced before its time: a refusal that has no audio, and gives way to the announcement that is taken', async () => {
    const at = (ms: number) => new Date(server.clock.now().getTime() + ms).toISOString();
    const metadata = call({ startedAt: at(2 * HOUR_MS), endedAt: at(2 * HOUR_MS + 60_000) });
    await bring('early', { described: metadata });
    expect(await lineOf(metadata)).toEqual([{ outcome: 'refused', reason: 'starts-in-future', audio_at: null }]);
    server.clock.advance(3 * HOUR_MS);
    await bring('early', { described: metadata });
    expect(await lineOf(metadata)).toEqual([{ outcome: 'awaited', reason: 'audio-missing', audio_at: null }]);
  });

  it('is a recording and nothing else where its announcement is being kept while its audio comes by a request', async () => {
    const metadata = call();
    const day = addDays(helsinkiDay(server.clock.now()), WAITING_DAYS);
    await server.sql(`insert into due_day (day, state) values ($1, 'open') on conflict do nothing`, [day]);
    const held = ['select from due_day where day = $1 for update', day] as const;
    await HeldStill.by(server, held, async still => {
      const announced = bring('announced', { described: metadata });
      await still.until(1);
      const delivered = server.ingest().deliver(metadata, audio());
      await still.until(2, delivered);
      await still.letGo();
      await announced;
      expect((await delivered).status).toBe(201);
    });
    expect(await keptOf(metadata)).toEqual({ recordings: 1, items: 0 });
  });

  it('is a recording and nothing else where its announcement comes while its audio is being filed', async () => {
    const metadata = call();
    await HeldStill.by(server, ARRIVALS_WAIT, async still => {
      const delivered = server.ingest().deliver(metadata, audio());
      await still.until(1);
      const announced = bring('announced-late', { described: metadata });
      await still.until(2, announced);
      await still.letGo();
      expect((await delivered).status).toBe(201);
      await announced;
    });
    expect(await keptOf(metadata)).toEqual({ recordings: 1, items: 0 });
    expect(await lineOf(metadata)).toMatchObject([{ outcome: 'filed' }]);
    server.clock.advance(HOUR_MS);
    await server.app.get(WatchFolders).scan();
  });

  it('waits and is no recording where it comes a second time, with evidence, while it is being kept', async () => {
    const [metadata, bytes] = [call({ notice: undefined }), audio()];
    await HeldStill.by(server, ARRIVALS_WAIT, async still => {
      const first = server.ingest().deliver(metadata, bytes);
      await still.until(1);
      const second = server.ingest().deliver({ ...metadata, notice: call().notice }, bytes);
      await still.until(2, second);
      await still.letGo();
      expect([(await first).status, (await second).status]).toEqual([202, 202]);
    });
    expect(await keptOf(metadata)).toEqual({ recordings: 0, items: 1 });
  });

  async function keptOf({ externalId }: Metadata): Promise<object | undefined> {
    const [kept] = await server.sql<object>(KEPT, [externalId]);
    return kept;
  }
});

/** Whoever files or keeps a call waits where all but the account is written. */
const ARRIVALS_WAIT = ['lock table arrival in share row exclusive mode'] as const;

const KEPT = `
  select (select count(*)::int from recording where external_id = $1) as recordings,
    (select count(*)::int from quarantined_item where external_id = $1) as items`;

interface Described {
  readonly described?: string;
  readonly ofKnown?: boolean;
}
