import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FindSourceForm } from '../../src/recordings/sources/find-source-form.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client, Metadata } from '../support/client.js';
import { everythingWritten, placesOf } from '../support/everything-written.js';
import { HeldStill } from '../support/held-still.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const FORM = {
  ...{ format: 'csv', preset: 'plain', agentAs: 'username', durationUnit: 's' },
  csv: { delimiter: ';', encoding: 'windows-1252', columns: null, decimalComma: true },
  times: { kind: 'local', pattern: 'D.M.YYYY H:mm:ss', zone: 'Europe/Helsinki' },
  audio: { kind: 'named', names: ['{Tiedosto}'] },
  mapping: {
    externalId: { from: ['Tunniste'], unlisted: 'keep' },
    startedAt: { from: ['Alkoi'], unlisted: 'keep' },
    endedAt: { from: ['Päättyi'], unlisted: 'keep' },
    duration: { from: ['Kesto'], unlisted: 'keep' },
    direction: { from: [], constant: 'inbound', unlisted: 'keep' },
    queue: { from: ['Jono'], table: { Käyttäjätuki: 'user-support', Laitteet: 'devices' }, unlisted: 'fault' },
    agent: { from: ['Agentti'], unlisted: 'keep' },
    callerPhone: { from: ['Soittaja'], unlisted: 'keep' },
  },
};

const ENTRY = { queue: null, direction: null, version: '2026-1', language: 'fi', from: '2026-01-01', until: null };

let server: TestServer;
let yrjo: Client;

const put = (name: string, settings: object): Promise<Answer> =>
  yrjo.request('PUT', `/sources/${name}`, { keepsIdentityCodes: false, ...settings });

/** What becomes of a call of `source` that says nothing of an announcement. */
async function deliver(source: string, more: Metadata = {}): Promise<Answer> {
  const call = callMetadata(server.clock.now(), { source, notice: undefined, ...more });
  return server.ingest().deliver(call, wav({ seconds: 0.2 }));
}

