import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import canonicalize from 'canonicalize';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { ReclaimDay } from '../../src/retention/purge/reclaim-day.js';
import { SettleFinalDays } from '../../src/retention/certificates/settle-final-days.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { hold } from '../support/hold.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

interface Certificate {
  readonly unitId: string;
  readonly unitKind: string;
  readonly sha256: string;
  readonly event: { readonly eventId: string; readonly leafIndex: number | null } | null;
  readonly [field: string]: unknown;
}

let server: TestServer;
let aila: Client;

/** The clock was moved for it, so that earlier sessions are over. */
async function purge(): Promise<void> {
  await server.app.get(RunPurges).execute();
  aila = await server.as('aila.auditoija');
}

const endOf = (day: Day): Date => startOfDay(addDays(day, 1));
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

async function deliver(more: Record<string, unknown> = {}, seed = 1) {
  const metadata = callMetadata(server.clock.now(), more);
  const { body } = await server.ingest().deliver(metadata, wav({ seconds: 0.3, seed }));
  return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
}

async function certificates(query: string): Promise<Certificate[]> {
  const { status, body } = await aila.get(`/retention/certificates?${query}&limit=200`);
  expect(status).toBe(200);
  return body.items as Certificate[];
}

const certificate = async (id: string): Promise<Certificate> =>
  (await aila.get(`/retention/certificates/${id}`)).body as unknown as Certificate;

