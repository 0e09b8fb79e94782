import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { daysBetween, parseDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import { WatchedFolder } from '../support/watched-folder.js';

/** The documents are of this day; what is past its last day would be refused. */
const WRITTEN_ON = parseDay('2026-03-01');
const YESTERDAY = parseDay('2026-11-23');
const ANNOUNCED = JSON.stringify([
  { queue: null, direction: null, version: '2026-1', language: 'fi', from: '2026-01-01', until: null },
]);

describe('documents of other systems in a watched folder', () => {
  let folder: WatchedFolder;

  beforeAll(async () => {
    folder = await WatchedFolder.start(3000);
    const forms = {
      'asterisk-1': { format: 'asterisk-cdr', preset: 'asterisk' },
      'freeswitch-1': { format: 'freeswitch', preset: 'freeswitch' },
      'siprec-1': { format: 'siprec', preset: 'siprec', mapping: { queue: { from: [], constant: 'user-support' } } },
      'vcon-1': { format: 'vcon', preset: 'vcon', mapping: { queue: { from: [], constant: 'user-support' } } },
    };
    for (const [source, form] of Object.entries(forms)) {
      await folder.setUp(source, form);
      await folder.server.sql('update source set announcements = $1 where name = $2', [ANNOUNCED, source]);
    }
  });
  afterEach(() => checkCustody(folder.server));
  afterAll(() => folder.stop());

  it('a CDR of Asterisk takes the file that it names, and what has no audio says why', async () => {
    const [incoming, outgoing] = [folder.audio(), folder.audio()];
    const cdr = example('asterisk-master.csv').toString().replaceAll('20260301', '20261123');
    await folder.inbox.put('asterisk-1', 'q-600-0401234567-20261123-091500-1772349300.42.wav', incoming);
    await folder.inbox.put('asterisk-1', '1772352000.44.wav', outgoing);
    await folder.inbox.put('asterisk-1', 'Master.csv', cdr);
    await folder.scan();
    expect(await kept('asterisk-1')).toEqual([
      { id: '1772349300.42', direction: 'inbound', queue: '600', agent: '1001', sha256: sha256(incoming) },
    ]);
    expect(await arrivals('asterisk-1')).toMatchObject({
      '1772349300.42': ['filed', ''],
      // Nobody has said that the other side was told.
      '1772352000.44': ['quarantined', 'notice-evidence-missing'],
    });
  });

  it('a CDR of FreeSWITCH takes the recording of its leg, with the caller sealed', async () => {
    const audio = folder.audio();
    const document = example('freeswitch-a-leg.cdr.json').toString();
    const shift = BigInt(daysBetween(WRITTEN_ON, YESTERDAY)) * 86_400_000_000n;
    const shifted = document.replaceAll(/"(1772\d{12})"/g, (_, epoch: string) => `"${BigInt(epoch) + shift}"`);
    await folder.inbox.put('freeswitch-1', '6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01.wav', audio);
    await folder.inbox.put('freeswitch-1', 'a_6a0f2b5e.cdr.json', shifted);
    await folder.scan();
    expect(await kept('freeswitch-1')).toEqual([
      {
        ...{ id: '6a0f2b5e-2f3d-4d0b-9f0e-0b9a6d6c1a01', direction: 'inbound', queue: 'user-support' },
        ...{ agent: '1001', sha256: sha256(audio) },
      },
    ]);
  });

  it('metadata of SIPREC take the audio beside them', async () => {
    const audio = folder.audio();
    await folder.inbox.put('siprec-1', 'session-1.wav', audio);
    await folder.inbox.put('siprec-1', 'session-1.xml', example('siprec-rfc7865.xml'));
    await folder.scan();
    const arrived = Object.values(await arrivals('siprec-1'));
    const [call] = await kept('siprec-1');
    // Who called whom, RFC 7865 does not say: a person does.
    expect([call, arrived]).toEqual([undefined, [['quarantined', 'metadata-unreadable']]]);
  });

  it('metadata of SIPREC whose source takes calls of one direction are filed', async () => {
    const form = {
      ...{ format: 'siprec', preset: 'siprec' },
      mapping: { queue: { from: [], constant: 'user-support' }, direction: { from: [], constant: 'inbound' } },
    };
    await folder.server.sql(`update source set form = $1 where name = 'siprec-1'`, [JSON.stringify(form)]);
    const audio = folder.audio();
    await folder.inbox.put('siprec-1', 'session-2.wav', audio);
    const another = example('siprec-rfc7865.xml')
      .toString()
      .replaceAll('hVpd7YQgRW2nD22h7q60JQ==', 'c2Vjb25kIHNlc3Npb24hIQ==');
    await folder.inbox.put('siprec-1', 'session-2.xml', another);
    await folder.scan();
    expect(await kept('siprec-1')).toMatchObject([
      { direction: 'inbound', queue: 'user-support', agent: '1001', sha256: sha256(audio) },
    ]);
  });

  it('a vCon brings its audio within itself, each dialog by itself', async () => {
    const audio = folder.audio();
    await folder.inbox.put('vcon-1', 'call.vcon.json', vconOf('018e3f72-c3a8-8b8e-b468-6ebf2e2e8c14', [audio]));
    await folder.scan();
    expect(await kept('vcon-1')).toMatchObject([{ queue: 'user-support', sha256: sha256(audio) }]);
    expect(await folder.inbox.files('vcon-1')).toEqual([]);
  });

  it('a vCon of one recording is archived, and one of two is not: each of them is erased by itself', async () => {
    folder.set({ taken: 'archive' });
    const [alone, one, other] = [folder.audio(), folder.audio(), folder.audio()];
    await folder.inbox.put('vcon-1', 'alone.vcon.json', vconOf('alone', [alone]));
    await folder.inbox.put('vcon-1', 'both.vcon.json', vconOf('both', [one, other]));
    await folder.scan();
    folder.set();
    const hashes = (await kept('vcon-1')).map(({ sha256: hash }) => String(hash));
    expect(hashes).toEqual(expect.arrayContaining([alone, one, other].map(sha256)));
    const archived = await folder.inbox.files('vcon-1');
    expect(archived).toEqual([expect.stringMatching(/^archive\/[^/]+\/[^/]+\.json$/)]);
    const text = await readFile(join(folder.inbox.dir, 'vcon-1', archived[0] ?? ''), 'utf8');
    expect([alone, one, other].map(bytes => text.includes(bytes.toString('base64url')))).toEqual([true, false, false]);
    await rm(join(folder.inbox.dir, 'vcon-1', 'archive'), { recursive: true });
  });

  it('a vCon in which nothing can be heard is put aside, and not lost', async () => {
    folder.set({ waitMs: 0 });
    for (const [name, dialog] of Object.entries({ strange: {}, silent: [], texts: [{ type: 'text', body: 'Hei' }] }))
      await folder.inbox.put('vcon-1', `${name}.json`, JSON.stringify({ ...JSON.parse(vconOf(name, [])), dialog }));
    await folder.scan();
    folder.set();
    const waiting = ['awaited', 'metadata-unreadable'];
    expect(await arrivals('vcon-1')).toMatchObject({ strange: waiting, silent: waiting, texts: waiting });
    expect(await folder.inbox.files('vcon-1')).toEqual([]);
  });

  /** Recordings of a source, as their rows tell of them. */
  function kept(source: string) {
    return folder.server.sql<Record<string, unknown>>(
      `select external_id as id, direction, queue, agent_named as agent, encode(audio_sha256, 'hex') as sha256
       from recording where source = $1 order by started_at`,
      [source],
    );
  }

  async function arrivals(source: string): Promise<Record<string, [string, string]>> {
    const rows = await folder.server.sql<{ external_id: string; outcome: string; reason: string }>(
      'select external_id, outcome, reason from arrival where source = $1 order by external_id',
      [source],
    );
    return Object.fromEntries(rows.map(({ external_id, outcome, reason }) => [external_id, [outcome, reason]]));
  }
});

/** A document of test/data/formats, of yesterday. */
function example(name: string): Buffer {
  const text = readFileSync(join(import.meta.dirname, '../data/formats', name), 'utf8');
  return Buffer.from(text.replaceAll(WRITTEN_ON, YESTERDAY));
}

/** A vCon with a dialog for each of `audio`. */
function vconOf(uuid: string, audio: readonly Buffer[]): string {
  const vcon = JSON.parse(example('vcon-0.4.0.json').toString()) as { dialog: Record<string, unknown>[] };
  const dialog = audio.map(bytes => ({
    ...vcon.dialog[0],
    body: bytes.toString('base64url'),
    content_hash: `sha512-${createHash('sha512').update(bytes).digest('base64url')}`,
  }));
  return JSON.stringify({ ...vcon, uuid, dialog });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
