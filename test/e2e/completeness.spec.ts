import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { TakeStock } from '../../src/recordings/arrivals/take-stock.js';
import { WatchArrivals } from '../../src/recordings/arrivals/watch-arrivals.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { CertifyDestroyedItemsJob } from '../../src/retention/sorted-out/certify-destroyed-items.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { announce } from '../support/announce.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { TOLD_BY_WEBHOOK, toldOf } from '../support/notices.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;

interface Report {
  readonly from: Day;
  readonly alarms: readonly { readonly kind: string; readonly source: string }[];
  readonly sources: readonly SourceOfReport[];
  readonly missing: { readonly lines: readonly Record<string, unknown>[]; readonly more: boolean };
  readonly gaps: { readonly numbers: readonly { readonly source: string; readonly sequence: number }[] };
  readonly mayExplain: boolean;
}
interface SourceOfReport {
  readonly source: string;
  readonly days: readonly { readonly day: Day; readonly figures: Readonly<Record<string, number>> }[];
  readonly usualHours: readonly object[];
  readonly silentHours: number;
}

let server: TestServer;
let seed = 0;

const watch = (at: TestServer = server) => at.app.get(WatchArrivals).execute();
const today = () => helsinkiDay(server.clock.now());

async function deliver(overrides: Metadata = {}): Promise<Metadata> {
  seed += 1;
  const metadata = callMetadata(server.clock.now(), overrides);
  await server.ingest().deliver(metadata, wav({ seconds: 0.1, seed }));
  return metadata;
}

async function report(client: Client, days = 14): Promise<Report> {
  const { status, body } = await client.get(`/completeness?days=${days}`);
  expect([status, body.code]).toEqual([200, undefined]);
  return body as unknown as Report; // of the schema
}

async function figuresOf(source: string, day: Day): Promise<Readonly<Record<string, number>> | undefined> {
  const { sources } = await report(await server.as('aila.auditoija'), 92);
  return sources.find(one => one.source === source)?.days.find(one => one.day === day)?.figures;
}

const alarmsOf = (source: string) =>
  server.sql<{ kind: string; cleared_at: Date | null }>(
    'select kind, cleared_at from ingest_alarm where source = $1 order by raised_at, kind',
    [source],
  );

beforeAll(async () => {
  server = await startTestServer({ env: { TALLENNE_ARRIVAL_FIGURES_MONTHS: '2', ...TOLD_BY_WEBHOOK } });
});
afterEach(async () => {
  await checkCustody(server);
});
afterAll(async () => {
  await server.stop();
});

describe('the account', () => {
  it('has a refusal of an upload whose metadata are known, and a later filing takes its place', async () => {
    const metadata = callMetadata(server.clock.now(), { source: 'refusing' });
    const lineOf = () => server.sql('select outcome, reason from arrival where source = $1', ['refusing']);
    expectProblem(await server.ingest().deliver(metadata, Buffer.from('no audio at all')), 415, 'audio-form-unknown');
    expect(await lineOf()).toEqual([{ outcome: 'refused', reason: 'audio-form-unknown' }]);
    await server.ingest().deliver(metadata, wav());
    expect(await lineOf()).toEqual([{ outcome: 'filed', reason: '' }]);
    await server.ingest().deliver(metadata, wav({ seed: 99 }));
    expect(await lineOf()).toEqual([{ outcome: 'filed', reason: '' }]);
  });

  it('balances: what was announced, filed, put aside, refused and missing is counted by day and source', async () => {
    const source = 'balanced';
    for (let n = 0; n < 3; n += 1) await deliver({ source });
    await deliver({ source, notice: { played: false } });
    await server.ingest().deliver(callMetadata(server.clock.now(), { source }), Buffer.from('nothing'));
    await announce(server, { source });
    await watch();
    const counted = { announced: 6, withAudio: 5, filed: 3, quarantined: 1, refused: 1, awaited: 1, missing: 0 };
    expect(await figuresOf(source, today())).toMatchObject(counted);
    await watch();
    await watch();
    expect(await figuresOf(source, today())).toMatchObject(counted);
  });

  it('is counted once where two instances forget the same lines at once', async () => {
    const source = 'twice';
    const day = today();
    for (let n = 0; n < 4; n += 1) await deliver({ source });
    await server.sql('update arrival set ends_on = $2 where source = $1', [source, addDays(day, -1)]);
    const beside = await server.beside();
    await Promise.all([watch(), watch(beside), watch(), watch(beside)]);
    await beside.stop();
    expect(await server.sql('select from arrival where source = $1', [source])).toEqual([]);
    expect(await figuresOf(source, day)).toMatchObject({ announced: 4, withAudio: 4, filed: 4, missing: 0 });
  });
});

