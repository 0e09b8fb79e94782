import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import { NOTICE, TABLE_WITH_NOTICE } from '../support/operators-table.js';
import { WatchedFolder } from '../support/watched-folder.js';

const SOURCE = 'pbx-1';

describe('the audio of a call in a watched folder', () => {
  let folder: WatchedFolder;

  beforeAll(async () => {
    folder = await WatchedFolder.start(2000);
    await folder.setUp('csv-1', OPERATOR);
    await folder.setUp('freepbx-1', FREEPBX);
  });
  afterEach(async () => {
    folder.set();
    for (const source of [SOURCE, 'csv-1', 'freepbx-1']) expect(await folder.inbox.files(source)).toEqual([]);
    await checkCustody(folder.server);
  });
  afterAll(() => folder.stop());

  const put = (source: string, place: string, content: string | Uint8Array) => folder.inbox.put(source, place, content);
  const sidecar = (externalId: string) => JSON.stringify(folder.call({ externalId }));
  /** Documents of lines go when they have had their time. */
  async function letTablesGo(): Promise<void> {
    folder.set({ waitMs: 0 });
    folder.lapse();
    await folder.scan();
  }

  it('is the one beside its document, where other folders have files of the same name', async () => {
    const [one, two] = [folder.audio(), folder.audio()];
    await put(SOURCE, '25/0001.wav', two);
    await put(SOURCE, '25/0001.json', sidecar('side-25'));
    await put(SOURCE, '24/0001.wav', one);
    await put(SOURCE, '24/0001.json', sidecar('side-24'));
    await folder.scan();
    expect(await folder.sha256Of('side-24')).toBe(sha256(one));
    expect(await folder.sha256Of('side-25')).toBe(sha256(two));
  });

  it('is the one beside its document also where it comes late', async () => {
    const [one, two] = [folder.audio(), folder.audio()];
    folder.set({ waitMs: 0 });
    await put(SOURCE, '24/0002.json', sidecar('late-24'));
    await put(SOURCE, '25/0002.json', sidecar('late-25'));
    await folder.scan();
    expect(await folder.arrival('late-25')).toMatchObject({ outcome: 'awaited' });
    folder.set();
    await put(SOURCE, '25/0002.wav', two);
    await folder.scan();
    expect(await folder.arrival('late-24')).toMatchObject({ outcome: 'awaited' });
    expect(await folder.sha256Of('late-25')).toBe(sha256(two));
    await put(SOURCE, '24/0002.wav', one);
    await folder.scan();
    expect(await folder.sha256Of('late-24')).toBe(sha256(one));
  });

  it('that a table names lies in its own folder first, and elsewhere only where one file bears the name', async () => {
    const [own, other, single] = [folder.audio(), folder.audio(), folder.audio()];
    await put('csv-1', '25/0001.wav', other);
    await put('csv-1', '24/0001.wav', own);
    await put('csv-1', 'elsewhere/0002.wav', single);
    await put('csv-1', '26/0003.wav', other);
    await put('csv-1', '27/0003.wav', own);
    const rows = [row('n-1', '0001.wav'), row('n-2', '0002.wav'), row('n-3', '0003.wav')];
    await put('csv-1', '24/calls.csv', HEADER + rows.join(''));
    await folder.scan();
    expect(await folder.sha256Of('n-1')).toBe(sha256(own));
    expect(await folder.sha256Of('n-2')).toBe(sha256(single));
    expect(await folder.arrival('n-3')).toMatchObject({ outcome: 'awaited' });
    expect(await folder.inbox.files('csv-1')).toEqual(['24/calls.csv', '25/0001.wav', '26/0003.wav', '27/0003.wav']);
    await letTablesGo();
  });

  it('is never a document, whatever a table says', async () => {
    await put('csv-1', 'Master.csv', HEADER + row('self-1', 'Master.csv') + row('self-2', 'other.csv'));
    await put('csv-1', 'other.csv', HEADER);
    await folder.scan();
    expect(await folder.inbox.files('csv-1')).toEqual(['Master.csv', 'other.csv']);
    expect(await folder.arrival('self-1')).toMatchObject({ outcome: 'awaited' });
    expect(await folder.arrival('self-2')).toMatchObject({ outcome: 'awaited' });
    await letTablesGo();
  });

  it('of MixMonitor is known by the id in its name, whether its line comes before it or after', async () => {
    const [before, after] = [folder.audio(), folder.audio()];
    const report = await put('freepbx-1', 'report.csv', CDR_HEADER + cdr('1764000000.1'));
    await folder.scan();
    expect(await folder.arrival('1764000000.1')).toMatchObject({ outcome: 'awaited' });
    await put('freepbx-1', `2026/11/24/${mixMonitor('1764000000.1')}.wav`, before);
    await folder.scan();
    expect(await folder.sha256Of('1764000000.1')).toBe(sha256(before));
    await put('freepbx-1', `2026/11/24/${mixMonitor('1764000000.2')}.wav`, after);
    await folder.scan();
    await appendFile(report, cdr('1764000000.2')); // a second piece, which is read with the names in the first line
    await folder.scan();
    expect(await folder.sha256Of('1764000000.2')).toBe(sha256(after));
    await letTablesGo();
  });

  it('of MixMonitor that nothing has announced in time waits under its id, and is told its call when the line comes', async () => {
    const id = '1764000000.3';
    folder.set({ waitMs: 0 });
    await put('freepbx-1', `${mixMonitor(id)}.wav`, folder.audio());
    await folder.scan();
    const item = await itemOf(id);
    expect(item).toMatchObject({ reason: 'metadata-missing', queue: '', sealed: false });
    await put('freepbx-1', 'late.csv', CDR_HEADER + cdr(id));
    await folder.scan();
    expect(await itemOf(id)).toMatchObject({ id: item?.id, reason: 'metadata-missing', queue: '600', sealed: true });
    expect(await folder.arrival(id)).toMatchObject({ outcome: 'quarantined', unit_id: item?.id, queue: '600' });
    expect((await folder.arrival(id))?.announced_at).not.toBeNull();
    await put('freepbx-1', 'again.csv', CDR_HEADER + cdr(id));
    await folder.scan();
    expect(await itemOf(id)).toMatchObject({ id: item?.id });
  });

  async function itemOf(externalId: string) {
    const rows = await folder.server.sql<{ id: string; reason: string; queue: string; sealed: boolean }>(
      `select id, reason, queue, sealed_metadata is not null as sealed from quarantined_item where external_id = $1`,
      [externalId],
    );
    return rows[0];
  }
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const OPERATOR = { ...TABLE_WITH_NOTICE, audio: { kind: 'named', names: ['{File}'] } };

const HEADER = 'Id,From,To,Queue,Agent,File\n';
const row = (id: string, file: string) => `${id},2026-11-24 08:00:00,2026-11-24 08:05:00,user-support,200,${file}\n`;

const FREEPBX = { format: 'asterisk-cdr', preset: 'freepbx', mapping: NOTICE };
const CDR_HEADER = 'calldate,src,dst,dcontext,dstchannel,disposition,duration,uniqueid,recordingfile\n';
/** The exchange names the file without its extension. */
const cdr = (id: string) =>
  `2026-11-24 08:00:00,0401234567,600,ext-queues,PJSIP/200-0000002a,ANSWERED,300,${id},${mixMonitor(id)}\n`;
const mixMonitor = (id: string) => `q-600-0401234567-20261124-080000-${id}`;