beforeAll(async () => {
  server = await startTestServer();
  yrjo = await server.as('yrjo.yllapito');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(() => server.stop());

describe('the settings of a source', () => {
  it('are refused where its own copies would lie outside the EEA', async () => {
    const { status } = await put('operator-2', { form: FORM, ownCopy: { place: 'Data center', country: 'US' } });
    expect(status).toBe(400);
  });

  it('are kept as they were given, and give the form that its documents are read in', async () => {
    const copyDeleted = { throughOn: '2026-10-31', reference: 'INC-77' };
    const ownCopy = { place: 'Palvelinsali', country: 'FI' };
    const { status, body } = await put('operator-1', { form: FORM, keepsDays: 30, copyDeleted, ownCopy });
    expect([status, body.name]).toEqual([200, 'operator-1']);
    const kept = { keepsIdentityCodes: false, form: FORM, announcements: [], keepsDays: 30, copyDeleted, ownCopy };
    expect((await yrjo.get('/sources/operator-1')).body).toEqual({ name: 'operator-1', ...kept });
    expect(await server.app.get(FindSourceForm).execute('operator-1')).toEqual(FORM);
    expect(await server.app.get(FindSourceForm).execute('nobody-set-up')).toMatchObject({ format: 'sidecar' });
  });

  it('stay as they are where a change leaves them out', async () => {
    await put('operator-1', { announcements: [ENTRY] });
    expect((await yrjo.get('/sources/operator-1')).body).toMatchObject({
      ...{ form: FORM, keepsDays: 30, announcements: [ENTRY] },
    });
    await put('operator-1', { notice: null, copyDeleted: null });
    const { body } = await yrjo.get('/sources/operator-1');
    expect(body).toMatchObject({ announcements: [], copyDeleted: null, keepsDays: 30 });
  });

  it('do not repeat what was stored before and is asked for no more', async () => {
    const stored = JSON.stringify([{ ...ENTRY, direction: 'outbound', agentConfirms: true }]);
    await server.sql(`insert into source (name, announcements) values ('old-1', $1)`, [stored]);
    const { status, body } = await yrjo.get('/sources/old-1');
    expect([status, body.announcements]).toEqual([200, [{ ...ENTRY, direction: 'outbound' }]]);
  });

  it('leave an event that says what has changed', async () => {
    const events = await loggedEvents(server, 'source.changed');
    expect(events.map(({ facts }) => facts?.changed)).toEqual([
      ['form', 'keepsDays', 'copyDeleted', 'ownCopy'],
      ['announcements'],
      ['announcements', 'copyDeleted'],
    ]);
    expect(events[1]?.facts).toMatchObject({ announcementsAdded: ['2026-1 fi, *, *, 2026-01-01 to -'] });
  });

  it('are kept from both of two people who set a source up at once', async () => {
    const held = ['lock table source in share row exclusive mode'] as const; // rows can be read, and not written
    const ownCopy = { place: 'Palvelinsali', country: 'FI' };
    await HeldStill.by(server, held, async still => {
      const answers = [put('operator-3', { keepsDays: 30 }), put('operator-3', { ownCopy })];
      await still.until(2);
      await still.letGo();
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    });
    expect((await yrjo.get('/sources/operator-3')).body).toMatchObject({ keepsDays: 30, ownCopy });
    const events = (await loggedEvents(server, 'source.changed')).slice(-2);
    expect(events.flatMap(({ facts }) => facts?.changed).sort()).toEqual(['keepsDays', 'ownCopy']);
  });

  it.each([
    ['an unknown zone', { form: { ...FORM, times: { ...FORM.times, zone: 'Europe/Nowhere' } } }],
    ['a pattern that names a part twice', { form: { ...FORM, times: { ...FORM.times, pattern: 'YYYY-M-M D H' } } }],
    ['two announcements for the same calls', { announcements: [ENTRY, { ...ENTRY, version: '2026-2' }] }],
    ['an announcement that ends before it begins', { announcements: [{ ...ENTRY, until: '2025-01-01' }] }],
  ])('are refused with %s', async (_, settings) => {
    expectProblem(await put('operator-2', settings), 400, 'invalid-request');
    expectProblem(await yrjo.get('/sources/operator-2'), 404, 'not-found');
  });
});

describe('a sample', () => {
  const sample = readFileSync(join(import.meta.dirname, '../data/formats/operator.csv'));
  const pasted = new TextDecoder('windows-1252').decode(sample);

  it('shows what the first rows become, and what is wrong by field and line', async () => {
    const { status, body } = await yrjo.post('/sources/previews', { form: FORM, sample: pasted, name: 'operator-1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      calls: [
        { line: 2, externalId: 'A-1001', queue: 'user-support', agent: { as: 'username', name: 'maija.malli' } },
        { line: 3 },
        { line: 4 },
      ],
      unusable: [
        { line: 5, faults: ['startedAt:skipped-hour'] },
        { line: 6, faults: ['queue:unlisted', 'agent:missing'] },
      ],
      counts: { calls: 3, unusable: 2 },
    });
  });

  it('is nowhere afterwards', async () => {
    expect(placesOf('358401234567', await everythingWritten(server))).toEqual([]);
  });

  it('that cannot be read says why', async () => {
    const answer = await yrjo.post('/sources/previews', { form: { format: 'siprec' }, sample: '<!DOCTYPE a><a/>' });
    expectProblem(answer, 422, 'document-unreadable');
    expect(answer.body).toMatchObject({ fault: 'xml-doctype' });
  });
});

describe('the announcement plan', () => {
  it('gives a call the announcement of its queue and day, and leaves one without to be sorted out', async () => {
    const own = { ...ENTRY, queue: 'devices', version: '2026-2', language: 'sv' };
    const over = { ...ENTRY, queue: 'phones', version: '2025-9', until: '2026-01-31' };
    await put('pbx-8', { announcements: [{ ...ENTRY, queue: 'user-support' }, own, over] });
    const noticeOf = async (queue: string) => {
      const { status, body } = await deliver('pbx-8', { queue });
      const rows = `select notice_version as v, notice_language as l, notice_evidence as e from recording where id = $1`;
      return status === 202 ? 'to be sorted out' : (await server.sql(rows, [body.id]))[0];
    };
    expect(await noticeOf('user-support')).toEqual({ v: '2026-1', l: 'fi', e: 'plan' });
    expect(await noticeOf('devices')).toEqual({ v: '2026-2', l: 'sv', e: 'plan' });
    expect(await noticeOf('phones')).toBe('to be sorted out');
    expect(await noticeOf('switchboard')).toBe('to be sorted out');
  });

  it('says of an outgoing call what the agent has told, where the call says that the agent has', async () => {
    await put('pbx-9', { announcements: [ENTRY] });
    expect((await deliver('pbx-9', { direction: 'outbound' })).status).toBe(202);
    await put('pbx-9', { announcements: [ENTRY, { ...ENTRY, direction: 'outbound', version: 'told' }] });
    expect((await deliver('pbx-9', { direction: 'outbound' })).status).toBe(202);
    const { status, body } = await deliver('pbx-9', { direction: 'outbound', notice: { played: true } });
    const rows = 'select notice_version as v, notice_evidence as e from recording where id = $1';
    expect([status, await server.sql(rows, [body.id])]).toEqual([201, [{ v: 'told', e: 'call' }]]);
  });

  it('is overridden by the evidence of the call itself', async () => {
    expect((await deliver('pbx-9', { notice: { played: false } })).status).toBe(202);
    expect((await deliver('nobody-set-up', { notice: { played: true } })).status).toBe(201);
  });
});
