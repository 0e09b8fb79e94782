import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { EndPlayback } from '../../src/recordings/playback/end-playback.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { hold } from '../support/hold.js';
import { eventsDuring, loggedEvents, type LoggedEvent } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream } from '../support/open-stream.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
const DEVELOPMENT = { purpose: 'service-development', reference: 'INC-1' };
const COMPLAINT = { purpose: 'complaint', reference: 'V-1' };
const REQUEST = { purpose: 'rights-request', reference: 'P-1' };

let server: TestServer;

async function deliver(overrides: Metadata = {}, audio = wav({ seconds: 0.2 })): Promise<string> {
  const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now(), overrides), audio);
  expect(status).toBe(201);
  return String(body.id);
}

/** States a purpose; the address of the audio. */
async function play(client: Client, id: string, wanted: object = DEVELOPMENT): Promise<string> {
  const { status, body } = await client.post(`/recordings/${id}/playbacks`, wanted);
  expect([status, body.code]).toEqual([201, undefined]);
  return String(body.audioUrl);
}

const playbackIdOf = (url: string): string => url.split('/').at(-2) ?? '';

async function reservedExtents(url: string): Promise<number[]> {
  const events = await loggedEvents(server, 'playback.granted', 'playback.extent-reserved');
  return events.filter(({ object }) => object?.id === playbackIdOf(url)).map(({ facts }) => Number(facts?.extent));
}