describe('what is missing', () => {
  const source = 'announcing';
  let missing = '';

  it('is a call whose audio has not come in time: told once, by an event and one alarm, however many look', async () => {
    missing = await announce(server, { source, queue: 'user-support' });
    server.clock.advance(4 * HOUR_MS - 1);
    await watch();
    expect(await alarmsOf(source)).toEqual([]);
    server.clock.advance(1);
    const beside = await server.beside();
    const events = await eventsDuring(server, () => Promise.all([watch(), watch(beside), watch(), watch(beside)]));
    await beside.stop();
    const missed = events.filter(({ action, facts }) => action === 'arrival.missed' && facts?.source === source);
    expect(missed).toMatchObject([{ object: { kind: 'quarantined-item' }, facts: { queue: 'user-support' } }]);
    expect(JSON.stringify(missed)).not.toContain(missing);
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'audio-missing', cleared_at: null }]);
  });

  it('is shown with ids, times and queue, and nothing of the caller; each look is an event', async () => {
    const aila = await server.as('aila.auditoija');
    const events = await eventsDuring(server, async () => {
      const { missing: shown, alarms, mayExplain } = await report(aila, 3);
      const line = shown.lines.find(one => one.source === source);
      expect(line).toMatchObject({ externalId: missing, queue: 'user-support', outcome: 'awaited', audioAt: null });
      expect(JSON.stringify(shown)).not.toMatch(/Soittaja|\+358|example\.org/);
      expect(alarms).toContainEqual(expect.objectContaining({ kind: 'audio-missing', source }));
      expect(mayExplain).toBe(false);
    });
    expect(events).toMatchObject([{ action: 'arrivals.viewed', outcome: 'done', facts: { view: 'report', days: 3 } }]);
  });

  it('is there no more when the audio comes, and the alarm clears itself', async () => {
    const metadata = callMetadata(server.clock.now(), { source, externalId: missing });
    await server.ingest().deliver(metadata, wav({ seed: 500 }));
    await watch();
    expect(
      (await report(await server.as('aila.auditoija'))).missing.lines.filter(one => one.source === source),
    ).toEqual([]);
    expect((await alarmsOf(source)).map(({ cleared_at }) => cleared_at !== null)).toEqual([true]);
  });

  it('is explained by those who may, with a code and words that nobody reads in the log; every attempt is an event', async () => {
    const externalId = await announce(server, { source });
    server.clock.advance(5 * HOUR_MS);
    await watch();
    const liisa = await server.as('liisa.lupa');
    const body = { source, externalId, reason: 'source-fault', text: 'Levy oli täynnä' };
    const events = await eventsDuring(server, async () => {
      expectProblem(await liisa.post('/arrivals/explanations', { ...body, externalId: 'unknown' }), 404, 'not-found');
      expect((await liisa.post('/arrivals/explanations', body)).status).toBe(204);
      expectProblem(await liisa.post('/arrivals/explanations', body), 409, 'not-missing');
      expectProblem(
        await (await server.as('aila.auditoija')).post('/arrivals/explanations', body),
        403,
        'not-permitted',
      );
    });
    expect(events.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
      ['arrival.explained', 'refused', 'not-found'],
      ['arrival.explained', 'done', undefined],
      ['arrival.explained', 'refused', 'not-missing'],
      ['session.started', 'done', undefined],
      ['route.refused', 'refused', undefined],
    ]);
    expect(JSON.stringify(events)).not.toContain('Levy');
    await watch();
    expect((await alarmsOf(source)).every(({ cleared_at }) => cleared_at !== null)).toBe(true);
    const found = await figuresOf(source, helsinkiDay(new Date(server.clock.now().getTime() - 5 * HOUR_MS - 60_000)));
    expect(found).toMatchObject({ explained: 1, missing: 0 });
    expect(await server.sql('select from quarantined_item where external_id = $1', [externalId])).toEqual([]);
  });

  it('explained by whoever may not sort its item out, leaves the item where it waits', async () => {
    const grants = [{ role: 'team-lead', purposes: ['service-development'], queues: ['lab'] }];
    const lead = await server.as((await addPerson(server, { grants })).username);
    for (const person of [lead, await server.as('yrjo.yllapito')]) {
      const externalId = await announce(server, { source, queue: 'user-support' });
      const [item] = await server.sql<{ id: string }>('select id from quarantined_item where external_id = $1', [
        externalId,
      ]);
      const line = () => server.sql('select outcome, reason from arrival where external_id = $1', [externalId]);
      const events = await eventsDuring(server, async () => {
        const explanation = { source, externalId, reason: 'lost-at-source' };
        expect((await person.post('/arrivals/explanations', explanation)).status).toBe(204);
      });
      expect(events.map(({ object }) => object)).toEqual([undefined]);
      expect(await line()).toEqual([{ outcome: 'explained', reason: 'lost-at-source' }]);
      const liisa = await server.as('liisa.lupa');
      expect((await liisa.get(`/quarantined-items/${item?.id ?? ''}`)).status).toBe(200);
      const reason = 'Ei nauhoitettu.';
      expect((await liisa.post(`/quarantined-items/${item?.id ?? ''}/explanation`, { reason })).status).toBe(204);
      expect(await line()).toEqual([{ outcome: 'explained', reason: 'lost-at-source' }]);
    }
    await server.app.get(CertifyDestroyedItemsJob).look();
  });

  it('takes either the id of a call or a number, a known reason, and nothing else', async () => {
    const liisa = await server.as('liisa.lupa');
    for (const body of [
      { source, reason: 'test-call' },
      { source, externalId: 'a', sequence: 1, reason: 'test-call' },
      { source, externalId: 'a', reason: 'because' },
      { source: 'Ei Nimi', externalId: 'a', reason: 'test-call' },
    ]) {
      expectProblem(await liisa.post('/arrivals/explanations', body), 400, 'invalid-request');
    }
  });
});