/** The hash as the page of the API describes it, from what the answer shows alone. */
function hashOf({ sha256: _hash, event: _event, finalOn: _finalOn, ...stated }: Certificate): Buffer {
  return sha256(Buffer.concat([Buffer.from([0]), Buffer.from(canonicalize(stated) ?? '')]));
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length <= 1) return hashes[0] ?? sha256(Buffer.alloc(0));
  const half = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return sha256(Buffer.concat([Buffer.from([1]), rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half))]));
}

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('the certificates of a purge', () => {
  let filed: { id: string; contactId: string; dueOn: Day };
  let runId = '';

  beforeAll(async () => {
    server = await startTestServer();
    const yrjo = await server.as('yrjo.yllapito');
    const { body } = await yrjo.get('/sources');
    const [source] = body.items as { name: string; keepsIdentityCodes: boolean; notice: object | null }[];
    const call = callMetadata(server.clock.now());
    const { name: _, ...settings } = source ?? { name: '', keepsIdentityCodes: false, notice: null };
    const changed = await yrjo.request('PUT', `/sources/${String(call.source)}`, { ...settings, keepsDays: 14 });
    expect(changed.body).toMatchObject({ keepsDays: 14 });
    filed = await deliver({ queue: 'devices' });
    for (const seed of [2, 3]) await deliver({}, seed);
    aila = await server.as('aila.auditoija');
  });

  it('are not there before: the unit is kept, or never was here', async () => {
    expectProblem(await aila.get(`/retention/certificates/${filed.id}`), 404, 'not-found');
    const where = async (query: string) => (await aila.get(`/retention/whereabouts?${query}`)).body;
    for (const id of [filed.id, filed.contactId]) {
      expect(await where(`id=${id}`)).toEqual({ unit: { id, outcome: 'kept', keptUntil: filed.dueOn }, day: null });
    }
    expect(await where(`id=${UNKNOWN_ID}`)).toMatchObject({ unit: { outcome: 'never-here' } });
    const day = { on: '2026-11-24', queue: 'devices', kept: 1, purged: 0, beingDestroyed: 0, certificates: [] };
    expect(await where('on=2026-11-24&queue=devices')).toEqual({ unit: null, day });
    expect(await where('on=2026-11-24')).toMatchObject({ day: { queue: null, kept: 3 } });
    expect(await where('on=2026-11-23')).toMatchObject({ day: { kept: 0, purged: 0 } });
  });

  it('say what was kept by which rule until when, until when a backup could open it, and what they do not cover', async () => {
    server.clock.moveTo(endOf(filed.dueOn));
    await purge();
    await server.app.get(IntegrateEvents).execute();
    const at = server.clock.now().toISOString();
    const found = await certificate(filed.id);
    runId = String(found.purgeRunId);
    expect(found).toMatchObject({
      ...{ unitId: filed.id, unitKind: 'recording', callOn: '2026-11-24', queue: 'devices' },
      ...{ reason: 'due', ground: null, rule: 'earlier-of 61 days, 2 months', ruleVersion: 1, holds: [] },
      ...{ ordinaryDueOn: filed.dueOn, dueOn: filed.dueOn, finalOn: addDays(filed.dueOn, 7) },
      ...{ keyDestroyedAt: at, blobAbsentAt: at, issuedAt: at, erasureId: null },
      notCovered: { sourceKeepsDays: 14 },
    });
    expect(await certificate(filed.contactId)).toMatchObject({ unitKind: 'contact-history', ordinaryDueOn: null });
  });

  it('point to the event of their purge in the log, at its place', async () => {
    const { event } = await certificate(filed.id);
    const [completed] = await loggedEvents(server, 'purge.completed');
    expect(event?.eventId).toBe(completed?.id);
    const proof = await aila.get(`/audit/events/${String(event?.eventId)}/proof`);
    expect(proof.body.index).toBe(event?.leafIndex);
  });

  it('are bound together by the certificate of the run, whose root anyone can recompute, and which is in the log', async () => {
    const { body } = await aila.get(`/retention/purges/${runId}`);
    const all = await certificates(`run=${runId}`);
    expect(body).toMatchObject({ day: filed.dueOn, recordings: 3, contacts: 3, certificates: 6, failedBlobs: [] });
    expect(all.map(hashOf).map(hash => hash.toString('hex'))).toEqual(all.map(one => one.sha256));
    const sorted = [...all].sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
    const root = rootOf(sorted.map(hashOf)).toString('hex');
    expect(body.certificatesRoot).toBe(root);
    const [completed] = await loggedEvents(server, 'purge.completed');
    expect(completed?.facts).toMatchObject({ certificatesRoot: root, freedBytes: body.freedBytes });
    expect(Number(body.freedBytes)).toBeGreaterThan(0);
    expect(body).toMatchObject({ completed: { eventId: completed?.id } });
    expectProblem(await aila.get(`/retention/purges/${UNKNOWN_ID}`), 404, 'not-found');
    const [first] = sorted;
    if (first) expect(hashOf({ ...first, dueOn: '2027-01-25' }).toString('hex')).not.toBe(first.sha256);
  });

  it('answer where a call is, without a word of it, and the question is on record', async () => {
    const events = await eventsDuring(server, async () => {
      const { body } = await aila.get(`/retention/whereabouts?id=${filed.id}`);
      expect(body).toMatchObject({ unit: { outcome: 'purged', certificate: { unitId: filed.id } } });
      const day = await aila.get('/retention/whereabouts?on=2026-11-24&queue=devices');
      expect(day.body).toMatchObject({ day: { kept: 0, purged: 1, certificates: [{ unitId: filed.id }] } });
      expect(JSON.stringify([body, day.body])).not.toMatch(/Soittaja|\+358|example\.org/);
    });
    expect(events.map(({ action, facts }) => [action, facts])).toEqual([
      ['retention.viewed', { view: 'whereabouts', id: filed.id }],
      ['retention.viewed', { view: 'whereabouts', on: '2026-11-24', queue: 'devices' }],
    ]);
  });

  it('ask for an id, or for a day with or without a queue', async () => {
    for (const query of ['', `id=${filed.id}&on=2026-11-24`, 'queue=devices', `id=${filed.id}&queue=devices`]) {
      expect((await aila.get(`/retention/whereabouts?${query}`)).status).toBe(400);
    }
  });

  it.each([
    ['fi', 'Poistotodistus', '61 vrk tai 2 kk sen mukaan, kumpi päättyy ensin'],
    ['sv', 'Raderingsintyg', '61 dygn eller 2 månader, beroende på vilken tid som löper ut först'],
    ['en', 'Deletion certificate', '61 days or 2 months, whichever ends first'],
  ])('can be read by people, in %s', async (language, title, rule) => {
    const answer = await fetch(`${server.url}/api/v1/retention/certificates/${filed.id}.txt?language=${language}`, {
      headers: { authorization: `Bearer ${aila.token}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await answer.text();
    expect(text.startsWith(`${title}\n`)).toBe(true);
    expect(text).toContain(rule);
    expect(text).toContain((await certificate(filed.id)).sha256);
  });

  it('count in the due calendar as storage that was given free, for 30 days', async () => {
    const totals = async () => (await (await server.as('aila.auditoija')).get('/retention/due')).body.totals;
    const { body } = await aila.get(`/retention/purges/${runId}`);
    expect(await totals()).toEqual({ storedBytes: 0, freedBytesIn30Days: body.freedBytes });
    server.clock.advance(31 * DAY_MS);
    await purge();
    expect(await totals()).toEqual({ storedBytes: 0, freedBytesIn30Days: 0 });
    const kept = await deliver({}, 9);
    await hold(server, kept.id, ['complaint', 'internal-training'], addDays(kept.dueOn, 10));
    const due = await (await server.as('aila.auditoija')).get('/retention/due');
    const heldFor = { complaint: 1, training: 1, 'rights-request': 0 };
    expect(due.body.items).toMatchObject([{ day: addDays(kept.dueOn, 10), recordings: 1, held: 1, heldFor }]);
    const { storedBytes } = due.body.totals as { storedBytes: number };
    expect(storedBytes).toBeGreaterThan(0);
    server.clock.moveTo(startOfDay(addDays(kept.dueOn, 11)));
    const over = await (await server.as('aila.auditoija')).get('/retention/due');
    expect([over.body.items, over.body.totals]).toEqual([[], expect.objectContaining({ storedBytes })]);
  });
});

describe('what a certificate must not hide', () => {
  beforeAll(async () => {
    server = await startTestServer();
    aila = await server.as('aila.auditoija');
  });

  it('a key that a crashed move had left on another day: destroyed when that was found, not with its day', async () => {
    const { id, dueOn } = await deliver();
    const ring = server.app.get(KeyRing);
    const later = addDays(dueOn, 30);
    await ring.copyTo(id, dueOn, later);
    server.clock.moveTo(endOf(dueOn));
    const steps = server.app.get(PurgeSteps);
    const run = await steps.close(dueOn);
    await steps.destroyKey(run, dueOn);
    const dayGone = server.clock.now();
    expect(await ring.daysOf(id)).toEqual([later]);
    // The process dies after the stray key was dropped, before that was written down.
    const destroy = ring.destroy.bind(ring);
    const dying = jest.spyOn(ring, 'destroy').mockImplementation(async unitId => {
      await destroy(unitId);
      throw new Error('the process died');
    });
    server.clock.advance(5 * MINUTE_MS);
    await expect(server.app.get(ReclaimDay).execute(run, dueOn)).rejects.toThrow('died');
    dying.mockRestore();
    expect(await ring.daysOf(id)).toEqual([]);
    server.clock.advance(5 * MINUTE_MS);
    await purge();
    const found = await certificate(id);
    expect(Date.parse(String(found.keyDestroyedAt))).toBeGreaterThan(dayGone.getTime());
    expect(await server.sql('select * from stray_key')).toEqual([]);
  });

  it('a key that comes back: nothing is certified', async () => {
    const { id, dueOn } = await deliver({}, 2);
    const ring = server.app.get(KeyRing);
    const stays = jest.spyOn(ring, 'daysOf').mockResolvedValue([addDays(dueOn, 1)]);
    const found = jest.spyOn(ring, 'stillKept').mockImplementation(ids => Promise.resolve(new Set(ids)));
    const gone = jest.spyOn(ring, 'destroy').mockResolvedValue();
    server.clock.moveTo(endOf(dueOn));
    await expect(purge()).rejects.toThrow('every day');
    for (const spy of [stays, found, gone]) spy.mockRestore();
    aila = await server.as('aila.auditoija');
    expectProblem(await aila.get(`/retention/certificates/${id}`), 404, 'not-found');
    await purge();
    expect(await certificate(id)).toMatchObject({ unitId: id });
  });

  it('a blob that the store does not let go: listed with its failure, tried again, and only then absent', async () => {
    const { id, dueOn } = await deliver({}, 3);
    const path = join(server.folders.blobs, id.slice(-2), id);
    const aside = join(server.folders.data, 'aside');
    await rename(path, aside);
    await mkdir(join(path, 'in the way'), { recursive: true });
    server.clock.moveTo(endOf(dueOn));
    await purge();
    aila = await server.as('aila.auditoija');
    const since = server.clock.now().toISOString();
    const failed = async () => (await aila.get('/retention/failed-blobs')).body.items;
    expect(await failed()).toMatchObject([
      { name: id, unitId: id, attempts: 1, lastFailure: expect.stringMatching(/^E[A-Z]+$/), since },
    ]);
    server.clock.advance(MINUTE_MS);
    await purge();
    expect(await failed()).toMatchObject([{ attempts: 2, since }]);
    const { purgeRunId, blobAbsentAt } = await certificate(id);
    expect(blobAbsentAt).toBeNull();
    expect((await aila.get(`/retention/purges/${String(purgeRunId)}`)).body).toMatchObject({
      ...{ outcome: 'running', failedBlobs: [id], blobsLeft: 1, certificatesRoot: null, completed: null },
    });
    await rm(path, { recursive: true });
    await rename(aside, path);
    server.clock.advance(MINUTE_MS);
    await purge();
    expect(await failed()).toEqual([]);
    expect(await certificate(id)).toMatchObject({ blobAbsentAt: server.clock.now().toISOString() });
  });

  it('a purge that came late: final so much later', async () => {
    const { id, dueOn } = await deliver({}, 4);
    server.clock.moveTo(startOfDay(addDays(dueOn, 11)));
    await purge();
    aila = await server.as('aila.auditoija');
    expect(await certificate(id)).toMatchObject({ dueOn, finalOn: addDays(helsinkiDay(server.clock.now()), 6) });
  });

  it('traces that the key ring may still hold: not final yet, and final only on a day from which on they are gone', async () => {
    const { id, dueOn } = await deliver({}, 5);
    const traces = jest.spyOn(server.app.get(KeyRing), 'tracesAreGone').mockResolvedValue(false);
    server.clock.moveTo(endOf(dueOn));
    await purge();
    const before = await certificate(id);
    const settle = () => server.app.get(SettleFinalDays).execute();
    await settle();
    expect(traces.mock.calls.map(([day]) => day)).toContain(dueOn);
    expect((await certificate(id)).finalOn).toBeNull();
    const words = { fi: 'ei vielä', sv: 'inte ännu', en: 'not yet' } as const;
    for (const [language, word] of Object.entries(words)) {
      const answer = await fetch(`${server.url}/api/v1/retention/certificates/${id}.txt?language=${language}`, {
        headers: { authorization: `Bearer ${aila.token}` },
      });
      expect(await answer.text()).toMatch(new RegExp(`(lopullinen|slutgiltig|final on): +${word}`));
    }
    server.clock.advance(30 * DAY_MS);
    traces.mockRestore();
    await settle();
    aila = await server.as('aila.auditoija');
    const after = await certificate(id);
    expect(after.finalOn).toBe(helsinkiDay(server.clock.now()));
    server.clock.advance(DAY_MS);
    await settle();
    aila = await server.as('aila.auditoija');
    expect((await certificate(id)).finalOn).toBe(after.finalOn);
    expect([after.sha256, hashOf(after).toString('hex')]).toEqual([before.sha256, before.sha256]);
  });
});
