import { createHash } from 'node:crypto';
import { copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { Access } from '../../src/access/index.js';
import { addDays, type Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { checkCustody, custodyFindings } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

/** Breaks one thing at a time past the rules of the server, and mends it again. */
describe('the custody check', () => {
  let server: TestServer;
  let id: string;
  let contactId: string;
  let dueOn: Day;
  let audio: Buffer;

  beforeAll(async () => {
    server = await startTestServer();
    audio = wav({ seconds: 2 });
    const { body } = await server.ingest().deliver(callMetadata(NOW, { note: 'ei pääse sisään' }), audio);
    [id, contactId, dueOn] = [String(body.id), String(body.contactId), body.dueOn as Day];
    await server.ingest().deliver(callMetadata(NOW, { notice: { played: false } }), wav({ seed: 2 }));
    const maija = await server.as('maija.malli');
    const { body: granted } = await maija.post(`/recordings/${id}/playbacks`, purpose);
    await maija.get(String(granted.audioUrl));
    await maija.post('/recordings/searches', { phone: '+358401234567' });
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  const purpose = { purpose: 'service-development', reference: 'INC-1' };
  const blobOf = (unit: string): string => join(server.folders.blobs, unit.slice(-2), unit);

  it('finds nothing where nothing is broken', async () => {
    expect(await custodyFindings(server)).toEqual([]);
  });

  it('sees a blob that is lost, cut, or belongs to nothing', async () => {
    const [path, aside] = [blobOf(id), join(server.folders.data, 'aside')];
    await copyFile(path, aside);
    await rm(path);
    expect(await custodyFindings(server)).toEqual([`row ${id} has no blob`]);
    await copyFile(aside, path);
    await truncate(path, 5000);
    expect(await custodyFindings(server)).toEqual([`audio ${id} does not decrypt`]);
    await copyFile(aside, path);
    const stray = newId(new Date());
    await copyFile(aside, blobOf(stray));
    expect(await custodyFindings(server)).toEqual([`blob ${stray} has no row`]);
    await rm(blobOf(stray));
    await rm(aside);
  });

  it('sees what a broken delivery left in the staging folder', async () => {
    const path = join(server.folders.blobs, 'staging', 'left');
    await writeFile(path, 'x');
    expect(await custodyFindings(server)).toEqual(['staged left was left behind']);
    await rm(path);
  });

  it('sees audio whose hash is not the row’s', async () => {
    await server.sql(`update recording set audio_sha256 = sha256(audio_sha256)`);
    expect(await custodyFindings(server)).toEqual([`audio ${id} has another hash than its row`]);
    await server.sql('update recording set audio_sha256 = $1', [createHash('sha256').update(audio).digest()]);
  });

  it('sees a key that is missing, on a second day, or of nothing', async () => {
    const ring = server.app.get(KeyRing);
    const key = await ring.open(id, dueOn);
    await ring.drop(id, dueOn);
    expect(await custodyFindings(server)).toContain(`unit ${id} has keys on no day instead of ${dueOn}`);
    await ring.create(id, dueOn, key);
    const later = addDays(dueOn, 1);
    await ring.copyTo(contactId, dueOn, later);
    expect(await custodyFindings(server)).toEqual([
      `unit ${contactId} has keys on ${dueOn},${later} instead of ${dueOn}`,
    ]);
    await ring.drop(contactId, later);
    const stray = newId(new Date());
    await ring.create(stray, dueOn, DataKey.generate());
    expect(await custodyFindings(server)).toEqual([`key ${stray} on ${dueOn} belongs to nothing`]);
    await ring.drop(stray, dueOn);
  });

  it('sees a contact that outlives its recordings, and one whose fields or index are not of its day', async () => {
    const [party] = await server.sql<{ id: string }>('select id from contact_party');
    const index = `the index of party ${party?.id} is not that of its fields and day`;
    const later = addDays(dueOn, 1);
    await server.sql('update party_index set due_on = $1', [later]);
    expect(await custodyFindings(server)).toEqual([index]);
    await server.sql('update party_index set due_on = $1', [dueOn]);
    await server.sql('create table aside as select * from party_index limit 1');
    await server.sql('delete from party_index where value in (select value from aside)');
    expect(await custodyFindings(server)).toEqual([index]);
    await server.sql('insert into party_index select * from aside');
    await server.sql('drop table aside');
    await server.sql('update contact_party set sealed_phone = sealed_email, sealed_email = sealed_phone');
    expect(await custodyFindings(server)).toEqual([`contact ${contactId} does not decrypt`]);
    await server.sql('update contact_party set sealed_phone = sealed_email, sealed_email = sealed_phone');
    await server.sql('update contact set due_on = $1', [later]);
    expect(await custodyFindings(server)).toContain(
      `contact ${contactId} lives until ${later}, its recordings until ${dueOn}`,
    );
    await server.sql('update contact set due_on = $1', [dueOn]);
  });

  it('sees an item of the quarantine that does not open', async () => {
    const [item] = await server.sql<{ id: string; sealed: Buffer }>(
      'select id, sealed_metadata as sealed from quarantined_item',
    );
    await server.sql('update quarantined_item set sealed_metadata = sha256(sealed_metadata)');
    expect(await custodyFindings(server)).toEqual([`item ${item?.id} does not decrypt`]);
    await server.sql('update quarantined_item set sealed_metadata = $1', [item?.sealed]);
  });

  it('sees an extent without its event, a playback without its grant, and an end that nobody wrote down', async () => {
    const [playback] = await server.sql<{ id: string }>('select id from playback');
    await server.sql('update playback set reserved = set_bit(reserved, 3, 1)');
    expect(await custodyFindings(server)).toEqual([`playback ${playback?.id} has reserved 0,3, on record 0`]);
    await server.sql('update playback set reserved = set_bit(reserved, 3, 0)');
    await server.sql('update playback set ended_at = now()');
    expect(await custodyFindings(server)).toEqual([`playback ${playback?.id} has 0 ends on record`]);
    await server.sql('update playback set ended_at = null');
    await server.sql(`update playback set purpose = 'complaint'`);
    expect(await custodyFindings(server)).toEqual([`playback ${playback?.id} was not granted so`]);
    await server.sql(`update playback set purpose = 'service-development'`);
    await server.sql('create table aside as select * from playback');
    await server.sql('delete from playback');
    expect(await custodyFindings(server)).toEqual([`playback ${playback?.id} is gone without its end on record`]);
    await server.sql('insert into playback select * from aside');
    await server.sql('drop table aside');
  });

  it('sees an event whose columns or bytes were changed, and one that has no place in the tree', async () => {
    const [event] = await server.sql<{ id: string }>(`select id from audit_event where action = 'recording.ingested'`);
    const change = (set: string) => pastTriggers(`update audit_event set ${set} where action = 'recording.ingested'`);
    for (const [column, value] of Object.entries({ purpose: `'complaint'`, outcome: `'failed'`, actor_id: 'null' })) {
      const before = await server.sql<{ was: string | null }>(
        `select ${column}::text as was from audit_event where id = $1`,
        [event?.id],
      );
      await change(`${column} = ${value}`);
      expect(await custodyFindings(server)).toEqual([`event ${event?.id} has another ${column} than its leaf`]);
      await change(`${column} = ${before[0]?.was === null ? 'null' : `'${before[0]?.was}'`}`);
    }
    await change(`leaf = convert_to(replace(convert_from(leaf, 'UTF8'), ',"at"', ', "at"'), 'UTF8')`);
    expect(await custodyFindings(server)).toEqual([
      `event ${event?.id} is not a canonical leaf`,
      `event ${event?.id} has another hash in the tree`,
    ]);
    await change(`leaf = convert_to(replace(convert_from(leaf, 'UTF8'), ', "at"', ',"at"'), 'UTF8')`);
    await server.app.get(IntegrateEvents).execute();
    await server.sql('insert into audit_pending values ($1)', [event?.id]);
    expect(await custodyFindings(server)).toEqual([`event ${event?.id} is in the tree and pending`]);
    await server.sql('delete from audit_pending where event_id = $1', [event?.id]);
    await server.sql(`create table leaves_aside as select * from audit_leaf where event_id = '${event?.id}'`);
    await pastTriggers(`delete from audit_leaf where event_id = '${event?.id}'`);
    expect(await custodyFindings(server)).toEqual([`event ${event?.id} is neither in the tree nor pending`]);
    await server.sql('insert into audit_leaf select * from leaves_aside');
    await server.sql('drop table leaves_aside');
  });

  it('sees a text that is not what its event commits to', async () => {
    const [text] = await server.sql<{ event_id: string; name: string }>(
      `select event_id, name from audit_text where name = 'reason' limit 1`,
    );
    const where = 'where event_id = $1 and name = $2';
    const key = [text?.event_id, text?.name];
    await server.sql(`create table aside as select * from audit_text`);
    await server.sql(`delete from audit_text ${where}`, key);
    expect(await custodyFindings(server)).toEqual([`text ${key.join('/')} is missing`]);
    await server.sql(`insert into audit_text select * from aside ${where}`, key);
    await server.sql(`update audit_text set sealed = sha256(sealed) ${where}`, key);
    expect(await custodyFindings(server)).toEqual([`text ${key.join('/')} is not what its event commits to`]);
    await server.sql(`update audit_text set sealed = (select sealed from aside ${where}) ${where}`, key);
    await server.sql('drop table aside');
  });

  it('sees audio in clear on the disk', async () => {
    const folder = join(server.folders.data, 'tmp');
    await mkdir(folder);
    await writeFile(join(folder, 'upload'), audio.subarray(audio.length / 4));
    expect(await custodyFindings(server)).toEqual([`${join(folder, 'upload')} holds audio in clear`]);
    await rm(folder, { recursive: true });
  });

  it('sees what has a certificate and is not gone', async () => {
    await server.sql(
      `insert into deletion_certificate (unit_id, unit_kind, queue, due_on, traces_on, rule, purge_run_id, key_destroyed_at, issued_at)
       values ($1, 'contact-history', '', $2, $2, '61 days', $1, now(), now())`,
      [contactId, dueOn],
    );
    expect(await custodyFindings(server)).toEqual([
      `certified ${contactId} still has a row`,
      `certified ${contactId} still has a key`,
    ]);
    await server.sql('delete from deletion_certificate');
  });

  it('sees what is past due and still listed, opened or played', async () => {
    server.clock.moveTo(new Date('2027-03-01T12:00:00Z'));
    expect(await custodyFindings(server)).toEqual([]);
    const access = server.app.get(Access);
    const permissionsOf = access.of.bind(access);
    const outdated = jest.spyOn(access, 'of').mockImplementation(async requester => {
      const now = server.clock.now();
      server.clock.moveTo(NOW);
      const permissions = await permissionsOf(requester);
      server.clock.moveTo(now);
      return permissions;
    });
    const findings = await custodyFindings(server);
    outdated.mockRestore();
    expect(findings).toEqual(
      expect.arrayContaining([
        `over ${id} was opened with 200`,
        `over ${id} was played with 201`,
        `over ${id} is listed`,
      ]),
    );
  });

  /** As the superuser, with triggers put out of action. */
  async function pastTriggers(statement: string): Promise<void> {
    await server.sql(`do $$ begin
      set local session_replication_role = replica;
      ${statement};
    end $$`);
  }
});
