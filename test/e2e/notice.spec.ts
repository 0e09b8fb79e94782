import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { ApplyRules } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { DecidedCases } from '../support/decided-case.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { findingsOf } from '../support/paper-findings.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { ANNOUNCEMENT, SETTLED } from '../support/settled-notice.js';
import { readTaggedPdf } from '../support/tagged-pdf.js';

const reason = 'Seloste ajan tasalle.';
const publish = { outcome: 'published', reason };
const rule = (days: number) => ({
  ...{ kind: 'days', days, clause: 'Tietosuojaseloste 6 §', inForceFrom: helsinkiDay(NOW), appliesToEarlier: true },
  reason: 'Seloste sanoo yhden ajan.',
});

let server: TestServer;
let yrjo: Client;
let paula: Client;
let oili: Client;
let tapio: Client;

beforeAll(async () => {
  server = await startTestServer({ env: SETTLED });
  [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  [oili, tapio] = [await server.as('oili.oikeus'), await server.as('tapio.tietosuoja')];
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

const state = async () => (await tapio.get('/notice')).body;
const openText = async (language = 'fi') =>
  JSON.stringify(((await server.anonymous().get('/notice/published')).body.texts as Record<string, unknown>)[language]);
const openPaper = async (of = server) => pdfText((await of.anonymous().get('/notice/published/pdf?language=fi')).bytes);
const decide = (who: Client, version: unknown, decision: object = publish) =>
  who.post(`/notice/versions/${String(version)}/decision`, decision);

async function proposed(who: Client = yrjo): Promise<number> {
  const { status, body } = await who.post('/notice/versions', { reason });
  expect(status).toBe(201);
  return Number(body.proposed);
}

async function adopt(days: number): Promise<void> {
  const { body } = await yrjo.post('/retention/rules', rule(days));
  const { version } = body.rule as { version: number };
  expect((await paula.post(`/retention/rules/${version}/decision`, { outcome: 'adopted', reason })).status).toBe(200);
}

async function waitsFor(who: string, kind: string): Promise<unknown> {
  const { body } = await (await server.as(who)).get('/tasks');
  return (body.groups as { kind: string }[]).find(group => group.kind === kind);
}

describe('the privacy notice', () => {
  it('is read by nobody before it is published, and is not published while it lacks what must be said', async () => {
    expectProblem(await server.anonymous().get('/notice/published'), 404, 'not-found');
    const planned = await yrjo.request('PUT', '/sources/pbx-1', {
      keepsIdentityCodes: false,
      notice: { version: '2026-1', language: 'fi' },
      keepsDays: 14,
    });
    expect([planned.status, planned.body]).toMatchObject([200, { announcements: [{ version: '2026-1' }] }]);
    expect((await state()).missing).toEqual([{ fact: 'announcement-text', of: '2026-1 (fi)' }]);
    const refused = await decide(oili, await proposed());
    expectProblem(refused, 422, 'notice-incomplete');
    expect(refused.body.missing).toEqual(['announcement-text: 2026-1 (fi)']);
  });

  it('is published by a second person alone, as the rules are at that moment', async () => {
    expect((await yrjo.post('/announcement-texts', ANNOUNCEMENT)).status).toBe(201);
    const waiting = Number((await state()).proposed);
    expect(await state()).toMatchObject({ missing: [], proposedUpToDate: false });
    expectProblem(await decide(oili, waiting), 409, 'notice-outdated');

    const version = await proposed();
    expect(await waitsFor('oili.oikeus', 'notice-versions')).toMatchObject({
      count: 1,
      items: [{ id: String(version) }],
    });
    expect(await waitsFor('yrjo.yllapito', 'notice-versions')).toBeUndefined();
    expectProblem(await yrjo.post('/notice/versions', { reason }), 409, 'notice-waiting');
    expectProblem(await decide(yrjo, version), 403, 'not-second-person');
    expectProblem(await decide(tapio, version), 403, 'not-permitted');
    const { status, body } = await decide(oili, version);
    expect([status, body.published, body.upToDate]).toEqual([200, version, true]);
    expectProblem(await decide(oili, version), 409, 'notice-settled');
    expectProblem(await yrjo.post('/notice/versions', { reason }), 409, 'notice-unchanged');
    const states = ((await state()).versions as { state: string }[]).map(one => one.state);
    expect(states).toEqual(['published', 'overtaken']);
  });

  it('is what its hash in the log says', async () => {
    const [event] = await loggedEvents(server, 'notice.published').then(all =>
      all.filter(({ outcome }) => outcome === 'done'),
    );
    const [row] = await server.sql<{ snapshot: string; sha256: string }>(
      `select snapshot, sha256 from notice_version where state = 'published'`,
    );
    expect(
      createHash('sha256')
        .update(row?.snapshot ?? '')
        .digest('hex'),
    ).toBe(row?.sha256);
    expect(canonicalize(JSON.parse(row?.snapshot ?? 'null'))).toBe(row?.snapshot);
    expect(event?.facts).toMatchObject({ sha256: row?.sha256, version: (await state()).published });
  });

  it('is read by anybody in three languages, and names nobody but whom the controller publishes', async () => {
    expect(await openText()).toContain(
      'säilytetään 61 vuorokautta tai 2 kuukautta sen mukaan, kumpi aika päättyy ensin.',
    );
    expect(await openText('sv')).toContain('förvaras 61 dygn eller 2 månader');
    expect(await openText('en')).toContain('are kept for 61 days or 2 months, whichever ends first.');
    const { body } = await server.anonymous().get('/notice/published');
    for (const staffId of server.ids.values()) expect(JSON.stringify(body)).not.toContain(staffId);
    expect(JSON.stringify(body)).not.toMatch(/Yrjö|Oili/);
    expect(Object.keys(body).sort()).toEqual(['publishedAt', 'sha256', 'texts', 'title', 'version']);
    const pdf = await server.anonymous().get('/notice/published/pdf?language=sv');
    expect(pdfText(pdf.bytes)).toContain('Dataskyddsbeskrivning för inspelning av samtal');
  });

  it('changes with the rule, and so do its draft, what it lacks, what waits, and the letters', async () => {
    const cases = new DecidedCases(server);
    const recording = await cases.recording();
    const before = Number((await state()).published);
    await adopt(30);
    await server.app.get(ApplyRules).look();
    expect(await state()).toMatchObject({ published: before, upToDate: false });
    expect(await waitsFor('oili.oikeus', 'notice-differs')).toMatchObject({ items: [{ id: String(before) }] });
    expect(await waitsFor('tapio.tietosuoja', 'notice-differs')).toBeUndefined();
    const { body } = await tapio.get(`/notice/differences?from=${before}&language=fi`);
    const changed = body.items as { id: string; before: string[]; after: string[] }[];
    expect(changed.map(({ id }) => id)).toEqual(['contents.kept', 'protection.in-finland', 'protection.periods']);
    expect(changed[0]).toMatchObject({
      under: '6 Rekisterin tietosisältö ja säilytysaika',
      after: ['Puhelutallenteita ja kontaktihistoriaa säilytetään 30 vuorokautta.'],
    });

    expect(await openText()).toContain('61 vuorokautta');
    const version = await proposed(oili);
    expect(await waitsFor('oili.oikeus', 'notice-differs')).toBeUndefined();
    expect((await decide(paula, version)).status).toBe(200);
    expect(await openText()).toContain('säilytetään 30 vuorokautta.');
    expect(await openText()).not.toContain('61 vuorokautta');
    expect(await openPaper()).toContain('säilytetään 30 vuorokautta.');
    expect(await openPaper()).not.toContain('61 vuorokautta');

    const { id } = await cases.granted(recording);
    const letter = await oili.post(`/rights-requests/${id}/letters`, {
      kind: 'answer',
      parts: { effects: { access: 'Kopio.' } },
    });
    const paper = await oili.get(`/rights-requests/${id}/documents/${String(letter.body.documentId)}`);
    expect(pdfText(paper.bytes)).toContain('Puhelutallenteita säilytetään 30 vuorokautta puhelun päättymispäivästä.');
  });

  it('changes with the contacts and the legal bases, and so do its paper and the letters', async () => {
    const before = Number((await state()).published);
    const changed = await server.beside({
      TALLENNE_CONTROLLER_NAME: 'Toinen Esimerkki Oy',
      TALLENNE_DPO_CONTACT: 'Taina Toinen; taina@esimerkki.invalid',
      TALLENNE_LEGAL_BASES: SETTLED.TALLENNE_LEGAL_BASES.replace('training=legitimate-interest', 'training=consent'),
    });
    try {
      const [writer, decider] = [await changed.as('oili.oikeus'), await changed.as('paula.paakayttaja')];
      const { body } = await writer.get(`/notice/differences?from=${before}&language=fi`);
      const ids = (body.items as { id: string }[]).map(({ id }) => id);
      expect(ids).toEqual([
        ...['controller.contact', 'officer.contact', 'purposes.table', 'purposes.interest'],
        ...['rights.list', 'rights.objection', 'rights.no-portability', 'rights.no-consent'],
      ]);
      expect(await openPaper(changed)).not.toContain('Toinen Esimerkki Oy');
      const version = await proposed(writer);
      expect((await decide(decider, version)).status).toBe(200);

      const { body: open } = await changed.anonymous().get('/notice/published');
      const cases = new DecidedCases(changed);
      const { id } = await cases.scenes.register(await changed.as('maija.malli'), {
        person: { name: 'Testi Soittaja', phone: '+358400000098' },
      });
      const letter = await writer.post(`/rights-requests/${id}/letters`, {
        kind: 'receipt',
        parts: { to: { name: 'Testi Soittaja', lines: ['Testitie 1'] } },
      });
      const paper = await writer.get(`/rights-requests/${id}/documents/${String(letter.body.documentId)}`);
      const said = { page: JSON.stringify(open.texts), paper: await openPaper(changed), letter: pdfText(paper.bytes) };
      for (const text of Object.values(said)) {
        expect(text).toContain('Toinen Esimerkki Oy');
        expect(text).toContain('taina@esimerkki.invalid');
        expect(text).not.toContain('tietosuoja@esimerkki.invalid');
      }
      for (const text of [said.page, said.paper]) expect(text).toContain('peruuttaa suostumuksensa milloin tahansa');
    } finally {
      await changed.stop();
    }
  });

  it('cannot be changed in its table, nor published by one person there', async () => {
    const application = server.database.applicationUrl;
    expect(application).toBeTruthy();
    await expect(
      server.sql(`update notice_version set decided_by = proposed_by where state = 'published'`),
    ).rejects.toThrow('notice_version_by_two');
    const rights = await server.sql<{ column_name: string }>(
      `select column_name from information_schema.column_privileges
       where table_name = 'notice_version' and privilege_type = 'UPDATE' and grantee = 'tallenne_app' order by 1`,
    );
    expect(rights.map(({ column_name }) => column_name)).toEqual(['decided_at', 'decided_by', 'state']);
  });
});

describe('what announcements say', () => {
  it('is said once for a version and a language: other words are another version', async () => {
    const other = { ...ANNOUNCEMENT, text: 'Muuta.' };
    expectProblem(await yrjo.post('/announcement-texts', other), 409, 'announcement-settled');
    const { body } = await yrjo.get('/announcement-texts');
    expect(body.items).toMatchObject([{ ...ANNOUNCEMENT, planned: true, settlerName: expect.any(String) }]);
    expect(await loggedEvents(server, 'announcement-text.settled')).toMatchObject([
      { facts: { version: '2026-1', language: 'fi', textSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ]);
  });
});

it('an announcement stands beside the call in which it was heard, word for word', async () => {
  const { id } = await new DecidedCases(server).recording();
  expect((await oili.get(`/recordings/${id}`)).body.notice).toEqual({ ...ANNOUNCEMENT, evidence: 'call' });
  const other = callMetadata(NOW, { notice: { played: true, version: '2026-9', language: 'fi' } });
  const { body } = await server.ingest().deliver(other, wav({ seed: 99 }));
  expect((await oili.get(`/recordings/${String(body.id)}`)).body.notice).toMatchObject({
    version: '2026-9',
    text: null,
  });
});

it('a call goes on saying what was heard on its day, while the notice tells what plays now', async () => {
  const yesterday = addDays(helsinkiDay(NOW), -1);
  const entry = { ...{ queue: null, direction: null, language: 'fi' }, version: '2026-1' };
  const announcements = [
    { ...entry, from: '2026-01-01', until: yesterday },
    { ...entry, version: '2026-2', from: helsinkiDay(NOW), until: null },
  ];
  const second = { version: '2026-2', language: 'fi', text: 'Tämä puhelu tallennetaan palvelun kehittämiseksi.' };
  expect((await yrjo.post('/announcement-texts', second)).status).toBe(201);
  for (const name of ['pbx-1', 'pbx-plan']) {
    const { status } = await yrjo.request('PUT', `/sources/${name}`, { keepsIdentityCodes: false, announcements });
    expect(status).toBe(200);
  }
  const heardAt = async (now: Date) => {
    const call = callMetadata(now, { source: 'pbx-plan', notice: undefined });
    const { body } = await server.ingest().deliver(call, wav({ seed: now.getUTCDate() }));
    return (await oili.get(`/recordings/${String(body.id)}`)).body.notice;
  };
  expect(await heardAt(new Date(NOW.getTime() - 24 * 3_600_000))).toEqual({ ...ANNOUNCEMENT, evidence: 'plan' });
  expect(await heardAt(NOW)).toEqual({ ...second, evidence: 'plan' });
  const now = JSON.stringify((await tapio.get('/notice/now')).body.texts);
  expect(now).toContain(second.text);
  expect(now).not.toContain(ANNOUNCEMENT.text);
});

describe('processors and sources', () => {
  const konesali = {
    ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI', undertakingReference: 'S-12' },
    ...{ undertakingOn: '2026-01-15', subProcessors: [{ name: 'Nauha Ab', task: 'varmuuskopiot', country: 'SE' }] },
  };

  it('are in the EEA, or are not entered', async () => {
    for (const country of ['US', 'GB', 'CH']) {
      expectProblem(await yrjo.post('/processors', { ...konesali, country }), 400, 'invalid-request');
      const subProcessors = [{ name: 'X', task: 'y', country }];
      expectProblem(await yrjo.post('/processors', { ...konesali, subProcessors }), 400, 'invalid-request');
      const ownCopy = { place: 'Konesali', country };
      expectProblem(
        await yrjo.request('PUT', '/sources/pbx-1', { keepsIdentityCodes: false, ownCopy }),
        400,
        'invalid-request',
      );
    }
  });

  it('are kept by version, each change an event, and stand in the notice and the record at once', async () => {
    const [entered] = (await yrjo.post('/processors', konesali)).body.items as { id: string }[];
    const id = entered?.id ?? '';
    await yrjo.request('PUT', '/sources/pbx-1', {
      keepsIdentityCodes: false,
      ownCopy: { place: 'Konesali 2', country: 'FI' },
    });
    expect((await state()).upToDate).toBe(false);
    const moved = await paula.request('PUT', `/processors/${id}`, { ...konesali, country: 'SE', ended: false });
    expect((moved.body.items as object[]).map(one => (one as { version: number }).version)).toEqual([2, 1]);
    const { body } = await tapio.get('/processing-record');
    const record = JSON.stringify(body.texts);
    for (const words of ['Konesali Oy', 'S-12', 'Nauha Ab', 'Ruotsi', 'Konesali 2, Suomi', '14 vuorokautta']) {
      expect(record).toContain(words);
    }
    expect(JSON.stringify((await tapio.get('/notice/now')).body)).not.toContain('S-12');
    expect(await loggedEvents(server, 'processor.changed')).toMatchObject([
      { facts: { version: 1, country: 'FI' } },
      { facts: { version: 2, country: 'SE', undertakingReference: 'S-12' } },
    ]);
    await yrjo.request('PUT', `/processors/${id}`, { ...konesali, ended: true });
    expect(JSON.stringify((await tapio.get('/processing-record')).body.texts)).not.toContain('Konesali Oy');
  });
});

describeWith('qpdf', 'notice, record and promises on paper', () => {
  it.each([
    ['/notice/versions/2/pdf', 'fi', 'Käyttäjätuen puheluiden nauhoittamisen tietosuojaseloste'],
    ['/notice/versions/2/pdf', 'sv', 'Dataskyddsbeskrivning'],
    ['/notice/versions/2/pdf', 'en', 'Privacy notice'],
    ['/processing-record/pdf', 'fi', 'Seloste käsittelytoimista'],
    ['/processing-record/pdf', 'sv', 'Register över behandling'],
    ['/processing-record/pdf', 'en', 'Record of processing'],
    ['/promises/pdf', 'fi', 'Lupaukset ja näyttö'],
    ['/promises/pdf', 'sv', 'Löften och bevis'],
    ['/promises/pdf', 'en', 'Promises and proof'],
  ])('are tagged from the first word to the last, tables too: %s in %s', async (path, language, title) => {
    const { bytes } = await tapio.get(`${path}?language=${language}`);
    const pdf = await readTaggedPdf(bytes);
    expect(pdf.title).toEqual(expect.stringContaining(title));
    expect(findingsOf(pdf, language)).toEqual([]);
    expect(pdf.tags.flatMap(({ kids }) => kids).map(({ type }) => type)).toContain('/Table');
  });

  it('says in which language an announcement is quoted', async () => {
    const { bytes } = await tapio.get('/notice/versions/2/pdf?language=sv');
    const lists = (await readTaggedPdf(bytes)).tags.flatMap(({ kids }) => kids).filter(({ type }) => type === '/L');
    expect(lists.filter(({ lang }) => lang === 'u:fi')).toHaveLength(1);
  });
});