describe('the numbers of a source', () => {
  const source = 'counting';

  it('show a gap once what came after it has settled; it is told once and closes when the number comes', async () => {
    for (const sequence of [10, 11, 14]) await deliver({ source, sequence });
    await watch();
    expect(await alarmsOf(source)).toEqual([]);
    server.clock.advance(4 * HOUR_MS);
    await Promise.all([watch(), watch()]);
    await watch();
    const shown = async () => (await report(await server.as('aila.auditoija'))).gaps.numbers;
    expect((await shown()).filter(gap => gap.source === source).map(({ sequence }) => sequence)).toEqual([12, 13]);
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'sequence-gap', cleared_at: null }]);
    await deliver({ source, sequence: 12 });
    await watch();
    expect((await shown()).map(({ sequence }) => sequence)).toEqual([13]);
    const liisa = await server.as('liisa.lupa');
    expect((await liisa.post('/arrivals/explanations', { source, sequence: 13, reason: 'test-call' })).status).toBe(
      204,
    );
    await watch();
    expect(await shown()).toEqual([]);
    expect(await alarmsOf(source)).toMatchObject([{ cleared_at: expect.any(Date) }]);
  });

  it('show none where the counter began anew, or where a call was erased', async () => {
    await deliver({ source: 'anew', sequence: 90_000 });
    await deliver({ source: 'anew', sequence: 1 });
    for (const sequence of [1, 2, 3]) await deliver({ source: 'erasing', sequence });
    await server.sql('delete from arrival where source = $1 and sequence = 2', ['erasing']);
    server.clock.advance(4 * HOUR_MS);
    await watch();
    expect([...(await alarmsOf('anew')), ...(await alarmsOf('erasing'))]).toEqual([]);
  });

  it('show none where a call of a source that seldom has calls was erased, though others have them', async () => {
    const seldom = 'seldom';
    for (const sequence of [1, 2]) await deliver({ source: seldom, sequence });
    server.clock.advance(10 * 24 * HOUR_MS);
    await deliver({ source: 'often' });
    await server.sql('delete from arrival where source = $1 and sequence = 2', [seldom]);
    await deliver({ source: seldom, sequence: 3 });
    server.clock.advance(4 * HOUR_MS);
    await watch();
    expect(await alarmsOf(seldom)).toEqual([]);
  });
});