describe('a recording of three and a half mebibytes', () => {
  const audio = wav({ seconds: (3.5 * MEBIBYTE - 46) / 16_000 });
  let maija: Client;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer();
    maija = await server.as('maija.malli');
    id = await deliver({}, audio);
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('is heard whole, byte for byte, and nobody may store it', async () => {
    const answer = await maija.get(await play(maija, id));
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(audio)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(audio.length),
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
    });
  });

  it('is heard in any range, byte for byte', async () => {
    const url = await play(maija, id);
    const last = audio.length - 1;
    const nearBorder = fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -2, max: 2 }))
      .map(([n, off]) => n * MEBIBYTE + off);
    const place = fc.oneof(fc.integer({ min: 0, max: last }), nearBorder).map(at => Math.min(last, Math.max(0, at)));
    const range = fc.oneof(
      fc.tuple(place, place).map(([a, b]) => ({
        header: `${Math.min(a, b)}-${Math.max(a, b)}`,
        first: Math.min(a, b),
        last: Math.max(a, b),
      })),
      place.map(first => ({ header: `${first}-`, first, last })),
      place.map(first => ({ header: `${first}-${audio.length * 2}`, first, last })),
      fc
        .integer({ min: 1, max: audio.length + 10 })
        .map(n => ({ header: `-${n}`, first: Math.max(0, audio.length - n), last })),
    );
    await fc.assert(
      fc.asyncProperty(range, async ({ header, first, last: end }) => {
        const answer = await maija.get(url, { range: `bytes=${header}` });
        expect(answer.status).toBe(206);
        expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${end}/${audio.length}`);
        expect(answer.headers.get('content-length')).toBe(String(end - first + 1));
        expect(answer.bytes.equals(audio.subarray(first, end + 1))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is reserved an extent at a time, each once, whatever is asked for in whatever order', async () => {
    const url = await play(maija, id);
    expect(await reservedExtents(url)).toEqual([0]);
    const asked = async (first: number, last: number) => {
      expect((await maija.get(url, { range: `bytes=${first}-${last}` })).status).toBe(206);
      return reservedExtents(url);
    };
    expect(await asked(0, 100)).toEqual([0]);
    expect(await asked(2 * MEBIBYTE + 5, 2 * MEBIBYTE + 9)).toEqual([0, 2]);
    expect(await asked(2 * MEBIBYTE - 1, 2 * MEBIBYTE)).toEqual([0, 2, 1]);
    expect(await asked(100, 3 * MEBIBYTE - 1)).toEqual([0, 2, 1]);
    expect((await maija.get(url)).bytes.equals(audio)).toBe(true);
    expect(await reservedExtents(url)).toEqual([0, 2, 1, 3]);
    await maija.get(url);
    expect(await reservedExtents(url)).toHaveLength(4);
  });

  it('is reserved once also when many connections ask at once', async () => {
    const url = await play(maija, id);
    const ranges = [
      {},
      {},
      { range: 'bytes=1048570-3145730' },
      { range: 'bytes=-10' },
      { range: 'bytes=2097152-2097152' },
    ];
    const answers = await Promise.all([...ranges, ...ranges].map(headers => maija.get(url, headers)));
    expect(answers.every(({ status }) => status === 200 || status === 206)).toBe(true);
    expect((await reservedExtents(url)).sort()).toEqual([0, 1, 2, 3]);
  });

  it('has the event of an extent in the log before the first of its bytes is out', async () => {
    const url = await play(maija, id);
    const stream = await OpenStream.open(maija, url);
    const { whole } = await stream.readToEnd(async receivedBytes => {
      const reached = Math.floor((receivedBytes - 1) / MEBIBYTE);
      expect(await reservedExtents(url)).toEqual(
        expect.arrayContaining(Array.from({ length: reached + 1 }, (_, n) => n)),
      );
    });
    expect([whole, stream.receivedBytes]).toEqual([true, audio.length]);
  });

  it('is not served beyond what could be written into the log', async () => {
    const url = await play(maija, id);
    await refuseEvents('playback.extent-reserved', async () => {
      expect((await maija.get(url, { range: 'bytes=0-99' })).status).toBe(206);
      expectProblem(await maija.get(url, { range: 'bytes=3145728-' }), 500, 'internal-error');
      const stream = await OpenStream.open(maija, url);
      expect(await stream.readToEnd()).toEqual({ whole: false });
      expect(stream.receivedBytes).toBeLessThanOrEqual(MEBIBYTE);
    });
    await refuseEvents('playback.granted', async () => {
      expectProblem(await maija.post(`/recordings/${id}/playbacks`, DEVELOPMENT), 500, 'internal-error');
    });
  });

  it('tells size and type by HEAD without reserving or serving anything', async () => {
    const url = await play(maija, id);
    const answer = await maija.request('HEAD', url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(audio.length));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.bytes).toHaveLength(0);
    expect(await reservedExtents(url)).toEqual([0]);
  });

  it('may be heard for a quarter of an hour, or for twice its length', async () => {
    const lasting = async (seconds: number) => {
      const longer = await deliver({}, wav({ seconds, channels: 1, rateHz: 1000 }));
      const { body } = await maija.post(`/recordings/${longer}/playbacks`, DEVELOPMENT);
      return Date.parse(String(body.expiresAt)) - server.clock.now().getTime();
    };
    expect(await lasting(450)).toBe(15 * 60_000);
    expect(await lasting(451)).toBe(902_000);
  });

  it('ends when the listener says so, once, with what was served and, apart, what the player reports', async () => {
    const url = await play(maija, id, { ...DEVELOPMENT, reference: 'INC-2' });
    await maija.get(url, { range: `bytes=${audio.length - 1}-` });
    const path = `/playbacks/${playbackIdOf(url)}`;
    const events = await eventsDuring(server, async () => {
      expect((await maija.delete(path, { playedMs: 1234 })).status).toBe(204);
      expect((await maija.delete(path, { playedMs: 9 })).status).toBe(204);
      expect((await maija.delete(path)).status).toBe(204);
    });
    const facts = { by: 'listener', extents: [0, 3], atMostBytes: 1.5 * MEBIBYTE, reportedMs: 1234 };
    expect(events).toMatchObject([
      { action: 'playback.ended', recordingId: id, reference: 'INC-2', ...DEVELOPED, facts },
    ]);
  });

  it('ends without a report as well', async () => {
    const url = await play(maija, id);
    expect((await maija.delete(`/playbacks/${playbackIdOf(url)}`)).status).toBe(204);
    expectProblem(await maija.get(url), 410, 'playback-expired');
  });

  it('is ended by the sweep when the time is over or the session has ended', async () => {
    const timedOut = await play(maija, id);
    const other = await server.as('maija.malli');
    const signedOut = await play(other, id);
    await other.delete('/sessions/current');
    const sweep = () => server.app.get(EndPlayback).sweep();
    expect(endings(await eventsDuring(server, sweep))).toEqual([[playbackIdOf(signedOut), 'over', 'system']]);
    server.clock.advance(15 * 60_000);
    const ended = endings(await eventsDuring(server, () => Promise.all([sweep(), sweep(), sweep()])));
    expect(ended.map(([playback]) => playback)).toContain(playbackIdOf(timedOut));
    expect(new Set(ended.map(([playback]) => playback)).size).toBe(ended.length);
    expect(await eventsDuring(server, sweep)).toEqual([]);
  });

  const DEVELOPED = { purpose: 'service-development', outcome: 'done' };

  /** Lets every insert of such an event fail while `work` runs, as a full disk or a lost database would. */
  async function refuseEvents(action: string, work: () => Promise<void>): Promise<void> {
    await server.sql(`alter table audit_event add constraint refused check (action <> '${action}') not valid`);
    try {
      await work();
    } finally {
      await server.sql('alter table audit_event drop constraint refused');
    }
  }
});

function endings(events: readonly LoggedEvent[]): unknown[][] {
  return events
    .filter(({ action }) => action === 'playback.ended')
    .map(({ object, facts, actor }) => [object?.id, facts?.by, actor.kind]);
}

describe('a purpose', () => {
  let maija: Client;
  let liisa: Client;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer();
    [maija, liisa] = [await server.as('maija.malli'), await server.as('liisa.lupa')];
    id = await deliver();
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Asks for a playback, which is refused; the refusal is on record with its reason. */
  async function refused(
    client: Client,
    recording: string,
    wanted: object,
    status: number,
    code: string,
    reason = code,
  ) {
    const events = await eventsDuring(server, async () => {
      expectProblem(await client.post(`/recordings/${recording}/playbacks`, wanted), status, code);
    });
    expect(events).toMatchObject([{ action: 'playback.refused', outcome: 'refused', reason, recordingId: recording }]);
  }

  it('is stated in the event, with its reference and the grant that covers it', async () => {
    const url = await play(liisa, id, DEVELOPMENT);
    const [event] = await loggedEvents(server, 'playback.granted');
    const [grant] = (await liisa.get('/me')).body.grants as { id: string }[];
    expect(event).toMatchObject({
      ...{ ...DEVELOPMENT, recordingId: id, grantId: grant?.id, object: { kind: 'playback', id: playbackIdOf(url) } },
      facts: { queue: 'user-support', unit: 'Ward systems', agentId: server.ids.get('maija.malli'), extent: 0 },
    });
  });

  it('needs its reference, except for training and studies', async () => {
    await refused(maija, id, { purpose: 'service-development' }, 422, 'reference-missing');
    await refused(liisa, id, { purpose: 'service-development' }, 422, 'reference-missing');
    await play(liisa, id, { purpose: 'internal-training' });
    await play(liisa, id, { purpose: 'service-level-study' });
    await refused(await server.as('risto.reklamaatio'), id, { purpose: 'complaint' }, 422, 'reference-missing');
    await refused(await server.as('oili.oikeus'), id, { purpose: 'rights-request' }, 422, 'reference-missing');
  });

  it('must be one of the grant', async () => {
    await refused(maija, id, COMPLAINT, 403, 'purpose-not-permitted');
    await refused(maija, id, { purpose: 'internal-training' }, 403, 'purpose-not-permitted');
    await refused(liisa, id, REQUEST, 403, 'purpose-not-permitted');
    await refused(await server.as('oili.oikeus'), id, COMPLAINT, 403, 'purpose-not-permitted');
  });

  it('does not reach the calls of others where the grant covers one’s own', async () => {
    const [of, unmapped] = [
      await deliver({ agent: { username: 'eero.esimerkki' } }),
      await deliver({ agent: { extension: '0' } }),
    ];
    for (const recording of [of, unmapped]) {
      await refused(maija, recording, DEVELOPMENT, 404, 'not-found', 'not-permitted');
      expect((await maija.get(`/recordings/${recording}`)).status).toBe(404);
    }
    await play(liisa, of, DEVELOPMENT);
    const listed = (await maija.get('/recordings?limit=200')).body.items as { id: string }[];
    expect(listed.map(item => item.id)).toEqual([id]);
  });

  it('does not reach another queue or unit than the grant’s', async () => {
    const grant = {
      role: 'team-lead',
      purposes: ['internal-training'],
      queues: ['billing', 'user-support'],
      units: ['Wards'],
    };
    const lead = await server.as((await addPerson(server, { grants: [grant] })).username);
    const inside = await deliver({ queue: 'billing', unit: 'Wards' });
    await play(lead, inside, { purpose: 'internal-training' });
    for (const scope of [
      { queue: 'billing', unit: 'Other' },
      { queue: 'other', unit: 'Wards' },
      { queue: 'billing', unit: undefined },
    ]) {
      await refused(lead, await deliver(scope), { purpose: 'internal-training' }, 404, 'not-found', 'not-permitted');
    }
    await refused(
      lead,
      '00000000-0000-7000-8000-000000000000',
      { purpose: 'internal-training' },
      404,
      'not-found',
      'not-here',
    );
  });

  it('of a restricted recording is the rights officer’s alone', async () => {
    const restricted = await deliver();
    const before = await play(liisa, restricted);
    await server.sql('update recording set restricted = true where id = $1', [restricted]);
    expectProblem(await liisa.get(before), 403, 'playback-no-longer-allowed');
    for (const [client, wanted] of [
      [maija, DEVELOPMENT],
      [liisa, { purpose: 'internal-training' }],
      [await server.as('risto.reklamaatio'), COMPLAINT],
    ] as const) {
      await refused(client, restricted, wanted, 403, 'restricted');
      const opened = await client.get(`/recordings/${restricted}`);
      expect(opened.body).toMatchObject({ restricted: true, permittedPurposes: [], permittedFields: [] });
      const reveal = await client.post(`/recordings/${restricted}/reveals`, { field: 'name', ...wanted });
      expectProblem(reveal, 403, 'restricted');
    }
    const oili = await server.as('oili.oikeus');
    expect((await oili.get(await play(oili, restricted, REQUEST))).status).toBe(200);
    expect((await oili.get(`/recordings/${restricted}`)).body.permittedPurposes).toEqual(['rights-request']);
  });
});

describe('a held recording', () => {
  const TODAY = helsinkiDay(NOW);
  let held: string;
  let ordinary: string;
  /** Held for training. */
  let course: string;
  let lastDay: Day;
  const until = addDays(TODAY, 90);

  beforeAll(async () => {
    server = await startTestServer();
    held = await deliver();
    ordinary = await deliver();
    const [row] = await server.sql<{ due_on: Day }>('select due_on from recording where id = $1', [held]);
    lastDay = row?.due_on ?? TODAY;
    await hold(server, held, ['complaint'], until);
    course = await deliver();
    await hold(server, course, ['internal-training'], until);
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  const listedBy = async (client: Client) => {
    const { body } = await client.get('/recordings');
    return (body.items as { id: string }[]).map(({ id }) => id).sort();
  };

  it('serves every purpose on its ordinary days', async () => {
    server.clock.moveTo(new Date(startOfDay(addDays(lastDay, 1)).getTime() - 60_000));
    await play(await server.as('maija.malli'), held, DEVELOPMENT);
    await play(await server.as('risto.reklamaatio'), held, COMPLAINT);
    expect(await listedBy(await server.as('liisa.lupa'))).toEqual([held, ordinary, course].sort());
  });

  it('serves its hold’s purpose only from the day after, for those who are granted it', async () => {
    server.clock.moveTo(startOfDay(addDays(lastDay, 1)));
    const risto = await server.as('risto.reklamaatio');
    expect(await listedBy(risto)).toEqual([held]);
    expect((await risto.get(await play(risto, held, COMPLAINT))).status).toBe(200);
    const shown = await risto.post(`/recordings/${held}/reveals`, { field: 'name', ...COMPLAINT });
    expect(shown.body.value).toBe('Testi Soittaja');
    const opened = await risto.get(`/recordings/${held}`);
    expect(opened.body).toMatchObject({ ordinaryDueOn: lastDay, dueOn: until, holdPurposes: ['complaint'] });
    expect((await risto.post('/recordings/searches', { phone: '+358401234567' })).body.items).toMatchObject([
      { id: held },
    ]);
    for (const [username, wanted] of Object.entries({
      'maija.malli': DEVELOPMENT,
      'liisa.lupa': DEVELOPMENT,
      'oili.oikeus': REQUEST,
    })) {
      const client = await server.as(username);
      expect(await listedBy(client)).not.toContain(held);
      expect((await client.get(`/recordings/${held}`)).status).toBe(404);
      expectProblem(await client.post(`/recordings/${held}/playbacks`, wanted), 404, 'not-found');
      const found = await client.post('/recordings/searches', { phone: '+358401234567' });
      expect((found.body.items as { id: string }[]).map(({ id }) => id)).not.toContain(held);
    }
  });

  it('leaves a grant of several purposes only the hold’s', async () => {
    const liisa = await server.as('liisa.lupa');
    expect(await listedBy(liisa)).toEqual([course]);
    expect((await liisa.get(`/recordings/${course}`)).body.permittedPurposes).toEqual(['internal-training']);
    expectProblem(await liisa.post(`/recordings/${course}/playbacks`, DEVELOPMENT), 403, 'purpose-not-permitted');
    await play(liisa, course, { purpose: 'internal-training' });
    const reveal = { field: 'name', purpose: 'service-level-study' };
    expectProblem(await liisa.post(`/recordings/${course}/reveals`, reveal), 403, 'purpose-not-permitted');
  });

  it('leaves a person with a second purpose only the hold’s', async () => {
    const grants = [
      { role: 'complaint-handler', purposes: ['complaint'] },
      { role: 'team-lead', purposes: ['internal-training'] },
    ];
    const both = await server.as((await addPerson(server, { grants })).username);
    expect((await both.get(`/recordings/${held}`)).body.permittedPurposes).toEqual(['complaint']);
    const refused = await both.post(`/recordings/${held}/playbacks`, { purpose: 'internal-training' });
    expectProblem(refused, 403, 'purpose-not-permitted');
    await play(both, held, COMPLAINT);
  });

  it('is over when its hold is', async () => {
    server.clock.moveTo(new Date(startOfDay(addDays(until, 1)).getTime() - 1000));
    const risto = await server.as('risto.reklamaatio');
    const url = await play(risto, held, COMPLAINT);
    server.clock.advance(1000);
    expectProblem(await risto.get(url), 403, 'playback-no-longer-allowed');
    expectProblem(await risto.post(`/recordings/${held}/playbacks`, COMPLAINT), 404, 'not-found');
    expect(await listedBy(risto)).toEqual([]);
  });
});