describe('what goes wrong in one place', () => {
  it('is bounded: of a source whose numbers leap a hundred are missing, and other sources are looked after', async () => {
    const source = 'leaping';
    for (const n of [1, 2, 3, 4]) await deliver({ source, sequence: n * 900 });
    await announce(server, { source: 'beside-leaping' });
    server.clock.advance(4 * HOUR_MS);
    await watch();
    const gaps = () => server.sql('select from arrival_gap where source = $1', [source]);
    expect(await gaps()).toHaveLength(100);
    await Promise.all([watch(), watch()]);
    expect(await gaps()).toHaveLength(100);
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'sequence-gap' }]);
    expect(await alarmsOf('beside-leaping')).toMatchObject([{ kind: 'audio-missing' }]);
  });

  it('keeps no alarm of anything else from being raised', async () => {
    const stock = server.app.get(TakeStock);
    const execute = stock.execute.bind(stock);
    stock.execute = () => Promise.reject(new Error('the statement took too long'));
    await announce(server, { source: 'unharmed' });
    server.clock.advance(4 * HOUR_MS);
    await expect(watch()).rejects.toThrow(AggregateError);
    expect(await alarmsOf('unharmed')).toMatchObject([{ kind: 'audio-missing' }]);
    stock.execute = execute;
    await watch();
  });
});

describe('audio', () => {
  it('on which nothing is heard is an alarm for a day, and a figure', async () => {
    const source = 'muted';
    const { externalId } = await deliver({ source });
    await deliver({ source });
    await server.sql('update recording set loudest_dbfs = -51 where external_id = $1', [externalId]);
    await server.sql('update recording set loudest_dbfs = -50 where source = $1 and external_id <> $2', [
      source,
      externalId,
    ]);
    const day = helsinkiDay(server.clock.now());
    await watch();
    expect(await figuresOf(source, day)).toMatchObject({ filed: 2, silent: 1 });
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'audio-silent', cleared_at: null }]);
    server.clock.advance(25 * HOUR_MS);
    await watch();
    expect(await alarmsOf(source)).toMatchObject([{ cleared_at: expect.any(Date) }]);
  });

  it('on which nothing is heard is an alarm also where it came days after its announcement', async () => {
    const source = 'muted-late';
    const externalId = await announce(server, { source });
    server.clock.advance(60 * HOUR_MS);
    await deliver({ source, externalId });
    await server.sql('update recording set loudest_dbfs = -51 where source = $1', [source]);
    await watch();
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'audio-silent', cleared_at: null }]);
  });
});

describe('audio without announcement', () => {
  /** As a folder leaves it where no document has come. */
  const unannounced = (source: string) =>
    server.sql(
      `insert into arrival (source, external_id, channel, call_on, outcome, seen_at, audio_at, ends_on)
       values ($1, 'alone', 'folder', $2, 'quarantined', $3, $3, $2::date + 14)`,
      [source, today(), server.clock.now()],
    );

  it('is an alarm after a while where the source announces at all, and none where it never does', async () => {
    await deliver({ source: 'telling' });
    await Promise.all(['telling', 'mute'].map(unannounced));
    const day = today();
    server.clock.advance(4 * HOUR_MS - 1);
    await watch();
    expect(await alarmsOf('telling')).toEqual([]);
    server.clock.advance(1);
    await watch();
    expect(await alarmsOf('telling')).toMatchObject([{ kind: 'audio-unannounced', cleared_at: null }]);
    expect(await alarmsOf('mute')).toEqual([]);
    expect(await figuresOf('telling', day)).toMatchObject({ announced: 1, withAudio: 2, unannounced: 1 });
    await server.sql(`update arrival set announced_at = seen_at, outcome = 'filed' where source = 'telling'`);
    await watch();
    expect(await alarmsOf('telling')).toMatchObject([{ cleared_at: expect.any(Date) }]);
  });
});

describe('the report', () => {
  it('shows one day of a source with what is not as it should be, and tells of no source that nobody knows', async () => {
    const source = 'shown';
    await deliver({ source });
    const { externalId } = await deliver({ source, notice: { played: false } });
    const aila = await server.as('aila.auditoija');
    const { status, body } = await aila.get(`/completeness/${source}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ source, day: today(), figures: { filed: 1, quarantined: 1 }, more: false });
    expect(body.lines).toMatchObject([{ externalId, outcome: 'quarantined', reason: 'notice-evidence-missing' }]);
    const events = await eventsDuring(server, async () => {
      expectProblem(await aila.get('/completeness/nobody?day=2026-11-24'), 404, 'not-found');
      expectProblem(await aila.get(`/completeness/${source}?day=2026-02-30`), 400, 'invalid-request');
    });
    expect(events).toMatchObject([{ action: 'arrivals.viewed', outcome: 'refused', reason: 'not-found' }]);
  });

  it('says what a source says of its own copy', async () => {
    await server.sql(`insert into source (name, keeps_days, copy_deleted_through) values ('terms', 30, '2026-10-01')`);
    const { sources } = await report(await server.as('aila.auditoija'));
    expect(sources).toContainEqual(
      expect.objectContaining({
        source: 'terms',
        keepsDays: 30,
        copyDeletedThrough: '2026-10-01',
        lastArrivalAt: null,
      }),
    );
  });

  it('is a CSV of numbers, whose cells no spreadsheet takes for formulas', async () => {
    const aila = await server.as('aila.auditoija');
    const { status, headers, bytes } = await aila.get('/completeness.csv?days=92');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    const [head, ...lines] = bytes.toString('utf8').trimEnd().split('\r\n');
    expect(head).toBe(
      'source,day,announced,withAudio,filed,quarantined,refused,destroyed,explained,missing,awaited,unannounced,silent',
    );
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^[a-z-]+,\d{4}-\d\d-\d\d(,\d+){11}$/);
    const [event] = (await loggedEvents(server, 'arrivals.viewed')).slice(-1);
    expect(event?.facts).toEqual({ view: 'csv', days: 92 });
  });

  it('is for those who answer for it, and nobody else', async () => {
    for (const path of ['/completeness', '/completeness.csv', '/completeness/pbx-1']) {
      expectProblem(await (await server.as('maija.malli')).get(path), 403, 'not-permitted');
      expect((await server.anonymous().get(path)).status).toBe(401);
    }
  });
});

describe('what is forgotten', () => {
  it('keeps the figures when the lines go, whoever deletes them, and forgets them after their months', async () => {
    const source = 'forgotten';
    const day = today();
    await deliver({ source });
    await announce(server, { source });
    await server.ingest().deliver(callMetadata(server.clock.now(), { source }), Buffer.from('nothing'));
    server.clock.moveTo(startOfDay(addDays(day, 15)));
    await watch();
    await server.app.get(RunPurges).execute(); // of the item that waited for audio
    await watch();
    const awaited = await server.sql('select unit_id, outcome from arrival where source = $1 and audio_at is null', [
      source,
    ]);
    expect(awaited).toEqual([{ unit_id: null, outcome: 'awaited' }]); // nothing came: it is missing still
    expect(await server.sql('select from arrival where source = $1', [source])).toHaveLength(3);
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'audio-missing', cleared_at: null }]);
    const counted = { announced: 3, withAudio: 2, filed: 1, refused: 1, missing: 1, awaited: 0 };
    expect(await figuresOf(source, day)).toMatchObject(counted);
    server.clock.moveTo(startOfDay(addDays(day, 64)));
    await Promise.all([watch(), watch()]);
    expect(await server.sql('select from arrival where source = $1', [source])).toEqual([]);
    expect(await server.sql('select from arrival_day where source = $1', [source])).toEqual([]); // two months are over
    expect(await alarmsOf(source)).toMatchObject([{ cleared_at: expect.any(Date) }]);
    expect(await toldOf(server, source)).toEqual(['audio-missing raised']);
  });

  it('clears the alarm of numbers that never came without a word', async () => {
    const source = 'never-came';
    for (const sequence of [1, 3]) await deliver({ source, sequence });
    const day = today();
    server.clock.advance(4 * HOUR_MS);
    await watch();
    server.clock.moveTo(startOfDay(addDays(day, 61)));
    await watch();
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'sequence-gap', cleared_at: null }]);
    server.clock.moveTo(startOfDay(addDays(day, 62)));
    await watch();
    await watch();
    expect(await alarmsOf(source)).toMatchObject([{ kind: 'sequence-gap', cleared_at: expect.any(Date) }]);
    expect(await toldOf(server, source)).toEqual(['sequence-gap raised']);
  });
});
